"""Words of a sentence as they were typed and as they are compared; slips of the keyboard mended."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import permutations
from types import MappingProxyType

from commands.language.patterns import plain
from commands.language.texts import said as texts

_TOKEN = re.compile(
    r"(?P<link>(?:https?://|www\.)\S+)"
    r"|(?P<date>\d{4}-\d\d-\d\d|\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{4}|\d\d\b)?)"
    r"|(?P<time>\d{1,2}:\d\d)"
    r"|(?P<number>\d+)"
    r"|(?P<word>[^\W\d_]+(?:['’\-][^\W\d_]+)*-?)"
)
_SPACE = re.compile(r"\s+")
# Of a longer word two letters may be wrong.
_SHORTEST, _LONG, _LONGEST = 4, 9, 24
MOST_TOKENS = 120
_MOST_SLIPS = 20
_INFORMAL: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("du", "dich", "ihr-zwei", "ji", "sie", "se", "ihr"), "sie"),
        **dict.fromkeys(("dir", "euch"), "ihnen"),
        **dict.fromkeys(("dein", "deine", "euer", "eure"), "ihre"),
        "deinen": "ihren",
        "deiner": "ihrer",
        "weisst": "wissen",
        **dict.fromkeys(("hast", "host", "hosd", "hasch", "hoscht", "habt"), "haben"),
        "kennst": "kennen",
        "speicherst": "speichern",
        "machst": "machen",
        "bist": "sind",
        "willst": "wollen",
    }
)


@dataclass(frozen=True)
class Token:
    """A word; `key` is how it is compared, `at` where it stands, `glued` without a comma before."""

    text: str
    key: str
    kind: str
    at: int
    glued: bool

    @property
    def end(self) -> int:
        return self.at + len(self.text)

    @property
    def is_capital(self) -> bool:
        return self.text[:1].isupper()


@dataclass(frozen=True)
class KnownWords:
    """The words that are known; others are mended if they are nearly one of the `targets`."""

    words: frozenset[str]
    targets: tuple[str, ...]

    def mended(self, key: str) -> str:
        """Return the only word that differs by a slip, else the word itself."""
        if key in self.words or not _SHORTEST <= len(key) <= _LONGEST:
            return key
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        most = 2 if len(key) >= _LONG else 1
        near = process.extract(key, self.targets, scorer=OSA.distance, score_cutoff=most, limit=2)
        if not near or (len(near) > 1 and near[0][1] == near[1][1]):
            return key
        best = str(near[0][0])
        # "eingetragen" is no slip in "eintragen".
        if key.count("ge") != best.count("ge") and sorted(key) != sorted(best):
            return key
        # "mitglieder" is no slip in "mitglied", but another form of it.
        return best if best[0] == key[0] and not key.startswith(best) else key


def known_words(listened_for: Iterable[str], ordinary: Iterable[str]) -> KnownWords:
    """Collect the words of lines: those that rules listen for, and others that are no slips."""
    targets = {plain(word) for line in listened_for for word in line.split()}
    targets |= {
        part for one in one_form().values() for part in one.split() if len(part) > _SHORTEST
    }
    others = {plain(word) for line in ordinary for word in line.split()}
    return KnownWords(frozenset(targets | others), tuple(sorted(targets)))


@cache
def one_form() -> Mapping[str, str]:
    """Map each other form of a word to the one that rules know."""
    forms = {
        plain(other): plain(form)
        for form, others in texts.ONE_FORM.items()
        for other in others.split()
    }
    return MappingProxyType({**_swapped(), **forms, **_INFORMAL})


def _swapped() -> dict[str, str]:
    """Map short words with two letters swapped: "tga", "udn"; and any order of "nicht"."""
    denied = plain(texts.NOT)
    mixed = {"".join((denied[0], *rest)): denied for rest in permutations(denied[1:])}
    return mixed | {
        word[:at] + word[at + 1] + word[at] + word[at + 2 :]: word
        for word in sorted(texts.SWAPPED)
        for at in range(len(word) - 1)
    }


def tokens(text: str, known: KnownWords, names: frozenset[str] = frozenset()) -> tuple[Token, ...]:
    """Part the words; `names` are words that are names, and not mended."""
    found: list[Token] = []
    slips, end = 0, 0
    for match in _TOKEN.finditer(text):
        if len(found) == MOST_TOKENS:
            break
        kind, written = str(match.lastgroup), match[0]
        key = written
        if kind == "word":
            key = _key(written)
            if key not in known.words and key not in names and slips < _MOST_SLIPS:
                slips += 1
                key = _again(_mended(key, written, known))
        elif kind == "link":
            key = "§link"
        elif kind == "date":
            key = _SPACE.sub("", written)
        between = text[end : match.start()].strip(" \t\xa0/(")
        glued = between == "" or (between == "." and bool(found) and _is_short(found[-1]))
        found.append(Token(written, key, kind, match.start(), glued))
        end = match.end()
    return tuple(found)


def _is_short(token: Token) -> bool:
    """Return whether a dot behind it ends nothing in a name: "Weiden i.d. OPf."."""
    return token.kind == "word" and plain(token.text) in texts.SHORT_IN_NAMES


def _mended(key: str, written: str, known: KnownWords) -> str:
    """Mend a slip; swapped letters may look like an umlaut: "absgaen"."""
    mended, unfolded = known.mended(key), written.casefold()
    if mended != key or unfolded == key:
        return mended
    other = known.mended(unfolded)
    return other if other in known.words else key


def _key(word: str) -> str:
    folded = plain(word).replace("’", "'").strip("-")
    forms = one_form()
    for form in (folded, folded.replace("'", "")):
        if form in forms:
            return forms[form]
    return folded.replace("'", "")


def _again(key: str) -> str:
    return one_form().get(key, key)
