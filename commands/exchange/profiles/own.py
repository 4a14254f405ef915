"""!profil: show, write and change one's own profile; what others may not see stays in the chat."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from commands.conversation.command import CommandContext, Reply, UnfitError
from commands.conversation.dialogue.talk import begin, begin_with
from commands.conversation.elsewhere import privately
from commands.conversation.offers import DECLINE
from commands.exchange import topics
from commands.exchange.profiles import keeping
from commands.exchange.profiles.dialogue import (
    SCRIPT,
    answers_of,
    checked,
    size_in,
    topics_in,
)
from commands.exchange.profiles.keeping import place_of
from commands.exchange.profiles.reading import (
    LONGEST_REPORTS,
    LONGEST_ROLE,
    is_nothing,
    parts_of,
    size_of,
    year_in,
)
from commands.exchange.profiles.texts import own as texts
from commands.exchange.profiles.texts import writing as writing_texts
from commands.exchange.questions.reading import key_of
from commands.language.markup import NOTHING, Text
from commands.language.times import Moments, parse_lead, parse_when
from commands.language.times.lead import months_after
from storage.exchange import profiles
from storage.exchange import topics as stored_topics
from storage.exchange.profiles import Visibility

# More than all parts together may have.
LONGEST_LINE = 1_500
LONGEST_PAUSE = timedelta(days=366)


async def show(ctx: CommandContext) -> Reply:
    """Show it to the person alone, or begin the dialogue."""
    profile = await profiles.of(ctx.tx, ctx.message.sender)
    if profile is None:
        return await begin(ctx, SCRIPT)
    return await _tell(ctx, texts.own(profile, ctx.prefix, ctx.zone, ctx.now))


async def _tell(ctx: CommandContext, text: Text) -> Reply:
    return await privately(ctx, text, name="profile")


async def change(ctx: CommandContext) -> Reply:
    """Begin the dialogue at the preview of what there is."""
    profile = await profiles.of(ctx.tx, ctx.message.sender)
    if profile is None:
        return await begin(ctx, SCRIPT)
    return await begin_with(ctx, SCRIPT, answers_of(profile), texts.TO_CHANGE)


# --- in one line


async def write(ctx: CommandContext, line: str) -> Reply:
    """Show what the line says, and the rest as it was, before anything is stored."""
    if len(line) > LONGEST_LINE:
        raise UnfitError(writing_texts.too_long(LONGEST_LINE, len(line)))
    answers = answers_of(await profiles.of(ctx.tx, ctx.message.sender))
    place, *rest = parts_of(line)
    remark = NOTHING
    if place and not rest and await _is_topic(ctx, place):
        place, rest = "", [place]
    if is_nothing(place):
        answers["place"] = None
    elif place:
        again = " | ".join(("profil {}", *rest))
        found = await place_of(ctx.tx, place, again)
        answers["place"] = dict(found.value)
        if not found.known:
            remark = writing_texts.unknown_place(found.value["name"], found.similar)
    if rest and rest[0]:
        answers["topics"] = None if is_nothing(rest[0]) else await topics_in(ctx.tx, rest[0])
    answers |= _further(rest[1:], ctx.today, ctx.prefix)
    return await begin_with(ctx, SCRIPT, answers, remark)


async def _is_topic(ctx: CommandContext, words: str) -> bool:
    await topics.seed(ctx.tx)
    return await stored_topics.called(ctx.tx, key_of(words)) is not None


def _further(parts: Sequence[str], today: date, prefix: str) -> dict[str, Any]:
    """Read function, what they can tell about, size and year; the last two are known by form."""
    found: dict[str, Any] = {}
    words = [("role", LONGEST_ROLE), ("reports", LONGEST_REPORTS)]
    for part in parts:
        year = year_in(part, today.year)
        if year is not None and "since" not in found:
            found["since"] = year
        elif size_of(part) is not None and "size" not in found:
            found["size"] = size_in(part)
        elif words:
            name, most = words.pop(0)
            if part:
                found[name] = None if is_nothing(part) else checked(part, most)
        elif part:
            raise UnfitError(writing_texts.too_many_parts(prefix))
    return found


# --- who may see it


async def set_visibility(ctx: CommandContext, visibility: Visibility) -> Reply:
    profile = await profiles.of(ctx.tx, ctx.message.sender)
    if profile is None:
        return await _tell(ctx, texts.none_yet(ctx.prefix))
    profile = replace(profile, visibility=visibility, changed_at=ctx.now)
    await keeping.store(ctx, profile)
    return await _tell(ctx, texts.visibility_set(profile, ctx.prefix, ctx.zone, ctx.now))


async def set_mentions(ctx: CommandContext, *, mentions: bool) -> Reply:
    profile = await profiles.of(ctx.tx, ctx.message.sender)
    if profile is None:
        return await _tell(ctx, texts.none_yet(ctx.prefix))
    if mentions and not profile.topics:
        return await _tell(ctx, texts.no_topics(ctx.prefix))
    await keeping.store(ctx, replace(profile, mentions=mentions, changed_at=ctx.now))
    return await _tell(ctx, texts.mentions_set(profile.topics, ctx.prefix, mentions=mentions))


async def pause(ctx: CommandContext, words: str) -> Reply:
    profile = await profiles.of(ctx.tx, ctx.message.sender)
    if profile is None:
        return await _tell(ctx, texts.none_yet(ctx.prefix))
    if texts.is_end(words):
        await keeping.store(ctx, replace(profile, resumes_at=None))
        return await _tell(ctx, texts.resumed(profile.visibility))
    until = _until(ctx, words)
    await keeping.store(ctx, replace(profile, resumes_at=until))
    return await _tell(ctx, texts.paused(until, ctx.zone, ctx.prefix))


def _until(ctx: CommandContext, words: str) -> datetime:
    """Read "3 Wochen" and "bis 5.1.": the end of that day. Raises UnfitError."""
    day = _day_in(texts.bare_time(words), ctx.today)
    if day is None:
        raise UnfitError(texts.no_time(ctx.prefix))
    until = datetime.combine(day + timedelta(days=1), time(), ctx.zone)
    if not timedelta() < until - ctx.now <= LONGEST_PAUSE:
        raise UnfitError(texts.no_such_pause(ctx.prefix))
    return until


def _day_in(words: str, today: date) -> date | None:
    lead = parse_lead(words)
    if lead is not None:
        return months_after(today, lead.months) + timedelta(days=lead.days + bool(lead.minutes))
    outcome = parse_when(words, today)
    if not isinstance(outcome.when, Moments) or outcome.before or outcome.after:
        return None
    return date.fromisoformat(outcome.when.starts[:10])


# --- deleting


async def delete(ctx: CommandContext, *, agreed: bool) -> Reply:
    profile = await profiles.of(ctx.tx, ctx.message.sender)
    if profile is None:
        return await _tell(ctx, texts.none_yet(ctx.prefix))
    if agreed:
        await keeping.delete(ctx, profile)
        return await _tell(ctx, texts.DELETED)
    if not ctx.message.direct:
        return await _tell(ctx, texts.really_in_chat(ctx.prefix))
    return Reply(texts.REALLY, options=("profil löschen ja", DECLINE), proposed=True)
