"""The words of German dates, and how a word is compared; pure."""

from collections.abc import Mapping
from types import MappingProxyType

_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def key(word: str) -> str:
    """How words are compared: "März" and "MAERZ" are one."""
    return word.casefold().translate(_SPELT_OUT)


def _numbered(start: int, *names: str) -> Mapping[str, int]:
    """From "a b" and "c": a and b are `start`, c is one more."""
    return MappingProxyType(
        {key(name): number for number, row in enumerate(names, start) for name in row.split()}
    )


MONTHS = _numbered(
    1,
    "januar jänner jan jän", "februar feber feb", "märz mär mrz", "april apr", "mai", "juni jun",
    "juli jul", "august aug", "september sept sep", "oktober okt", "november nov", "dezember dez",
)  # fmt: skip
WEEKDAYS = _numbered(
    0, "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag sonnabend", "sonntag"
)
SHORT_WEEKDAYS = _numbered(0, "mo", "di", "mi", "do", "fr", "sa", "so")
NUMBERS = _numbered(
    1,
    "ein eine einen einem einer eins", "zwei zwo", "drei", "vier", "fünf", "sechs", "sieben",
    "acht", "neun", "zehn", "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn",
    "siebzehn", "achtzehn", "neunzehn", "zwanzig", "einundzwanzig", "zweiundzwanzig",
    "dreiundzwanzig", "vierundzwanzig",
)  # fmt: skip
