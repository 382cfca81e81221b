"""Forms: tables of fields turned into widgets, saved when a field is left."""
