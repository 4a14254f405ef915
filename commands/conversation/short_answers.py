"""Read yes, no, a number or a single word from a message or a reaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from commands.conversation.command_words import fold
from commands.language.numbers import number_of
from commands.language.patterns import Pattern

# Our sentences quote the words, and some people type the quotation marks, too.
_AROUND = " »«\"'„“”‚‘’`.!"
_KEYCAP = "\u20e3"


class Decision(Enum):
    YES = "✅"
    NO = "❌"
    MAYBE = "❔"


_WORDS: Mapping[str, Decision] = MappingProxyType(
    {
        **dict.fromkeys(("ja", "ok", "okay", "gern", "gerne", "speichern"), Decision.YES),
        **dict.fromkeys(
            (
                "ja bitte",
                "ja, bitte",
                "ja gern",
                "ja gerne",
                "ja, gern",
                "ja, gerne",
                "jawohl",
                "bitte ja",
            ),
            Decision.YES,
        ),
        **dict.fromkeys(("nein danke", "nein, danke"), Decision.NO),
        **dict.fromkeys(("nein", "verwerfen", "abbrechen", "abbruch"), Decision.NO),
    }
)
# Ours, and what keyboards offer for the same.
_MARKS: Mapping[str, Decision] = MappingProxyType(
    {
        **dict.fromkeys("✅✔☑👍", Decision.YES),
        **dict.fromkeys("❌✖👎", Decision.NO),
        **dict.fromkeys("❔❓", Decision.MAYBE),
    }
)


_ARTICLES = frozenset(("die", "der", "das", "den", "erste", "erstes", "zweite", "dritte"))
_ORDINALS: Mapping[str, int] = MappingProxyType(
    {
        f"{word}{ending}": number
        for number, word in enumerate(("erst", "zweit", "dritt", "viert", "fuenft"), start=1)
        for ending in ("e", "en", "es", "er")
    }
)
_TONES = Pattern("[\ufe0f\U0001f3fb-\U0001f3ff]")


def _uncoloured(sign: str) -> str:
    return _TONES.sub("", sign)


@dataclass(frozen=True)
class ShortAnswer:
    """`word` is folded; without `decision` and `number` it is only a word."""

    word: str
    decision: Decision | None = None
    number: int | None = None


def read_words(body: str) -> ShortAnswer:
    """Read a message; case, umlauts, quotation marks and what ends a sentence do not matter."""
    word = fold(body.strip().strip(_AROUND))
    mark, ordinal = _MARKS.get(_uncoloured(word)), _ORDINALS.get(word.rpartition(" ")[2])
    number = number_of(body)
    if number is None and word.partition(" ")[0] in _ARTICLES:
        number = ordinal
    return ShortAnswer(word, _WORDS.get(word, mark), number)


def read_reaction(key: str) -> ShortAnswer:
    """Read a reaction, of which only signs are answers: a word may stand there for anything."""
    bare = _uncoloured(key)
    number = int(bare[0]) if bare[1:] == _KEYCAP and bare[0] in "123456789" else None
    return ShortAnswer(bare, _MARKS.get(bare), number)
