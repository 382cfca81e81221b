"""Protected files in the window: unlocked, locked, and given a passphrase, a new key or none."""
