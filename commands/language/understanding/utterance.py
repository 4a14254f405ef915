"""Part a message into what its writer says: without quotes, greetings and signature."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from commands.language.patterns import Pattern, plain
from commands.language.texts import said_around as texts
from commands.language.understanding.tokens import KnownWords, Token, tokens

LONGEST = 4_000
_MOST_SENTENCES = 60
_STOP = Pattern(r"[.!?…;]+(?=[\s)\]»”“\"'’]|$)[)\]»”“\"'’]*|\n+")
_ABBREVIATED = Pattern(
    r"(?:\b(?:[a-zäöü]|nr|dr|bzw|ca|evtl|wg|ggf|inkl|usw|str|st|hr|fr|tel|art|abs|vgl|z\.b|u\.a|d\.h|bes|max|min|std|va|lt|exkl|zzgl|prof|hl|thür|sächs)|\d{1,2})\.$",
    re.IGNORECASE,
)
_PAIRS = Pattern(
    r"„[^„“”\"]{0,600}[“”\"]|»[^»«]{0,600}«|«[^»«]{0,600}»|\"[^\"\n]{1,600}\"|“[^“”]{0,600}”|‚[^‚‘]{0,600}‘"
)
_OLD_QUOTE = Pattern(r"^\s*>.*$", re.MULTILINE)
_SOUNDS = Pattern(r"[.!?,;:]$|[!?;]")
_LETTER = Pattern(r"[^\W\d_]")
_CLAUSE = Pattern(r"[,:;–—()]|\s-\s")


class Where(Enum):
    """Where something is said; in a room the bot is called, or nobody asked it."""

    DIRECT = "direct"
    MENTION = "mention"
    BELOW_DATE = "reply_to_announcement"
    ROOM = "room"


@dataclass(frozen=True)
class Clause:
    """A part of a sentence between commas and conjunctions.

    `written` tells "wurde" from "würde", which `key` does not.
    """

    key: str
    opened_by: str = ""
    written: str = ""


@dataclass(frozen=True)
class Sentence:
    """One sentence: `text` as written, `key` as rules read it."""

    text: str
    tokens: Sequence[Token]
    is_question: bool
    is_shouted: bool = False
    # What it was parted from at an "und": a condition before it holds for both.
    whole: str = ""

    @cached_property
    def key(self) -> str:
        return " ".join(token.key for token in self.tokens)

    @cached_property
    def written(self) -> str:
        """Return the words in lower case, unfolded: "wären" is no "waren"."""
        return " ".join(token.text.casefold() for token in self.tokens)

    @cached_property
    def is_lower(self) -> bool:
        """Return whether capitals say nothing here."""
        return self.is_shouted or not any(token.is_capital for token in self.tokens[1:])

    @cached_property
    def name_keys(self) -> dict[tuple[int, int], str]:
        """Hold the keys of possible names, by their first token and the one behind."""
        return {}

    @cached_property
    def clauses(self) -> Sequence[Clause]:
        """Return the clauses; a conjunction opens one and is no part of it."""
        found: list[Clause] = []
        words: list[str] = []
        written: list[str] = []
        opened = ""
        end = 0
        for token in self.tokens:
            between = self.text[end : token.at]
            end = token.end
            joins = token.key in texts.CONJUNCTIONS
            if token.key in texts.BUT and words and not _CLAUSE.search(between):
                continue
            if words and (joins or _CLAUSE.search(between)):
                found.append(Clause(" ".join(words), opened, " ".join(written)))
                words, written, opened = [], [], ""
            if token.key in texts.CONJUNCTIONS and not words:
                opened = token.key
                if token.key in texts.LINKS:
                    continue
            words.append(token.key)
            written.append(token.text.casefold())
        if words:
            found.append(Clause(" ".join(words), opened, " ".join(written)))
        return found

    def has(self, wanted: Pattern) -> bool:
        return wanted.search(self.key) is not None

    def is_all(self, wanted: Pattern) -> bool:
        return wanted.fullmatch(self.key) is not None

    def after(self, match: re.Match[str]) -> str:
        """Return what is written behind the match of a pattern in `key`."""
        return self._slice(match.end(), len(self.key) + 1)

    def _slice(self, start: int, stop: int) -> str:
        at, inside = 0, []
        for token in self.tokens:
            if at >= start and at + len(token.key) <= stop:
                inside.append(token)
            at += len(token.key) + 1
        return self.text[inside[0].at : inside[-1].end] if inside else ""


@dataclass(frozen=True)
class Utterance:
    """What somebody says to the bot, or perhaps not to it."""

    where: Where
    text: str
    sentences: Sequence[Sentence]
    quoted: Sequence[str] = field(default_factory=tuple)
    has_greeting: bool = False

    @cached_property
    def key(self) -> str:
        return " ".join(sentence.key for sentence in self.sentences)

    @property
    def is_question(self) -> bool:
        return any(sentence.is_question for sentence in self.sentences)

    @cached_property
    def tokens(self) -> list[Token]:
        return [token for sentence in self.sentences for token in sentence.tokens]

    @property
    def links(self) -> list[str]:
        return [t.text.rstrip(".,;:!?)>»“") for t in self.tokens if t.kind == "link"]

    @property
    def has_words(self) -> bool:
        return any(token.kind == "word" for token in self.tokens)


def utterance(
    where: Where, text: str, known: KnownWords, names: frozenset[str] = frozenset()
) -> Utterance:
    """Read a message; `names` are words in it that are names of places."""
    said = _spelled_out(own_words(text[:LONGEST]))
    said, quoted = _without_quotes(said)
    body = _without_signature(said)
    parts = _sentences(body)
    greeted = len(parts) and _GREETING.match(plain(parts[0]).strip()) is not None
    sentences = []
    for part in parts[:_MOST_SENTENCES]:
        own = _without_greeting(part)
        if not own.strip():
            continue
        letters = "".join(_LETTER.findall(own))
        shouted = len(letters) > 3 and letters.isupper()
        for each in _AND.split(own):
            found = tokens(each, known, names)
            if found:
                asks = "?" in own and ("?" in each or found[0].key not in texts.I_OR_WE)
                sentences.append(Sentence(each, found, asks, shouted, own))
    return Utterance(where, said.strip(), sentences, quoted, bool(greeted))


_AND = Pattern(texts.AND, re.IGNORECASE)
_GREETING = Pattern(plain(texts.GREETING))
_SIGNED = Pattern(plain(texts.SIGNED))
_CLOSING = Pattern(plain(texts.CLOSING))


def own_words(text: str) -> str:
    """Leave out what an older client quotes of somebody else."""
    return _OLD_QUOTE.sub("", text).strip()


def _spelled_out(text: str) -> str:
    for short, name in texts.SHORTENED:
        text = re.sub(short, name, text)
    return text


def _without_quotes(text: str) -> tuple[str, tuple[str, ...]]:
    """Leave out what is quoted, unless it is a name or a title."""
    quoted: list[str] = []

    def keep_names(match: re.Match[str]) -> str:
        inner = match[0][1:-1]
        words = re.findall(r"[^\W\d_]+", inner)
        if (
            words
            and len(words) <= 4
            and not _SOUNDS.search(inner)
            and plain(words[0]) not in texts.QUOTED_CALLS
            and all(w[:1].isupper() or plain(w) in texts.IN_NAMES for w in words)
        ):
            return f" {inner} "
        quoted.append(inner)
        return " § "

    return _PAIRS.sub(keep_names, text), tuple(quoted)


def _without_signature(text: str) -> str:
    """Cut the text where the farewell of a letter begins, if something stands before it."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        start = _CLOSING.match(plain(line).strip())
        if (
            start is not None
            and len(line.split()) <= 9
            and any(one.strip() for one in lines[:number])
        ):
            return "\n".join(lines[:number])
    while len(lines) > 1 and _SIGNED.match(plain(lines[-1]).strip()):
        lines = lines[:-1]
    return "\n".join(lines)


def _sentences(text: str) -> list[str]:
    parts, start = [], 0
    for match in _STOP.finditer(text):
        before = text[start : match.end()]
        if (
            match[0] == "."
            and _ABBREVIATED.search(before.rstrip())
            and _goes_on(before, text[match.end() :])
        ):
            continue
        parts.append(before)
        start = match.end()
    parts.append(text[start:])
    found = [part for part in parts if part.strip()]
    for number, part in enumerate(found):
        behind = " ".join(found[number:])
        is_end = len(behind.split()) <= 12 and "?" not in behind
        if number and is_end and _CLOSING.match(plain(part).strip()):
            return found[:number]
    return found


def _goes_on(before: str, after: str) -> bool:
    """Return whether a dot is part of an abbreviation or of an ordinal number."""
    if not after.strip() or after.startswith("\n"):
        return False
    if not before.rstrip(".").rstrip()[-1:].isdigit():
        return True
    following = after.split(maxsplit=1)[0]
    return (
        following[:1].islower()
        or following[:1].isdigit()
        or plain(following.strip(".,;:!?"))[:3] in texts.MONTH_STARTS
    )


def _without_greeting(part: str) -> str:
    """Take the greeting off the start; `plain` may shorten, so words are counted."""
    folded = plain(part)
    match = _GREETING.match(folded.lstrip())
    if match is None:
        return part
    count = len(match[0].split())
    rest = part.split(maxsplit=count)
    return rest[count] if len(rest) > count else ""
