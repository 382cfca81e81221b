"""Visits: the agenda, and a visit planned, printed and held."""
