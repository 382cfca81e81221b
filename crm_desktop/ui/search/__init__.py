"""The one search box at the top of the window."""
