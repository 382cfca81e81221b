"""The stream of everything that happened with a customer, and the form of one entry of it."""
