"""A submission is made step by step in the direct chat."""

from commands.conversation.events import File
from storage.submissions import submissions
from storage.submissions.submissions import Submission
from tests.support.talk import Talk

URL = "https://www.example.org/leitlinien.pdf"
TITLE = "Leitlinien für Beteiligung"
ALL = ("!einreichen", "Bonn", "1", URL, TITLE, "beschlossen 2014", "Bitte bald.")


async def say(talk: Talk, *said: str | File) -> str:
    """Return the last answer."""
    told = ""
    for one in said:
        told = await (talk.say(one) if isinstance(one, str) else talk.say("", file=one))
    return told


async def filed(talk: Talk) -> list[Submission]:
    async with talk.database.transaction() as tx:
        return await submissions.of_submitter(tx, talk.sender)
