"""What a person may do about a file that is damaged or gone."""
