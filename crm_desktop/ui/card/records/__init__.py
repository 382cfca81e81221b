"""The tabs of a card that are lists of records: people, purchases, service, likes and plans."""
