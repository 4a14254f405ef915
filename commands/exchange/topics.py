"""!themen and !thema: the topics of questions, and how they are found in a text."""

import csv
from importlib import resources

from commands.conversation.command import Context, Reply, UnfitError
from commands.exchange.profiles.keeping import adopt_topic, rename_topic
from commands.exchange.questions.reading import has_phrase, key_of
from commands.exchange.texts import topics as texts
from commands.language.visible import one_line
from storage.database import Transaction
from storage.exchange import questions, topics

MOST = 3
LONGEST = 60


async def seed(tx: Transaction) -> None:
    """Add the topics that ship with the program, unless there are some."""
    if await topics.are_known(tx):
        return
    file = resources.files("storage.data").joinpath("themen.csv")
    rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    # A word that is the name of a topic is that topic's.
    names = {key_of(row["thema"]) for row in rows}
    for row in rows:
        words = [each for each in row["woerter"].split("|") if key_of(each) not in names]
        await topics.add(tx, row["thema"], _keyed([row["thema"], *words]))


def _keyed(words: list[str]) -> dict[str, str]:
    keyed: dict[str, str] = {}
    for word in words:
        keyed.setdefault(key_of(word), word)
    return keyed


async def found_in(tx: Transaction, text: str) -> tuple[str, ...]:
    """Return the topics that the text is about, in the order in which it names them."""
    await seed(tx)
    stems = key_of(text).split()
    found: dict[str, int] = {}
    for key, name in (await topics.keys(tx)).items():
        if has_phrase(stems, key):
            place = _place(stems, key)
            found[name] = min(place, found.get(name, place))
    return tuple(sorted(found, key=found.__getitem__)[:MOST])


def _place(stems: list[str], key: str) -> int:
    first = key.split()[0]
    return next(n for n, each in enumerate(stems) if each == first or each.endswith(key))


async def named(tx: Transaction, words: str) -> tuple[str, ...]:
    """Return the topics that a person names, parted by commas; unknown words stay as they are."""
    await seed(tx)
    wanted: dict[str, None] = {}
    for each in words.replace(";", ",").split(","):
        word = texts.clean(one_line(each))[:LONGEST].strip()
        if key_of(word):
            known = await topics.called(tx, key_of(word))
            wanted[word if known is None else known.name] = None
    return tuple(wanted)


async def show(ctx: Context, words: str) -> Reply:
    await seed(ctx.tx)
    if not words:
        return Reply(texts.all_topics(await topics.names(ctx.tx), ctx.prefix))
    topic = await topics.called(ctx.tx, key_of(words))
    if topic is None:
        return Reply(texts.no_such(words, ctx.prefix))
    about = [
        each
        for each in await questions.in_states(ctx.tx, "open", "done")
        if topic.name in each.topics
    ]
    known = await topics.words_of(ctx.tx, topic.topic_id)
    return Reply(texts.one(topic.name, known, len(about), ctx.prefix))


async def add(ctx: Context, line: str) -> Reply:
    """Add "Name: Wort, Wort"; of a topic that is there, add the words."""
    name, _, rest = line.partition(":")
    name = _checked(name)
    words = [one_line(each) for each in rest.split(",") if key_of(each)]
    await seed(ctx.tx)
    known = await topics.called(ctx.tx, key_of(name))
    if known is not None and not words:
        return Reply(texts.known(name, known.name))
    if known is not None:
        await topics.add_words(ctx.tx, known.topic_id, _keyed(words))
        await adopt_topic(ctx, known.name, _keyed(words))
        return Reply(texts.words_added(known.name, words))
    await topics.add(ctx.tx, name, _keyed([name, *words]))
    await adopt_topic(ctx, name, _keyed([name, *words]))
    return Reply(texts.added(name, words, ctx.prefix))


async def rename(ctx: Context, line: str) -> Reply:
    """Rename "Alt | Neu"; the old name stays a word by which it is recognised."""
    old, bar, new = line.partition("|")
    if not bar:
        raise UnfitError(texts.how_to_rename(ctx.prefix))
    name = _checked(new)
    await seed(ctx.tx)
    topic = await topics.called(ctx.tx, key_of(old))
    other = await topics.called(ctx.tx, key_of(name))
    if topic is None:
        return Reply(texts.no_such(one_line(old), ctx.prefix))
    if other is not None and other.topic_id != topic.topic_id:
        return Reply(texts.known(name, other.name))
    await topics.rename(ctx.tx, topic.topic_id, name)
    await topics.add_words(ctx.tx, topic.topic_id, _keyed([name]))
    await questions.rename_topic(ctx.tx, topic.name, name)
    await rename_topic(ctx, topic.name, name)
    return Reply(texts.renamed(topic.name, name))


def _checked(words: str) -> str:
    """Return a name for a topic. Raises UnfitError."""
    name = texts.clean(one_line(words)).strip()
    if not key_of(name) or len(name) > LONGEST:
        raise UnfitError(texts.no_name(LONGEST))
    return name
