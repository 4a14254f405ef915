"""Sentences about what could give away who asks."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from commands.language.markup import Text, items, text
from commands.language.texts.counting import counted
from commands.language.visible import quoted

LEAVE_OUT, KEEP, CHANGE, SEND, ANYWAY, TAKE_BACK = (
    *("herausnehmen", "lassen", "ändern", "senden", "trotzdem", "zurücknehmen"),
)
ALL = frozenset((LEAVE_OUT, KEEP, CHANGE, SEND, ANYWAY, TAKE_BACK))
CHOICES = ("Herausnehmen", "So lassen", "Selbst ändern")
_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "place": "Kommune",
        "district": "Kreis",
        "adjective": "Kommune",
        "person": "Person",
        "office": "Dienststelle oder Amt",
        "home": "Ort bei Ihnen",
        "own kind": "Art der Kommune",
        "link": "Link",
        "mail": "Adresse",
        "phone": "Telefonnummer",
        "signature": "Unterschrift",
    }
)
_MOST = 8


def clues(found: Sequence[tuple[str, str]]) -> Text:
    """List the clues by kind and words."""
    shown = [f"{_KINDS[kind]}: {quoted(words)}" for kind, words in found[:_MOST]]
    count = counted(len(found), "Stelle", "Stellen")
    more = "" if len(found) <= _MOST else f" Die ersten {_MOST}:"
    return (
        text(f"Das könnte verraten, wer fragt ({count}).{more}")
        + items(*shown)
        + text("Was soll ich tun?")
        + items(*CHOICES, numbered=True)
        + text("Tippen Sie auf die Zahl, oder schreiben Sie sie. Noch ist nichts gestellt.")
    )
