"""The schema: one SQLModel table for each kind of record, and the program's own tables."""
