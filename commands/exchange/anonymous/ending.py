"""!erledigt and !ergebnis of an anonymous question: what helped is asked before it is closed.

Afterwards nobody knows any more whose it was.
"""

from dataclasses import replace
from datetime import timedelta

from commands.conversation.command import Context, Reply, UnfitError
from commands.conversation.events import Message
from commands.conversation.offers import DECLINE
from commands.conversation.short_answers import Decision, read_words
from commands.exchange.anonymous.reviewing import LINE, objections
from commands.exchange.anonymous.texts import adding as texts
from commands.exchange.anonymous.texts import reviewing as words_of
from commands.exchange.questions.ending import close
from commands.exchange.questions.results import LONGEST, store
from commands.exchange.questions.texts import closing as closing_texts
from commands.language.visible import cleaned
from storage.conversation import awaited
from storage.conversation.awaited import Awaited
from storage.exchange import anonymous, questions
from storage.exchange.anonymous import AnonymousLink

KIND = "anonymous"
_STILL_TALKING, _CLOSED_AFTER = timedelta(minutes=30), timedelta(days=1)
_SHORTEST_WORDS = 3


async def done(ctx: Context, message: Message, number: int | None, words: str) -> Reply | None:
    """Ask what helped, or show what would be kept; None if another question is meant."""
    link = await anonymous.of(ctx.tx, message.sender)
    if link is None or link.question_id is None or number not in (None, link.question_id):
        return None
    if number is None and await questions.count_open(ctx.tx, message.sender):
        return None
    await anonymous.tidy(ctx.tx, link.user_id)
    if words:
        return await _propose(ctx, link, words)
    due_at = ctx.now + _CLOSED_AFTER
    await anonymous.put(ctx.tx, replace(link, step="ending", text="", due_at=due_at))
    until = ctx.now + _STILL_TALKING
    await awaited.put(ctx.tx, Awaited(link.user_id, KIND, {}, ctx.now, until))
    return Reply(texts.WHAT_HELPED, untraced=True)


async def on_awaited(ctx: Context, message: Message, waiting: Awaited) -> Reply | None:
    """Take plain words soon after it was asked, unless they ask something themselves."""
    link = await anonymous.of(ctx.tx, message.sender)
    late = waiting.expires_at is not None and ctx.now >= waiting.expires_at
    related = message.thread_root or message.reply_to or message.replaces or message.file
    if link is None or link.step != "ending" or related is not None or late:
        return None
    said = cleaned(message.body)
    if read_words(said).decision is Decision.NO:
        await end(ctx, link)
        return Reply(texts.CLOSED, untraced=True)
    if said.endswith("?") or len(said.split()) < _SHORTEST_WORDS:
        return None
    await anonymous.tidy(ctx.tx, link.user_id)
    try:
        return await _propose(ctx, link, said)
    except UnfitError as error:
        return Reply(error.text, untraced=True)


async def _propose(ctx: Context, link: AnonymousLink, said: str) -> Reply:
    text = cleaned(said)
    if len(text) > LONGEST:
        raise UnfitError(closing_texts.result_too_long(LONGEST, len(text)))
    link = replace(link, step="ending", text=text, due_at=ctx.now + _CLOSED_AFTER)
    await anonymous.put(ctx.tx, link)
    return await objections(ctx, text) or preview(link)


def preview(link: AnonymousLink) -> Reply:
    lines = (f"{LINE} {words_of.SEND}", DECLINE)
    return Reply(texts.preview_of_result(link.text), options=lines, proposed=True, untraced=True)


async def chosen(ctx: Context, link: AnonymousLink, choice: str) -> Reply:
    if choice != words_of.SEND or not link.text:
        return preview(link) if link.text else Reply(texts.WHAT_HELPED, untraced=True)
    question = await questions.get(ctx.tx, link.question_id or 0)
    if question is not None:
        await store(ctx, question, link.text)
    return Reply(texts.KEPT, untraced=True)


async def end(ctx: Context, link: AnonymousLink) -> None:
    """Close it as done; with that the link is gone."""
    question = await questions.get(ctx.tx, link.question_id or 0)
    if question is not None:
        await close(ctx, question, "done")
