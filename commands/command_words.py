"""Which command a typed word means."""

import unicodedata
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from commands.command import AnyCommand

_TRANSLITERATED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
# What people put behind a word in a sentence: "!hilfe.", "!leitlinie: Bonn".
_PUNCTUATION = ".,:;!?"
# Percent; below it a suggestion is rather a guess ("test" is not "datenschutz").
_SIMILAR = 60


def fold(word: str) -> str:
    """Command words ignore case and accept umlauts transliterated."""
    composed = unicodedata.normalize("NFC", word).casefold()
    return composed.translate(_TRANSLITERATED).rstrip(_PUNCTUATION)


def find(word: str, commands: Sequence[AnyCommand]) -> AnyCommand | None:
    wanted = fold(word)
    return next((c for c in commands if wanted in map(fold, (c.name, *c.aliases))), None)


def nearest(word: str, commands: Sequence[AnyCommand]) -> str | None:
    """The most similar name or alias, if any is similar enough."""
    names = [name for command in commands for name in (command.name, *command.aliases)]
    match = process.extractOne(
        word, names, scorer=fuzz.ratio, processor=fold, score_cutoff=_SIMILAR
    )
    return None if match is None else match[0]
