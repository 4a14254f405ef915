"""Dates: made, changed, announced, listed; every single one and those of a series."""
