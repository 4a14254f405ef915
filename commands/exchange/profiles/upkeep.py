"""Keep profiles true: the yearly question, silence, people who left; carry inquiries on."""

from dataclasses import replace
from datetime import timedelta

from commands.conversation.apart import one_by_one
from commands.conversation.command import Context, FollowUp, Reply
from commands.conversation.events import Message, Reaction
from commands.conversation.posting import number_in, post, subject_of, to_person
from commands.conversation.short_answers import ShortAnswer, read_reaction, read_words
from commands.exchange.profiles import contacts, keeping
from commands.exchange.profiles.keeping import CHECK, next_step
from commands.exchange.profiles.texts import contacts as texts
from commands.exchange.unasked import after_quiet, has_room, may_tell
from commands.language.numbers import NUMBERS
from storage.conversation import awaited, outbox
from storage.conversation.awaited import Awaited
from storage.exchange import inquiries, profiles
from storage.exchange.inquiries import InquiredPerson, Inquiry
from storage.exchange.profiles import Profile

_BARE_FOR = timedelta(days=2)
_LATER = timedelta(days=1)
_TRUE, _CHANGE, _DELETE = 1, 2, 3


async def look_after(ctx: Context) -> None:
    """Do what is due about profiles, people to ask, and inquiries that are over."""

    async def look(profile: Profile) -> None:
        await _look(ctx, profile)

    async def deliver(person: InquiredPerson) -> None:
        await contacts.deliver(ctx, person)

    async def report(inquiry: Inquiry) -> None:
        await contacts.report(ctx, inquiry)

    everyone = await profiles.everyone(ctx.tx)
    due = [each for each in everyone if each.due_at <= ctx.now or _has_moved(ctx, each)]
    told = texts.not_looked_after
    named = [(f"profile-{each.profile_id}", each) for each in due]
    await one_by_one(ctx, named, look, lambda each: told(each.profile_id))
    to_ask = await inquiries.to_ask(ctx.tx, ctx.now)
    asked = [(f"inquiry-person-{each.inquiry_person_id}", each) for each in to_ask]
    await one_by_one(ctx, asked, deliver, lambda each: told(each.inquiry_person_id))
    over = await inquiries.to_report(ctx.tx, ctx.now)
    reported = [(f"inquiry-{each.inquiry_id}", each) for each in over]
    await one_by_one(ctx, reported, report, lambda each: told(each.inquiry_id))


def _has_moved(ctx: Context, profile: Profile) -> bool:
    """Return whether the person left all rooms, or came back, since the last look."""
    member = ctx.membership(profile.user_id)
    return member is not None and member is (profile.left_at is not None)


async def _look(ctx: Context, profile: Profile) -> None:
    if _has_moved(ctx, profile):
        left_at = ctx.now if profile.left_at is None else None
        profile = await keeping.store(ctx, replace(profile, left_at=left_at))
    at, step = next_step(profile, ctx.settings)
    if at > ctx.now:
        return
    if step == "resume":
        await _look(ctx, await keeping.store(ctx, replace(profile, resumes_at=None)))
    elif step == "hide":
        await keeping.store(ctx, replace(profile, hidden_at=ctx.now))
    elif step == "delete":
        await keeping.delete(ctx, profile)
    elif ctx.membership(profile.user_id) is True:
        await _ask(ctx, profile)


async def _ask(ctx: Context, profile: Profile) -> None:
    """Ask whether it is still true, when the person may be told something."""
    person = profile.user_id
    if not await has_room(ctx, person):
        due_at = after_quiet(ctx.settings, ctx.now)
        if due_at == ctx.now:
            due_at = after_quiet(ctx.settings, ctx.now + _LATER)
        await profiles.put(ctx.tx, replace(profile, due_at=due_at))
        return
    since = int(profile.confirmed_at.timestamp())
    subject = subject_of(CHECK, profile.profile_id)
    await may_tell(ctx, person, CHECK, f"{subject}:{since}")
    await outbox.forget_about(ctx.tx, subject)
    days = ctx.settings.privacy.retention_days.profiles
    text = to_person(ctx, person, texts.still_true(profile, days))
    name = f"{CHECK}-{profile.profile_id}-check-{since}"
    await post(ctx, person, text, name, subject=subject, reactions=NUMBERS)
    await awaited.put(
        ctx.tx, Awaited(person, CHECK, {}, ctx.now, ctx.now + _BARE_FOR, subject=subject)
    )
    await keeping.store(ctx, replace(profile, asked_at=ctx.now))


# --- what the person says


async def on_message(ctx: Context, message: Message, subject: str) -> Reply | None:
    if message.replaces is not None or message.file is not None:
        return None
    below, root = message.event_id, message.thread_root
    return await _answered(ctx, message.sender, subject, read_words(message.body), below, root)


async def on_awaited(ctx: Context, message: Message, waiting: Awaited) -> Reply | None:
    """Take a number alone."""
    late = waiting.expires_at is not None and ctx.now >= waiting.expires_at
    if message.thread_root is not None or message.reply_to is not None or late:
        return None
    return await on_message(ctx, message, waiting.subject or "")


async def on_reaction(ctx: Context, reaction: Reaction, subject: str) -> Reply | None:
    answer, target = read_reaction(reaction.key), reaction.target
    return await _answered(ctx, reaction.sender, subject, answer, target, None)


async def _answered(
    ctx: Context,
    sender: str,
    subject: str,
    answer: ShortAnswer,
    below: str,
    thread_root: str | None,
) -> Reply | None:
    number = number_in(subject, CHECK)
    profile = None if number is None else await profiles.get(ctx.tx, number)
    if profile is None or profile.user_id != sender:
        return None
    if answer.number == _TRUE:
        await keeping.confirm(ctx, profile)
        return Reply(texts.CONFIRMED)
    if answer.number == _CHANGE:
        await keeping.confirm(ctx, profile)
        return Reply(then=FollowUp("profil ändern", below, thread_root))
    if answer.number == _DELETE:
        await keeping.delete(ctx, profile)
        return Reply(texts.DELETED)
    return None
