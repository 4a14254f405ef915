"""Find the command that the typed words mean."""

import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

from commands.conversation.command import AnyCommand
from commands.conversation.texts import errors as texts
from commands.conversation.texts.examples import question
from commands.language.markup import NOTHING, Text

_TRANSLITERATED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
# Stands behind a word in a sentence: "!hilfe.", "!leitlinie: Bonn".
_PUNCTUATION = ".,:;!?"
# Percent; less similar words are no suggestion ("danke" is not "datei").
_SIMILAR = 80
# A word that goes on behind a name of this length may mean it: "datenschutzerklärung".
_BEGINNING = 6
# Their opposite is never suggested, however little is missing.
_NEGATIVE = ("nicht", "ab")
_LONGEST_NAME = 3


def fold(word: str) -> str:
    """Fold case and width, transliterate umlauts, drop punctuation and what cannot be seen."""
    if word.isascii():
        return word.lower().rstrip(_PUNCTUATION)
    visible = "".join(each for each in word if unicodedata.category(each) != "Cf")
    composed = unicodedata.normalize("NFKC", visible).casefold()
    return composed.translate(_TRANSLITERATED).rstrip(_PUNCTUATION)


def match(words: str, commands: Sequence[AnyCommand]) -> tuple[AnyCommand | None, str]:
    """Return the command with the longest name that the words begin with, and the rest of them."""
    typed = [fold(word) for word in words.split(maxsplit=_LONGEST_NAME)[:_LONGEST_NAME]]
    by_name = _by_name(tuple(commands))
    for count in range(len(typed), 0, -1):
        meant = by_name.get(" ".join(typed[:count]))
        if meant is not None:
            return meant, "".join(words.split(maxsplit=count)[count:])
    return None, words.lstrip()


def find(words: str, commands: Sequence[AnyCommand]) -> AnyCommand | None:
    return match(words, commands)[0]


@lru_cache(maxsize=16)  # there are as many as there are kinds of people and places
def _by_name(commands: tuple[AnyCommand, ...]) -> Mapping[str, AnyCommand]:
    found: dict[str, AnyCommand] = {}
    for command in commands:
        for name in (command.name, *command.aliases):
            found.setdefault(" ".join(fold(word) for word in name.split()), command)
    return found


def nearest(word: str, commands: Sequence[AnyCommand]) -> str | None:
    """Return the most similar name or alias, if any is similar enough; never the opposite."""
    from rapidfuzz import fuzz, process

    typed = fold(word)
    names = [
        name
        for command in commands
        for name in (command.name, *command.aliases)
        if fold(name).startswith(_NEGATIVE) == typed.startswith(_NEGATIVE)
    ]
    for name in names:
        if len(name) >= _BEGINNING and typed.startswith(fold(name)):
            return name
    similar = process.extractOne(
        word, names, scorer=fuzz.ratio, processor=fold, score_cutoff=_SIMILAR
    )
    return None if similar is None else similar[0]


def usage(prefix: str, command: AnyCommand, commands: Sequence[AnyCommand]) -> Text:
    """Explain how it is used to somebody who may use these commands."""
    answer = texts.usage(
        prefix,
        question(prefix, command.name),
        command.examples,
        alone=not command.arguments.model_fields,
    )
    return answer + family(prefix, command, commands)


def family(prefix: str, command: AnyCommand, commands: Sequence[AnyCommand]) -> Text:
    """List the commands that belong to its family; nothing if there is only one of them."""
    root = _root(command, commands)
    start = f"{root.name} "
    related = [
        (each.example, each.summary)
        for each in commands
        if each is root or any(name.startswith(start) for name in (each.name, *each.aliases))
    ]
    if root.family is None or len(related) == 1:
        return NOTHING
    return texts.family(prefix, root.family.heading, related)


def refusal(prefix: str, command: AnyCommand, commands: Sequence[AnyCommand]) -> Text:
    """Explain that it is for the management only; `commands` are all there are."""
    root = _root(command, commands)
    if root.family is None or root.family.refusal is None:
        return texts.only_management(prefix, root.name)
    return root.family.refusal(prefix, command.name)


def _root(command: AnyCommand, commands: Sequence[AnyCommand]) -> AnyCommand:
    name = command.name.partition(" ")[0]
    return next((each for each in commands if each.name == name), command)
