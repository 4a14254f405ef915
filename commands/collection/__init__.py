"""The collection as a whole: look-up, import, export and the first start."""

from commands.collection.export import Format, export
from commands.collection.files import LARGEST_FILE, InvalidFileError, read
from commands.collection.load import Change, refresh_spellings, store
from commands.collection.search import Entry, Outcome, Result, as_json, search
from commands.collection.shipped import seed

__all__ = (
    "LARGEST_FILE",
    "Change",
    "Entry",
    "Format",
    "InvalidFileError",
    "Outcome",
    "Result",
    "as_json",
    "export",
    "read",
    "refresh_spellings",
    "search",
    "seed",
    "store",
)
