"""What a protected file asks and shows: passphrases, its state, who is there; knows no window."""
