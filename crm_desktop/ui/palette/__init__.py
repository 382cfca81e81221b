"""The palette beneath the search box: customers, people, actions, places and recent things."""
