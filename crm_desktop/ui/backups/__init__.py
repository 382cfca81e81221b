"""Backups as a person sees them: made by themselves, listed, looked into, restored."""
