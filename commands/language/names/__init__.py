"""Place names: what is typed against what is in the collection; pure, without a database."""

from commands.language.names.fold import fold
from commands.language.names.match import (
    LAST_CHARACTER,
    MOST_SUGGESTIONS,
    SHORTEST_PREFIX,
    Candidate,
    Fit,
    Verdict,
    decide,
    suggest,
)
from commands.language.names.spellings import (
    NameReading,
    Query,
    Via,
    begins_with_words,
    first_line,
    is_initial_of,
    parse,
    place_key,
    spellings,
)

__all__ = (
    "LAST_CHARACTER",
    "MOST_SUGGESTIONS",
    "SHORTEST_PREFIX",
    "Candidate",
    "Fit",
    "NameReading",
    "Query",
    "Verdict",
    "Via",
    "begins_with_words",
    "decide",
    "first_line",
    "fold",
    "is_initial_of",
    "parse",
    "place_key",
    "spellings",
    "suggest",
)
