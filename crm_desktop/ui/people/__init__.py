"""The influence map of a card: people drawn by role, stance, influence and coverage (D1)."""
