"""Taking in lists: what they would bring is shown before anything is written."""
