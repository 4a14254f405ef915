"""!frage: ask the network, by one's own message in the room or by a post of the bot."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from typing import Any

from commands.conversation.addressing import addressed
from commands.conversation.command import CommandContext, Context, Reply, UnfitError
from commands.conversation.command_words import find, match
from commands.conversation.events import Message
from commands.conversation.offers import DECLINE
from commands.conversation.posting import post, subject_of
from commands.exchange import topics
from commands.exchange.questions import drafts
from commands.exchange.questions.mentions import mention
from commands.exchange.questions.posts import KIND, address_of, first_reply_of, in_thread, root_of
from commands.exchange.questions.reading import are_alike, stems_of, title_of
from commands.exchange.questions.related import related_to
from commands.exchange.questions.texts import asking as texts
from commands.exchange.questions.texts.said import TO_ALL
from commands.language.patterns import Pattern
from commands.language.visible import cleaned
from storage.exchange import questions
from storage.exchange.questions import AskedQuestion

LONGEST = 1500
MOST_A_DAY = 5
_DAY, _TWO_YEARS = timedelta(days=1), timedelta(days=730)
_SHORTEST_WORDS = 2
_MOST_SIMILAR = 2
_TO_ALL = Pattern(TO_ALL, re.IGNORECASE)
ASKING = "asking"


@dataclass(frozen=True)
class Draft:
    """A question that is not asked yet; `root` is the asker's message in the room, if it is one."""

    title: str
    text: str
    topics: tuple[str, ...]
    root: str | None = None

    @classmethod
    def read(cls, payload: Mapping[str, Any]) -> "Draft":
        return cls(**{**payload, "topics": tuple(payload["topics"])})


async def ask(ctx: CommandContext, words: str) -> Reply:
    """Ask it; first show similar questions and, if the bot is to post it, how that will look."""
    draft = await draft_of(ctx, _TO_ALL.sub("", words, count=1))
    await check(ctx, ctx.message.sender)
    if _is_root(ctx):
        draft = replace(draft, root=ctx.message.replaces or ctx.message.event_id)
    similar = await similar_to(ctx, draft)
    if similar:
        seen = draft.root is not None
        return await offer_similar(ctx, ctx.message, draft, similar, seen=seen)
    if draft.root is not None:
        await publish(ctx, ctx.message.sender, draft)
        return Reply()
    return await preview(ctx, draft)


async def draft_of(ctx: Context, words: str, title: str = "", about: str = "") -> Draft:
    """Read the question. Raises UnfitError."""
    text = cleaned(words)
    if len(text) > LONGEST:
        raise UnfitError(texts.too_long(LONGEST, len(text)))
    if len(text.split()) < _SHORTEST_WORDS:
        raise UnfitError(texts.too_short(ctx.prefix))
    named = await topics.named(ctx.tx, about) if about else await topics.found_in(ctx.tx, text)
    return Draft(title or title_of(text), text, named)


async def check(ctx: Context, asker: str) -> None:
    """Raise UnfitError if the person has asked enough for now."""
    most = ctx.settings.exchange.most_open
    if await questions.count_open(ctx.tx, asker) >= most:
        raise UnfitError(texts.too_many_open(most, ctx.prefix))
    if await questions.count_since(ctx.tx, asker, ctx.now - _DAY) >= MOST_A_DAY:
        raise UnfitError(texts.too_many_today(MOST_A_DAY))


def _is_root(ctx: CommandContext) -> bool:
    """Return whether the message itself can be the root: a command in the room, in no thread."""
    message = ctx.message
    in_room = message.room_id == ctx.settings.exchange_room and not message.direct
    if not in_room or message.thread_root is not None or message.below is not None:
        return False
    address = addressed(message, ctx.settings, lambda words: find(words, ctx.commands) is not None)
    command = None if address is None else match(address.words, ctx.commands)[0]
    return command is not None and command.name == "frage"


async def similar_to(ctx: Context, draft: Draft) -> list[AskedQuestion]:
    """Return open and answered questions of two years that seem to ask the same."""
    stems = stems_of(draft.title)
    asked = await questions.in_states(ctx.tx, "open", "done", since=ctx.now - _TWO_YEARS)
    return [each for each in asked if are_alike(stems, each.stems)][:_MOST_SIMILAR]


async def offer_similar(
    ctx: Context, message: Message, draft: Draft, similar: list[AskedQuestion], *, seen: bool
) -> Reply:
    """Offer what is there, or to ask all the same: at once what the asker has `seen` already."""
    held = await drafts.hold(ctx, message, ASKING, asdict(draft))
    shown = [(each.question_id, each.title, each.state == "done") for each in similar]
    again = f"frage {drafts.SEND if seen else drafts.SHOW} {held}"
    lines = (*(f"frage {each.question_id}" for each in similar), again)
    return Reply(texts.similar(shown), options=lines, proposed=True)


async def preview(ctx: CommandContext, draft: Draft) -> Reply:
    message = ctx.message
    held = await drafts.hold(ctx, message, ASKING, asdict(draft))
    name = ctx.named(message.sender)
    shown = texts.preview(name, draft.text, draft.topics, direct=message.direct)
    return Reply(shown, options=(f"frage {drafts.SEND} {held}", DECLINE), proposed=True)


async def go_on(ctx: CommandContext, word: str, number: int) -> Reply:
    """Show or ask what was held."""
    asker = ctx.message.sender
    payload = await drafts.held(ctx, asker, ASKING, number)
    if payload is None:
        return Reply(texts.gone(ctx.prefix))
    draft = Draft.read(payload)
    if word == drafts.SHOW:
        return await preview(ctx, draft)
    await check(ctx, asker)
    await drafts.drop(ctx, number)
    question = await publish(ctx, asker, draft)
    if draft.root is not None:
        return Reply()
    return Reply(texts.asked(question.question_id, address_of(question.room_id), ctx.prefix))


async def publish(ctx: Context, asker: str | None, draft: Draft) -> AskedQuestion:
    """Store the question, post it if the bot is to, and reply in its thread.

    Without an asker it is anonymous.
    """
    room_id = ctx.settings.exchange_room
    if room_id is None:
        raise UnfitError(texts.not_configured(ctx.prefix))
    stems = stems_of(draft.title)
    new = AskedQuestion(
        0, asker, room_id, draft.root or "", draft.title, draft.topics, stems, ctx.now
    )
    new = replace(new, anonymous=asker is None)
    number = await questions.add(ctx.tx, new)
    question = replace(new, question_id=number)
    if draft.root is None:
        question = replace(question, root=root_of(number))
        await questions.change(ctx.tx, question)
        name = None if asker is None else ctx.named(asker)
        shown = texts.root(number, name, draft.text, draft.topics)
        await post(ctx, room_id, shown, question.root, subject=subject_of(KIND, number))
    related = await related_to(ctx, draft.topics, draft.text)
    mentioned = await mention(ctx, question)
    reply = texts.first_reply(
        number, draft.topics, related, mentioned, ctx.prefix, anonymous=question.anonymous
    )
    await in_thread(ctx, question, reply, first_reply_of(number), silent=not mentioned)
    return question
