"""Understand ordinary German by rules: a message -> command lines; pure, without a database."""

from commands.language.understanding.moods import is_sentence, is_thanks
from commands.language.understanding.readings import (
    Reading,
    Response,
    Said,
    SentenceRules,
    Understanding,
)
from commands.language.understanding.understand import Rulebook, understand
from commands.language.understanding.utterance import Where

__all__ = (
    "Reading",
    "Response",
    "Rulebook",
    "Said",
    "SentenceRules",
    "Understanding",
    "Where",
    "is_sentence",
    "is_thanks",
    "understand",
)
