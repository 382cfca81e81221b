"""The page of what may be kept: sensitive facts and what they stand on, cards past their term."""

PRIVACY = "privacy"
"""The name of its page, to which no button of the rail leads."""
