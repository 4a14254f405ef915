"""Watch over questions without a reply: the asker is asked, then the thread, each once."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from commands.conversation.command import Context, Reply
from commands.conversation.events import Message, Reaction
from commands.conversation.posting import number_in, post, subject_of, to_person
from commands.conversation.settings import Settings
from commands.conversation.short_answers import ShortAnswer, read_reaction, read_words
from commands.exchange.questions.ending import await_result, close
from commands.exchange.questions.mentions import mention
from commands.exchange.questions.posts import KIND, in_thread, link_to, question_of
from commands.exchange.questions.texts import watch as texts
from commands.exchange.unasked import Telling, after_quiet, is_quiet, may_tell
from commands.language.markup import Text
from commands.language.numbers import NUMBERS
from storage.conversation import awaited, outbox
from storage.conversation.awaited import Awaited
from storage.database import Transaction
from storage.exchange import anonymous, questions
from storage.exchange.questions import AskedQuestion

WATCH = "watch"
OF_A_NEWCOMER = 3
_ANSWER_WITHIN = timedelta(days=2)
_SILENT = timedelta(days=90)
_FRIDAY = 4
_CHANGE, _DONE = 2, 3

Step = Literal["ask", "post", "close"]


@dataclass(frozen=True)
class Due:
    """What is to be done about a question, and when."""

    step: Step
    at: datetime
    question: AskedQuestion


def next_step(question: AskedQuestion, settings: Settings, *, newcomer: bool) -> Due:
    """Return the next that happens if nobody replies; outside the quiet hours."""
    steps: list[tuple[datetime, Step]] = [(_quiet_since(question) + _SILENT, "close")]
    if not question.replies and question.watched == "waiting":
        days = settings.exchange.watch_after_days
        days = min(days, OF_A_NEWCOMER) if newcomer else days
        since = question.watch_from or question.asked_at
        steps.append((after_working_days(since, days, settings.timezone), "ask"))
    if not question.replies and question.watched == "asked" and question.watched_at is not None:
        steps.append((question.watched_at + _ANSWER_WITHIN, "post"))
    at, step = min(steps)
    return Due(step, after_quiet(settings, at), question)


def _quiet_since(question: AskedQuestion) -> datetime:
    asked_at = question.asked_at
    return max(question.watch_from or asked_at, question.last_reply_at or asked_at)


def after_working_days(since: datetime, days: int, zone: ZoneInfo) -> datetime:
    """Return the same time on the wall so many working days later; holidays are not known."""
    at = since.astimezone(zone)
    while days:
        at += timedelta(days=1)
        days -= at.weekday() <= _FRIDAY
    return at.astimezone(UTC)


def upcoming(
    question: AskedQuestion, settings: Settings, until: datetime, *, newcomer: bool
) -> Iterator[Due]:
    """Yield what will happen to the question until then if nobody replies."""
    while question.state == "open":
        due = next_step(question, settings, newcomer=newcomer)
        if due.at > until:
            return
        yield due
        question = _after(question, due.step, due.at)


def _after(question: AskedQuestion, step: Step, at: datetime) -> AskedQuestion:
    if step == "close":
        return replace(question, state="closed", closed_at=at)
    return replace(question, watched="asked" if step == "ask" else "posted", watched_at=at)


# --- doing it


async def is_of_newcomer(tx: Transaction, question: AskedQuestion) -> bool:
    """Return whether it is the first question of its asker."""
    theirs = await questions.of_asker(tx, question.asker or "")
    return bool(theirs) and theirs[-1].question_id == question.question_id


async def watch(ctx: Context, question: AskedQuestion) -> None:
    """Do what is due now."""
    newcomer = await is_of_newcomer(ctx.tx, question)
    due = next_step(question, ctx.settings, newcomer=newcomer)
    if due.at > ctx.now or is_quiet(ctx.settings, ctx.now):
        return
    if due.step == "ask":
        await _ask(ctx, question)
    elif due.step == "post":
        await ask_again(ctx, question)
    else:
        await _close(ctx, question)


async def _tell_unnamed(ctx: Context, question_id: int, text: Text, about: str) -> None:
    """Tell the asker in the direct chat, as was agreed before the question was posted.

    The name of the post is made of chance: it must not lead to the question.
    """
    link = await anonymous.to(ctx.tx, question_id)
    if link is None or ctx.membership(link.user_id) is not True:
        return
    name = f"anonymous-{about}-{int(ctx.resources.chance() * 10**15):015d}"
    await post(ctx, link.user_id, text, name)
    await outbox.untrace(ctx.tx, name)


async def _ask(ctx: Context, question: AskedQuestion) -> None:
    number, asker = question.question_id, question.asker
    if question.anonymous:
        await questions.change(ctx.tx, _after(question, "ask", ctx.now))
        await _tell_unnamed(ctx, number, texts.unnamed_open(ctx.prefix), "open")
    if asker is None:
        return
    # What was done before about this question has another moment in its name.
    since = int((question.watch_from or question.asked_at).timestamp())
    verdict = await may_tell(ctx, asker, WATCH, f"{KIND}:{number}:{since}")
    if verdict is Telling.LATER:
        return
    await questions.change(ctx.tx, _after(question, "ask", ctx.now))
    if verdict is not Telling.NOW:
        return
    subject = subject_of(WATCH, number)
    text = to_person(ctx, asker, texts.how_to_go_on(number, question.title))
    name = f"{KIND}-{number}-watch-{since}"
    await post(ctx, asker, text, name, subject=subject, reactions=NUMBERS)
    until = ctx.now + _ANSWER_WITHIN
    await awaited.put(
        ctx.tx, Awaited(asker, WATCH, {"question_id": number}, ctx.now, until, subject=subject)
    )


async def ask_again(ctx: Context, question: AskedQuestion) -> None:
    """Post once in the thread, with people who know the topic and were not asked yet."""
    number = question.question_id
    await _end(ctx, number)
    await questions.change(ctx.tx, _after(question, "post", ctx.now))
    mentioned = await mention(ctx, question)
    since = int((question.watch_from or question.asked_at).timestamp())
    text = texts.again(number, question.title, mentioned)
    await in_thread(ctx, question, text, f"{KIND}-{number}-again-{since}", silent=False)


async def _close(ctx: Context, question: AskedQuestion) -> None:
    number, asker = question.question_id, question.asker
    await _end(ctx, number)
    if question.anonymous:
        await _tell_unnamed(ctx, number, texts.unnamed_silent(ctx.prefix), "silent")
    await close(ctx, question, "closed")
    if asker is not None:
        text = to_person(ctx, asker, texts.silent(number, question.title, ctx.prefix))
        await post(ctx, asker, text, f"{KIND}-{number}-silent-{int(ctx.now.timestamp())}")


async def _end(ctx: Context, number: int) -> None:
    await awaited.end_about(ctx.tx, WATCH, subject_of(WATCH, number))


# --- what the asker says


async def on_message(ctx: Context, message: Message, subject: str) -> Reply | None:
    if message.replaces is not None or message.file is not None:
        return None
    return await _chosen(ctx, message.sender, subject, read_words(message.body))


async def on_awaited(ctx: Context, message: Message, waiting: Awaited) -> Reply | None:
    """Take a number alone."""
    if message.thread_root is not None or message.reply_to is not None:
        return None
    return await on_message(ctx, message, waiting.subject or "")


async def on_reaction(ctx: Context, reaction: Reaction, subject: str) -> Reply | None:
    return await _chosen(ctx, reaction.sender, subject, read_reaction(reaction.key))


async def _chosen(ctx: Context, person: str, subject: str, answer: ShortAnswer) -> Reply | None:
    number = number_in(subject, WATCH)
    question = None if number is None else await questions.get(ctx.tx, number)
    if question is None or question.asker != person or answer.number not in (1, 2, 3):
        return None
    number = question.question_id
    if question.state != "open":
        return Reply(texts.over(number))
    if answer.number == _DONE:
        await _end(ctx, number)
        await close(ctx, question, "done")
        await await_result(ctx, question)
        return Reply(texts.done(number))
    if answer.number == _CHANGE:
        await _end(ctx, number)
        link, theirs = await link_to(ctx, question), question.is_their_message
        anew = replace(question, watched="waiting", watched_at=None, watch_from=ctx.now)
        await questions.change(ctx.tx, anew)
        return Reply(texts.how_to_change(number, link, ctx.prefix, edit=theirs))
    if question.watched == "posted":
        return Reply(texts.asked_again_already(number))
    await ask_again(ctx, question)
    return Reply(texts.asked_again(number))


# --- threads, which are not read


async def note_reply(ctx: Context, sender: str, target: str, at: datetime) -> bool:
    """Count a reply to the root or to a post of ours in the thread; return whether it is one."""
    question = await question_of(ctx, target)
    if question is None or question.asker == sender:
        return False
    await questions.note_reply(ctx.tx, question.question_id, sender, min(at, ctx.now))
    return True
