"""Find the submission that a manager means: by its number, or the notice that is replied to."""

from typing import Any

from pydantic import Field

from commands.conversation.command import Arguments, CommandContext, UnfitError, UsageError
from commands.conversation.posting import number_in
from commands.language.numbers import Number, number_and_words
from commands.submissions import notices
from commands.submissions.texts import review as texts
from storage.conversation import outbox
from storage.submissions import submissions

MOST = 9


class SomeSubmission(Arguments):
    """A submission by its number, which a reply to its notice need not repeat, and words."""

    number: Number | None = Field(default=None, title=texts.NUMBER)

    @classmethod
    def split(cls, text: str) -> dict[str, Any]:
        _, *words = cls.model_fields
        number, rest = number_and_words(text)
        given = {} if number is None else {"number": number}
        return given | ({words[0]: rest} if words and rest else {})


async def chosen(ctx: CommandContext, number: int | None, words: str, command: str) -> int:
    """Return the number. Raises UnfitError to ask, UsageError if nothing tells.

    A number in a reply to the notice of another may be a number, or the first of the words.
    """
    below = await _number_below(ctx)
    if below is None or below == number:
        if number is None:
            raise UsageError
        return number
    if number is None:
        return below
    options = (f"{command} {below} {number} {words}".strip(), f"{command} {number} {words}".strip())
    raise UnfitError(texts.which_of_both(below, number), options)


async def one_to_decide(ctx: CommandContext, command: str) -> UnfitError:
    """Return the question which of those that wait is meant; decisions are never guessed."""
    waiting = await submissions.in_state(ctx.tx, "open")
    if not waiting:
        return UnfitError(texts.nothing_open())
    shown = waiting[:MOST]
    options = tuple(f"{command} {each.submission_id}" for each in shown)
    labels = [(each.submission_id, each.place) for each in shown]
    return UnfitError(texts.which(labels, len(waiting)), options)


async def _number_below(ctx: CommandContext) -> int | None:
    for event_id in (ctx.message.reply_to, ctx.message.thread_root):
        subject = None if event_id is None else await outbox.subject_of(ctx.tx, event_id)
        for kind in (notices.KIND, notices.QUESTION):
            number = number_in(subject, kind)
            if number is not None:
                return number
    return None
