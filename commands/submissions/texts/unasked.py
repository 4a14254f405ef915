"""What the bot says to a file, a link or a voice message that comes without a command."""

import re

from commands.language.markup import Code, Text, items, text
from commands.language.patterns import Pattern
from commands.language.visible import quoted

LINK = "den Link"
YES, NO = "Ja", "Nein"
_TALK = Pattern(
    r"\?|\b(?:nicht|kein\w*|kaputt|wer|wie|wo|wann|warum|weshalb|was|funktioniert|geht)\b",
    re.IGNORECASE,
)

_DOCUMENT = Pattern(
    r"\b(?:\w*leitlinie\w*|leitfaden|leitfäden|\w*satzung\w*|\w*konzept\w*|\w*richtlinie\w*|leitbild)\b",
    re.IGNORECASE,
)

_FILLERS = frozenset(
    (
        "ja", "das", "die", "der", "es", "ist", "gehört", "zu", "zur", "zum", "für", "in", "nach",
        "von", "aus", "stadt", "gemeinde", "bitte",
    )
)  # fmt: skip


def may_submit(words: str) -> bool:
    """Return whether words with a link may be meant as a contribution: no question, no "nicht"."""
    return _TALK.search(words) is None


def names_document(words: str) -> bool:
    return _DOCUMENT.search(words) is not None


def without_fillers(words: str) -> str:
    """Return the name in "die Stadt Bonn bitte" or "gehört zu Bonn"."""
    return " ".join(word for word in words.split() if word.lower().strip(".,!") not in _FILLERS)


def file(name: str) -> str:
    return f"die Datei {quoted(name)}" if name.strip() else "die Datei"


def question(what: str, place: str | None) -> Text:
    about = "" if place is None else f" zu {place}"
    asked = text(f"Möchten Sie {what}{about} für die Sammlung einreichen?")
    if place is None:
        asked += text("Zu welcher Kommune? Schreiben Sie einfach ihren Namen, zum Beispiel: Bonn")
    return asked + items(YES, NO, numbered=True)


WHICH_PLACE = text("Zu welcher Kommune gehört es? Schreiben Sie einfach ihren Namen.")


LEFT = text("Gut, ich reiche nichts ein.")


def only_reading(prefix: str) -> Text:
    return text(
        "Ich kann nur lesen, nicht hören. Bitte schreiben Sie mir, zum Beispiel: ",
        Code(f"{prefix}leitlinie Bonn"),
    )
