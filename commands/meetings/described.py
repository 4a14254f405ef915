"""Read from a sentence which date is meant: its number, kind, month or day."""

from itertools import pairwise

from commands.language.patterns import Pattern, pattern, plain
from commands.language.understanding.readings import Said
from commands.language.understanding.utterance import Sentence
from commands.meetings.texts import sentences as texts

_NUMBER = pattern(*texts.NUMBER)
_BARE_NUMBER = pattern(*texts.BARE_NUMBER)
_MORE_NUMBERS = Pattern(texts.MORE_NUMBERS)
_YEAR = pattern(*texts.OF_A_YEAR)
_DAY = pattern(*texts.DAY)
_MONTH = pattern(*texts.MONTHS)
_MONTH_NUMBERS = {plain(name): number for number, name in enumerate(texts.MONTHS[:12], 1)}
_KINDS = tuple((kind, pattern(*words)) for kind, words in texts.KINDS)


def numbers_in(sentence: Sentence) -> list[int]:
    """Return the numbers of dates that are named, each once."""
    return numbers_of(sentence.key)


def numbers_of(key: str) -> list[int]:
    """Do the same for a part of a sentence."""
    key = _YEAR.sub(" ", key)
    found = [int(match[1]) for match in _NUMBER.finditer(key)]
    found = found or [int(match[1]) for match in _BARE_NUMBER.finditer(key)]
    if found:
        found += [int(n) for n in _MORE_NUMBERS.findall(key)]
    return list(dict.fromkeys(number for number in found if number))


def kinds_in(sentence: Sentence) -> list[str]:
    return [kind for kind, words in _KINDS if sentence.has(words)]


def months_in(sentence: Sentence) -> list[str]:
    """Return the months as they were written, but a day of one."""
    return [
        token.text.casefold()
        for token in sentence.tokens
        if _MONTH.fullmatch(token.key) is not None
    ]


def days_in(sentence: Sentence) -> list[str]:
    found: list[str] = []
    tokens = sentence.tokens
    for before, after in pairwise(tokens):
        month = _MONTH_NUMBERS.get(after.key)
        if before.kind == "number" and month and 0 < int(before.key[:4]) < 32:
            found.append(f"{int(before.key)}.{month}.")
    for token in tokens:
        if token.kind == "date" and "-" not in token.key:
            day, number = token.key.split(".")[:2]
            found.append(f"{int(day)}.{int(number)}.")
    return found


def described(said: Said) -> str:
    """Return the words behind a command that say which date is meant."""
    if said.below_date:
        return ""
    numbers = numbers_in(said.sentence)
    if numbers:
        return f" {numbers[0]}"
    kinds = [kind for kind in kinds_in(said.sentence) if kind != "frist"]
    days = days_in(said.sentence)
    months = [] if days else months_in(said.sentence)
    return "".join(f" {word}" for word in (*kinds[:1], *days[:1], *months[:1]))
