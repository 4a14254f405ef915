"""Offer to submit a file or a link that somebody sends into the direct chat without a command."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from commands.collection.fields import bare_link, is_link, parse_place, parse_url
from commands.collection.place import Located, locate
from commands.conversation.command import Context, Listener, Reply, Route, UnfitError
from commands.conversation.events import File, Medium, Message, Reaction
from commands.conversation.offers import OPEN_FOR
from commands.conversation.posting import post
from commands.conversation.short_answers import (
    Decision,
    ShortAnswer,
    read_reaction,
    read_words,
)
from commands.conversation.texts import german
from commands.language.markup import Text
from commands.language.numbers import NUMBERS
from commands.submissions import intake
from commands.submissions.draft import SubmissionDraft
from commands.submissions.placing import is_exactly, is_known, named_in
from commands.submissions.texts import placing
from commands.submissions.texts import unasked as texts
from storage.conversation import awaited
from storage.conversation.awaited import Awaited

KIND = "left-over"
_VOICE = "voice"
# In words; more are a sentence.
_LONGEST_PLACE = 5
_ANSWERED_WITHIN = timedelta(days=1)


def is_left_over(message: Message) -> bool:
    """Return whether it is a file or has a link, in the direct chat."""
    if not message.direct or message.replaces is not None:
        return False
    return message.file is not None or any(is_link(bare_link(x)) for x in message.body.split())


async def on_left_over(ctx: Context, message: Message) -> Reply | None:
    """Offer to submit it; say nothing about pictures and sounds."""
    file = message.file
    if ctx.settings.management_room is None:
        return None
    if file is None:
        return await _of_link(ctx, message)
    if file.medium is Medium.VOICE:
        return await _of_voice(ctx, message)
    if file.medium is not Medium.FILE:
        return None
    named = await named_in(ctx.tx, message.body)
    return await _offer(ctx, message, texts.file(file.name), named, file=file)


async def _of_voice(ctx: Context, message: Message) -> Reply | None:
    subject = f"{_VOICE}:{message.room_id}"
    if await awaited.about(ctx.tx, _VOICE, subject) is not None:
        return None
    told = Awaited(message.sender, _VOICE, {}, ctx.now, room_id=message.room_id, subject=subject)
    await awaited.put(ctx.tx, told)
    return Reply(texts.only_reading(ctx.prefix))


async def _of_link(ctx: Context, message: Message) -> Reply | None:
    """Take a link alone, or with words that name a municipality or guidelines and ask nothing."""
    words = message.body.split()
    links = [word for word in words if is_link(bare_link(word))]
    if len(links) != 1:
        return None
    rest = " ".join(word for word in words if word not in links)
    may_submit = not rest or texts.may_submit(rest)
    named = await named_in(ctx.tx, rest) if rest and may_submit else None
    if not may_submit or (rest and named is None and not texts.names_document(rest)):
        return None
    try:
        url = parse_url(links[0])
    except UnfitError:
        return None
    return await _offer(ctx, message, texts.LINK, named, url=url)


async def _offer(
    ctx: Context,
    message: Message,
    what: str,
    named: Located | None,
    *,
    url: str | None = None,
    file: File | None = None,
) -> Reply:
    """Ask, in the place of what was asked about before."""
    for earlier in await awaited.of_kind(ctx.tx, message.sender, KIND):
        await awaited.end(ctx.tx, earlier.awaited_id)
    place = None if named is None else named.name
    payload = {"url": url, "file": None if file is None else asdict(file), "place": place}
    subject = f"{KIND}:{message.event_id}"
    until = ctx.now + _ANSWERED_WITHIN
    await awaited.put(
        ctx.tx,
        Awaited(
            message.sender, KIND, payload, ctx.now, until, message.room_id, message.thread_root,
            subject,
        ),
    )  # fmt: skip
    await post(
        ctx,
        message.room_id,
        texts.question(what, place),
        f"{KIND}-{message.event_id}",
        subject=subject,
        event=message,
        reactions=NUMBERS[:2],
        silent=True,
    )
    return Reply()


# --- the answer


async def on_message(ctx: Context, message: Message, subject: str) -> Reply | None:
    waiting = await awaited.about(ctx.tx, KIND, subject)
    return None if waiting is None else await _answered(ctx, message, waiting)


async def on_awaited(ctx: Context, message: Message, waiting: Awaited) -> Reply | None:
    """Take words alone, but soon: later they are about something else."""
    alone = message.reply_to in (None, message.thread_root)
    soon = ctx.now - waiting.asked_at <= OPEN_FOR
    return await _answered(ctx, message, waiting) if alone and soon else None


async def _answered(ctx: Context, message: Message, waiting: Awaited) -> Reply | None:
    if message.file is not None or message.replaces is not None or _is_over(ctx, waiting):
        return None
    # In a dialogue the words are an answer to its question.
    others = waiting.user_id != message.sender
    if others or await awaited.alone(ctx.tx, message.sender) is not None:
        return None
    answer = read_words(message.body)
    if answer.decision is None and answer.number is None:
        return await _place(ctx, waiting, message.body, message.room_id)
    return await _decide(ctx, waiting, answer, message.room_id)


async def on_reaction(ctx: Context, reaction: Reaction, subject: str) -> Reply | None:
    waiting = await awaited.about(ctx.tx, KIND, subject)
    if waiting is None or waiting.user_id != reaction.sender or _is_over(ctx, waiting):
        return None
    return await _decide(ctx, waiting, read_reaction(reaction.key), reaction.room_id)


def _is_over(ctx: Context, waiting: Awaited) -> bool:
    return waiting.expires_at is not None and ctx.now >= waiting.expires_at


async def _decide(
    ctx: Context, waiting: Awaited, answer: ShortAnswer, room_id: str
) -> Reply | None:
    payload, number = waiting.payload, answer.number
    options, unknown = payload.get("options", []), payload.get("unknown")
    if options and number is not None and 1 <= number <= len(options):
        return await _file(ctx, waiting, await locate(ctx.tx, options[number - 1]), room_id)
    no = answer.decision is Decision.NO or (number == 2 and not options)
    if no and unknown is not None:
        return await _ask(ctx, waiting, texts.WHICH_PLACE)
    if no:
        await awaited.end(ctx.tx, waiting.awaited_id)
        return Reply(texts.LEFT)
    if options or (answer.decision is not Decision.YES and number != 1):
        return None
    place = unknown or payload.get("place")
    if place is not None:
        return await _file(ctx, waiting, await locate(ctx.tx, place), room_id)
    return await _ask(ctx, waiting, texts.WHICH_PLACE, agreed=True)


async def _place(ctx: Context, waiting: Awaited, words: str, room_id: str) -> Reply | None:
    """Take the name of a municipality. What is none is asked about after a yes, else left."""
    try:
        place = parse_place(texts.without_fillers(words))
    except UnfitError:
        return None
    if len(place.split()) > _LONGEST_PLACE or not texts.may_submit(words):
        return None
    located = await locate(ctx.tx, place)
    if not (waiting.payload.get("agreed") or is_exactly(place, located)):
        return None
    if not (is_known(located) or located.options):
        asked = placing.use_anyway(place) + german.YES_OR_NO
        return await _ask(ctx, waiting, asked, unknown=place)
    return await _file(ctx, waiting, located, room_id)


async def _ask(ctx: Context, waiting: Awaited, question: Text, **more: Any) -> Reply:
    fields = {"options": None, "unknown": None, **more}
    await awaited.patch(ctx.tx, waiting.awaited_id, fields)
    return Reply(question)


async def _file(ctx: Context, waiting: Awaited, located: Located, room_id: str) -> Reply:
    payload = waiting.payload
    if located.options:
        asked = placing.several(located.name, located.options)
        return await _ask(ctx, waiting, asked, options=list(located.options), agreed=True)
    file = None if payload["file"] is None else File(**payload["file"])
    draft = SubmissionDraft(place=located.name, url=payload["url"])
    origin = intake.Origin(waiting.user_id, room_id, None)
    submission = await intake.submit(ctx, draft, located, origin, file)
    await awaited.end(ctx.tx, waiting.awaited_id)
    return intake.receipt(ctx, submission, located, file)


LEFT_OVER = Listener(Message, on_left_over, is_left_over)
ROUTE = Route(KIND, on_message, on_reaction, on_awaited=on_awaited, after_commands=True)
