"""Find the municipality of a submission, also where its name stands among other words."""

from commands.collection.fields import parse_title
from commands.collection.place import Located, locate
from commands.collection.view import finds, real_places
from commands.language import names
from commands.submissions.draft import SubmissionDraft
from commands.submissions.texts import placing as texts
from storage.database import Transaction

# In words: a sentence is short, and so are names such as "Offenbach am Main".
_LONGEST_SENTENCE = 16
_LONGEST_NAME = 4
_AROUND = " ,;:.!?()\"'»«„“”–-"


async def place_of(tx: Transaction, draft: SubmissionDraft) -> tuple[SubmissionDraft, Located]:
    """Return the draft and its municipality; "Leitlinien der Stadt Kiel" is that of Kiel.

    The words around the name become the title if they name a kind of document and none is given.
    """
    located = await locate(tx, draft.place)
    if located.options or is_known(located):
        return draft, located
    named = await named_in(tx, draft.place)
    if named is None:
        return draft, located
    title = draft.title
    if title is None and _names_document(draft.place):
        title = parse_title(draft.place.strip(_AROUND))
    return draft.model_copy(update={"title": title}), named


def is_known(located: Located) -> bool:
    """Return whether it is one of the collection or of the register."""
    return located.municipality is not None or located.ags is not None


async def named_in(tx: Transaction, sentence: str) -> Located | None:
    """Return the only municipality whose whole name stands in the sentence."""
    words = [word.strip(_AROUND) for word in sentence.split()]
    if len(words) > _LONGEST_SENTENCE:
        return None
    found: dict[str, Located] = {}
    start = 0
    while start < len(words):
        length, located = await _longest(tx, words[start : start + _LONGEST_NAME])
        if located is not None:
            found[located.name] = located
        start += length
    return next(iter(found.values())) if len(found) == 1 else None


async def _longest(tx: Transaction, words: list[str]) -> tuple[int, Located | None]:
    """Return how many of the words are the name with which they begin, or 1 if they do not."""
    if not words[0][:1].isupper() or names.fold(words[0]) in texts.NO_NAMES:
        return 1, None
    for length in range(len(words), 0, -1):
        name = " ".join(words[:length])
        if not (await finds(tx, name) or await real_places(tx, names.parse(name))):
            continue
        located = await locate(tx, name)
        if is_known(located) and is_exactly(name, located):
            return length, located
    return 1, None


def is_exactly(name: str, located: Located) -> bool:
    """Return whether the whole name was said: its beginning may be an ordinary word.

    Of several, one of that name is enough: "Göppingen" is a town and a district.
    """
    called = [option.partition(" (")[0] for option in located.options]
    if is_known(located):
        called.append(located.name)
    return names.fold(name) in map(names.fold, called)


def _names_document(words: str) -> bool:
    return any(names.fold(word.strip(_AROUND)) in texts.DOCUMENTS for word in words.split())
