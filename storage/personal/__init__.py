"""What is stored about a person, by column: nothing is left out, a test looks."""

from storage.personal.kinds import QUESTION, Found, Subject, Table
from storage.personal.tables import TABLES

__all__ = ("QUESTION", "TABLES", "Found", "Subject", "Table")
