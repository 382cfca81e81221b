"""The page of all customers: filter, list, preview, many at once, bin."""
