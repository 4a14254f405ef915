"""The map of the collection as a picture: drawn in a process apart, never in the bot's own."""

from bot.map_picture.drawing import draw

__all__ = ("draw",)
