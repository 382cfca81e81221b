"""The log of prints, exports and erasures, and erasing somebody for good."""
