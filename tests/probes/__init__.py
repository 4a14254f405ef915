"""Hostile probes by group: what is tried, and that all of it is held."""
