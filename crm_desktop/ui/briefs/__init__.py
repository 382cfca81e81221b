"""The pages of briefs before they are printed."""
