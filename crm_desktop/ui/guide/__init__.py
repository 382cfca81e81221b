"""The guide beside the window: read without a network, opened where a person is."""
