"""The MAN tab of a card: nine questions, and the score that moves while they are answered (D2)."""
