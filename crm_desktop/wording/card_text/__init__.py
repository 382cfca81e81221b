"""A whole card in words: what `show` prints and the window copies."""
