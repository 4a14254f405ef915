"""A soak: everything the bot does, while it is killed, its line is bad and its disk is full."""
