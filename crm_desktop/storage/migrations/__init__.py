"""Alembic migrations and the recipe that applies them without risk to the file."""
