"""!sammlung: the collection as a list to leaf through."""

from commands.browsing.listing import COLLECTION

__all__ = ("COLLECTION",)
