"""The bot beside the least that can answer at all, on the same homeserver."""
