"""The collection as a whole: look-up, import, export and the first start."""

from commands.collection.export import Format, export
from commands.collection.files import LARGEST_FILE, InvalidFileError, read
from commands.collection.load import Change, store
from commands.collection.rows import ListName
from commands.collection.search import (
    Entry,
    Outcome,
    Result,
    among_namesakes,
    answer,
    as_json,
    line_for,
    search,
)
from commands.collection.shelf import not_there
from commands.collection.shipped import seed
from commands.collection.spelling import refresh_spellings
from commands.collection.view import View, whole

__all__ = (
    "LARGEST_FILE",
    "Change",
    "Entry",
    "Format",
    "InvalidFileError",
    "ListName",
    "Outcome",
    "Result",
    "View",
    "among_namesakes",
    "answer",
    "as_json",
    "export",
    "line_for",
    "not_there",
    "read",
    "refresh_spellings",
    "search",
    "seed",
    "store",
    "whole",
)
