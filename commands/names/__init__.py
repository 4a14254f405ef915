"""Place names: what is typed against what is in the collection; pure, without a database."""

from commands.names.fold import fold
from commands.names.match import (
    LAST_CHARACTER,
    MOST_SUGGESTIONS,
    SHORTEST_PREFIX,
    Candidate,
    Fit,
    Verdict,
    decide,
    suggest,
)
from commands.names.spellings import Query, Reading, Via, parse, place_key, spellings

__all__ = (
    "LAST_CHARACTER",
    "MOST_SUGGESTIONS",
    "SHORTEST_PREFIX",
    "Candidate",
    "Fit",
    "Query",
    "Reading",
    "Verdict",
    "Via",
    "decide",
    "fold",
    "parse",
    "place_key",
    "spellings",
    "suggest",
)
