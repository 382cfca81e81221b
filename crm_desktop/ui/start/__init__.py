"""How a file comes into the window: the first-start screen, new, open, recent, import."""
