"""The command line: every command is a thin door to a service."""
