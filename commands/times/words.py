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
_COUNTED = _numbered(
    1,
    "ein eins", "zwei zwo", "drei", "vier", "fünf", "sechs", "sieben",
    "acht", "neun", "zehn", "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn",
    "siebzehn", "achtzehn", "neunzehn", "zwanzig", "einundzwanzig", "zweiundzwanzig",
    "dreiundzwanzig", "vierundzwanzig",
)  # fmt: skip


def forms(*stems: str) -> frozenset[str]:
    """With all endings of an adjective."""
    return frozenset(
        key(stem) + ending for stem in stems for ending in ("", "e", "en", "em", "er", "es", "n")
    )


NUMBERS = MappingProxyType({**_COUNTED, **dict.fromkeys(forms("ein"), 1)})
# How many weeks further than the first such day from tomorrow on; "diesen" may be today.
WHICH = MappingProxyType(
    {
        word: weeks
        for weeks, stems in (
            (-1, ("letzt", "vergangen", "vorig")),
            (0, ("nächst", "kommend", "dies")),
            (1, ("übernächst",)),
        )
        for word in forms(*stems)
    }
)
THIS = forms("dies")
NEXT = forms("nächst", "kommend")
NAMED_DAYS = MappingProxyType(
    {"vorgestern": -2, "gestern": -1, "heute": 0, "morgen": 1, "uebermorgen": 2}
)
UNITS = MappingProxyType(
    {
        **dict.fromkeys(("tag", "tage", "tagen"), "day"),
        **dict.fromkeys(("woche", "wochen"), "week"),
        **dict.fromkeys(("monat", "monate", "monaten"), "month"),
        **dict.fromkeys(("jahr", "jahre", "jahren"), "year"),
    }
)
# In which half of the day a time is meant.
DAYPARTS = MappingProxyType(
    {
        **dict.fromkeys(("morgens", "frueh", "vormittags", "vormittag", "morgen", "nachts"), 0),
        **dict.fromkeys(("nachmittags", "nachmittag", "abends", "abend"), 12),
        **dict.fromkeys(("mittags", "mittag"), 6),
    }
)
ALL_DAY = frozenset({"ganztaegig", "ganztags"})


_STEMS = ("erst", "zweit", "dritt", "viert", "fünft", "sechst")
ORDINALS = MappingProxyType(
    {
        **{word: number for number, stem in enumerate(_STEMS, 1) for word in forms(stem)},
        **dict.fromkeys(forms("letzt"), -1),
        **dict.fromkeys(forms("vorletzt"), -2),
    }
)
HABITUAL = MappingProxyType({f"{name}s": number for name, number in WEEKDAYS.items()})
EVERY = forms("jed")
