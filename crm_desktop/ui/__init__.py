"""The window: all Qt of the program, one folder a screen."""
