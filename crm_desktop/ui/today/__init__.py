"""The page of what to do now."""
