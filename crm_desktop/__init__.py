"""Customer profile cards on a laptop: score, tier, and print the visit brief."""

__version__ = "0.1.0"
"""That of pyproject.toml; a test holds them together."""
