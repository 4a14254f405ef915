"""Which words of a sentence may be the name of a place, and the keys under which it is known."""

from collections.abc import Iterator

from commands.language import names
from commands.language.understanding.utterance import Sentence

_LONGEST_NAME = 6
MOST_WORDS = 300
_SHORTEST = 3


def keys_of(sentence: Sentence) -> Iterator[str]:
    """Yield the keys of all names that may stand there, for a gazetteer that must look them up."""
    words = sentence.tokens
    for first in range(min(len(words), MOST_WORDS)):
        for end in ends(sentence, first):
            yield name_key(sentence, first, end)
        if may_begin(sentence, first):
            yield from map(names.fold, bases_of(words[first].text))


def may_begin(sentence: Sentence, first: int) -> bool:
    word = sentence.tokens[first]
    return word.kind == "word" and (word.is_capital or sentence.is_lower)


def ends(sentence: Sentence, first: int) -> Iterator[int]:
    """Yield where a name that begins here may end, the longest first."""
    if not may_begin(sentence, first):
        return
    words = sentence.tokens
    most = first + 1
    while most < min(first + _LONGEST_NAME, len(words), MOST_WORDS):
        word = words[most]
        if word.kind != "word" or not word.glued:
            break
        most += 1
    for end in range(most, first, -1):
        if end == first + 1 or words[end - 1].is_capital or sentence.is_lower:
            yield end


def bases_of(word: str) -> list[str]:
    """Return what a place may be called after which "Dresdner" or "Kölns" is called."""
    found: list[str] = []
    if word.casefold().endswith("s"):
        found.append(word[:-1].rstrip("'’"))
    stem = word[:-1] if word.casefold().endswith(("ern", "ers")) else word
    if stem.casefold().endswith("er") and len(stem) > _SHORTEST + 1:
        bare = stem[:-2]
        found += [bare, f"{bare}en", f"{bare}e"]
        found += [f"{bare[:-1]}en"] if bare.casefold().endswith("n") else []
        found += [f"{bare[:-1]}el"] if bare.casefold().endswith("l") else []
    if stem.casefold().endswith("städter"):
        found.append(f"{stem[:-5]}adt")
    if stem.casefold().endswith("aner"):
        found += [stem[:-4], f"{stem[:-4]}er"]
    return found


def name_key(sentence: Sentence, first: int, end: int) -> str:
    """Return the key of a possible name, worked out once."""
    known = sentence.name_keys
    if (first, end) not in known:
        typed = " ".join(token.text for token in sentence.tokens[first:end])
        known[first, end] = names.place_key(typed)
    return known[first, end]
