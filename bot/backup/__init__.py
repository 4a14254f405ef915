"""One file that holds what the bot knows: made, read, verified and kept."""
