"""Tables of the words in German dates, and how two words are compared; pure."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TypeVar

_Value = TypeVar("_Value", int, str)

_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def key(word: str) -> str:
    """Return the form in which words are compared: "März" and "MAERZ" are one."""
    return word.casefold().translate(_SPELT_OUT)


def forms(*stems: str, bare: bool = True) -> frozenset[str]:
    """Return the stems with all endings of an adjective, `bare` also without one."""
    endings = ("e", "en", "em", "er", "es") + (("", "n") if bare else ())
    return frozenset(key(stem) + ending for stem in stems for ending in endings)


def _numbered(start: int, *rows: str) -> Mapping[str, int]:
    """Number rows of synonyms: of "a b" and "c", a and b are `start`, c is one more."""
    return MappingProxyType(
        {key(name): number for number, row in enumerate(rows, start) for name in row.split()}
    )


def _values(*rows: tuple[_Value, str | Iterable[str]]) -> Mapping[str, _Value]:
    """Turn rows of a value and its words round."""
    return MappingProxyType(
        {
            key(word): value
            for value, words in rows
            for word in (words.split() if isinstance(words, str) else words)
        }
    )


# --- numbers

_ONES = ("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")
_TENS = ("zwanzig", "dreißig", "vierzig", "fünfzig")
_TEENS = (
    "zehn", "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn",
    "achtzehn", "neunzehn",
)  # fmt: skip
_JOINED = tuple(f"{one}und{ten}" for ten in _TENS for one in ("", *_ONES))
# From 1 to 59.
_CARDINALS = (*_ONES, *_TEENS, *(word.removeprefix("und") for word in _JOINED))
_IRREGULAR = MappingProxyType({"ein": "erst", "drei": "dritt", "sieben": "siebt", "acht": "acht"})
NUMBERS = MappingProxyType(
    {**_numbered(1, *_CARDINALS), "eins": 1, "zwo": 2, **dict.fromkeys(forms("ein"), 1)}
)


def _ordinal(number: int, cardinal: str) -> str:
    return _IRREGULAR.get(cardinal, cardinal + ("t" if number < 20 else "st"))


_ORDINAL_STEMS = tuple(_ordinal(number, word) for number, word in enumerate(_CARDINALS[:31], 1))
# Of days; also the first to fifth, last and last but one of something.
ORDINALS = _values(
    *((number, forms(stem, bare=False)) for number, stem in enumerate(_ORDINAL_STEMS, 1)),
    (-1, forms("letzt", bare=False)),
    (-2, forms("vorletzt", bare=False)),
)

# --- days

MONTHS = _numbered(
    1,
    "januar jänner jan jän", "februar feber febr feb", "märz mär mrz", "april apr", "mai",
    "juni jun", "juli jul", "august aug", "september sept sep", "oktober okt", "november nov",
    "dezember dez",
)  # fmt: skip
WEEKDAYS = _numbered(
    0, "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag sonnabend", "sonntag"
)
SHORT_WEEKDAYS = _numbered(0, "mo", "di", "mi", "do", "fr", "sa", "so")
HABITUAL = MappingProxyType({f"{name}s": number for name, number in WEEKDAYS.items()})
EVERY = forms("jed")
# How many weeks further than the first such day from tomorrow on; "diesen" may be today.
WHICH = _values(
    (-1, forms("letzt", "vergangen", "vorig")),
    (0, forms("nächst", "kommend", "dies")),
    (1, forms("übernächst")),
)
THIS = forms("dies")
NEXT = forms("nächst", "kommend")
NAMED_DAYS = _values(
    (-2, "vorgestern"), (-1, "gestern"), (0, "heute"), (1, "morgen"), (2, "übermorgen")
)
UNITS = _values(
    ("day", "tag tage tagen"),
    ("week", "woche wochen"),
    ("month", "monat monate monaten"),
    ("year", "jahr jahre jahren"),
)
CALENDAR_WEEK = frozenset({"kw", "kalenderwoche"})

# --- times of day

# From which hour on a time in that part of the day is meant.
DAYPARTS = _values(
    (0, "morgens früh vormittags vormittag morgen nachts"),
    (12, "nachmittags nachmittag abends abend"),
    (6, "mittags mittag"),
)
ALL_DAY = frozenset({"ganztaegig", "ganztags"})
