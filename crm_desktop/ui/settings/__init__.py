"""What a person chooses about the program."""
