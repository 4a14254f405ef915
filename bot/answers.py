"""What is answered becomes rows: an answer, an edit of one, its removal, and what it brings."""

from dataclasses import dataclass

from commands import offers
from commands.command import Attachment, Heard, Occasion, Reaction, Redaction, Reply, Then
from commands.posting import (
    TRANSACTION_FIELD,
    notice,
    relation_to,
    rewrite,
    take_away,
)
from storage import inbox, outbox, wanted_files
from storage.inbox import Outcome
from storage.wanted_files import WantedFile


@dataclass(frozen=True)
class Answer:
    """`outcome` is that of a command; `then` is what was answered in the place of the event.

    An edit `answers` its original if that was nothing for us, or `edits` the answer to it.
    """

    reply: Reply
    outcome: Outcome | None = None
    then: Then | None = None
    answers: str | None = None
    edits: str | None = None


async def keep(occasion: Occasion, heard: Heard, said: Answer) -> None:
    """In the transaction in which the event is handled."""
    tx, now = occasion.tx, occasion.now
    question = said.edits or said.answers or heard.event_id
    if question == heard.event_id:
        await inbox.mark_handled(tx, question, now, said.outcome)
    else:
        await inbox.mark_handled(tx, heard.event_id, now)
    if said.answers is not None:
        await inbox.mark_handled(tx, question, now, said.outcome)
    revision = 0
    if said.edits is not None:
        revision = await _revised(occasion, heard, said, said.edits)
    elif said.reply.text.blocks:
        await _put(occasion, heard, said, f"answer-{question}")
    if said.then is not None and said.outcome == "done":
        await offers.use_up(occasion, said.then)
    if said.then is None and said.outcome is not None:
        await offers.go_on(occasion, heard)
    await offers.make(occasion, heard, said.reply, question, said.then)
    for number, attachment in enumerate(said.reply.attachments, start=1):
        name = f"answer-{question}-file-{revision}-{number}"
        await _want(occasion, heard, said, attachment, name)


async def take_back(occasion: Occasion, redaction: Redaction) -> Answer | None:
    """Who removes a question is not left with its answer, unless something was changed."""
    handled = await inbox.handled(occasion.tx, redaction.target)
    if handled is None or handled.outcome != "told":
        return None
    name = f"answer-{redaction.target}"
    await take_away(occasion, redaction.room_id, name)
    await wanted_files.drop_under(occasion.tx, name)
    await offers.drop(occasion, redaction.target)
    return Answer(Reply())


async def _put(occasion: Occasion, heard: Heard, said: Answer, transaction_id: str) -> None:
    content = notice(said.reply.text, transaction_id) | relation_to(heard, said.then)
    about = await _subject(occasion, heard)
    await outbox.put(occasion.tx, heard.room_id, content, transaction_id, occasion.now, about=about)


async def _subject(occasion: Occasion, heard: Heard) -> str | None:
    """What answers a reaction is about the same: who replies to it is understood."""
    if not isinstance(heard, Reaction):
        return None
    return await outbox.subject_of(occasion.tx, heard.target)


async def _revised(occasion: Occasion, heard: Heard, said: Answer, question: str) -> int:
    """The answer is edited, and what it brought is taken away; how often that is now."""
    tx, original = occasion.tx, f"answer-{question}"
    before = await inbox.handled(tx, question)
    revision = 1 if before is None else before.revision + 1
    await inbox.mark_revised(tx, question, said.outcome)
    await take_away(occasion, heard.room_id, f"{original}-file")
    await wanted_files.drop_under(tx, f"{original}-file")
    # What is said elsewhere, such as a preview, leaves the first answer as it was.
    if said.reply.text.blocks:
        await rewrite(occasion, heard.room_id, said.reply.text, original, revision)
    return revision


async def _want(
    occasion: Occasion, heard: Heard, said: Answer, attachment: Attachment, transaction_id: str
) -> None:
    content = {
        **attachment.content,
        TRANSACTION_FIELD: transaction_id,
        **relation_to(heard, said.then),
    }
    wanted = WantedFile(
        transaction_id,
        attachment.kind,
        attachment.source,
        heard.room_id,
        content,
        occasion.now,
    )
    await wanted_files.put(occasion.tx, wanted)
