"""How ordinary German is read, with the names of the collection that the program comes with."""

import asyncio
from functools import cache

from bot.cli.collection import read_collection
from commands import sentences
from commands.collection.gazetteer import NamesOf
from commands.collection.view import whole
from commands.language.understanding import Rulebook, Understanding, Where, understand


@cache
def rulebook() -> Rulebook:
    return Rulebook(sentences(), ("Netzwerkbot",))


@cache
def the_names() -> NamesOf:
    return NamesOf(asyncio.run(read_collection(None, whole)))


def read(where: str | Where, text: str) -> Understanding:
    return understand(rulebook(), the_names(), rulebook().heard(Where(where), text))
