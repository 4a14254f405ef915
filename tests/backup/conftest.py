"""A bot's data directory, to be backed up."""

from tests.support.backing_up import lived_in, operated

__all__ = ["lived_in", "operated"]
