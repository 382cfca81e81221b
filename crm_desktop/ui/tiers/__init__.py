"""The page of the tiers: who is A, B or C, what another scheme would do, and pins (D3)."""
