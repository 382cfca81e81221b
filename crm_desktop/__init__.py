"""Customer profile cards on a laptop: score, tier, and print the visit brief."""
