"""Restores by chance: traffic, a backup, a sudden death, and the bot again from the backup."""
