"""The card of a customer: header, taboos, and a tab for each of its parts."""
