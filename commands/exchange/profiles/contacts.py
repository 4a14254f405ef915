"""Ask people who want to be asked first, and pass a contact on after a yes and never before."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from commands.conversation.command import CommandContext, Context, Reply, UnfitError
from commands.conversation.elsewhere import privately
from commands.conversation.events import Message, Reaction
from commands.conversation.offers import DECLINE
from commands.conversation.posting import number_in, post, subject_of, to_person
from commands.conversation.short_answers import (
    Decision,
    ShortAnswer,
    read_reaction,
    read_words,
)
from commands.exchange.profiles.finding import is_findable
from commands.exchange.profiles.keeping import CONTACT
from commands.exchange.profiles.reading import reachable_by
from commands.exchange.profiles.texts import contacts as texts
from commands.exchange.profiles.texts import writing as writing_texts
from commands.exchange.profiles.who import Found, find
from commands.exchange.questions import drafts
from commands.exchange.unasked import Telling, after_quiet, has_room, may_tell
from commands.language.numbers import NUMBERS
from commands.language.visible import one_line
from storage.conversation import awaited
from storage.conversation.awaited import Awaited
from storage.exchange import inquiries, profiles
from storage.exchange.inquiries import InquiredPerson, Inquiry, Progress
from storage.exchange.profiles import Profile

# What is awaited of the asker: the sentence; and under which name it is held until the yes.
SENTENCE, DRAFT = "sentence", "inquiry"
LONGEST_SENTENCE = 300
MOST_INQUIRIES, MOST_PEOPLE = 3, 10
OPEN_FOR = timedelta(days=7)
_STILL_TALKING = timedelta(minutes=15)
_BARE_FOR = timedelta(days=1)
_SHORTEST_WORDS = 3
_LATER = timedelta(days=1)


# --- the asker


async def ask(ctx: CommandContext, line: str) -> Reply:
    """Ask for a sentence, or show it as it would be passed on: `!wer fragen Bonn | Satz`."""
    words, _, sentence = line.partition("|")
    found = await find(ctx, words, "wer fragen")
    await _check(ctx, found)
    if sentence.strip():
        return await _propose(ctx, ctx.message, found.words, found.name, sentence)
    asker, subject = ctx.message.sender, f"{SENTENCE}:{ctx.message.sender}"
    payload = {"words": found.words, "name": found.name}
    until = ctx.now + _STILL_TALKING
    await awaited.put(ctx.tx, Awaited(asker, SENTENCE, payload, ctx.now, until, subject=subject))
    return await privately(ctx, texts.which_sentence(found.name), name="who-sentence")


async def _check(ctx: CommandContext, found: Found) -> Sequence[Profile]:
    """Return who is to be asked; raise UnfitError if there is nobody, or it is too much."""
    asker = ctx.message.sender
    if not found.on_request:
        raise UnfitError(texts.nobody_to_ask(found.name, ctx.prefix))
    if await inquiries.count_since(ctx.tx, asker, ctx.now - OPEN_FOR) >= MOST_INQUIRIES:
        raise UnfitError(texts.too_many_inquiries(MOST_INQUIRIES))
    before = await inquiries.asked_for(ctx.tx, asker, found.name)
    people = [each for each in found.on_request if each.user_id not in before]
    if not people:
        raise UnfitError(texts.asked_before(found.name, ctx.prefix))
    last = await inquiries.asked_last(ctx.tx)
    people.sort(key=lambda each: last.get(each.user_id, 0))
    return people[:MOST_PEOPLE]


async def on_awaited_sentence(ctx: Context, message: Message, waiting: Awaited) -> Reply | None:
    """Take plain words soon after the sentence was asked for; a word or two are no sentence."""
    related = message.thread_root or message.reply_to or message.replaces
    late = waiting.expires_at is not None and ctx.now >= waiting.expires_at
    if related is not None or message.file is not None or late:
        return None
    if await awaited.alone(ctx.tx, message.sender) is not None:
        return None
    if read_words(message.body).decision is Decision.NO:
        await awaited.end(ctx.tx, waiting.awaited_id)
        return Reply(texts.NOT_ASKED)
    if len(message.body.split()) < _SHORTEST_WORDS:
        return None
    words, name = waiting.payload["words"], waiting.payload["name"]
    reply = await _propose(ctx, message, words, name, message.body)
    await awaited.end(ctx.tx, waiting.awaited_id)
    return reply


async def _propose(ctx: Context, message: Message, words: str, name: str, said: str) -> Reply:
    """Hold it until a yes. Raises UnfitError if it does not fit."""
    sentence = one_line(said)
    if len(sentence) > LONGEST_SENTENCE:
        raise UnfitError(texts.sentence_too_long(LONGEST_SENTENCE, len(sentence)))
    reach = reachable_by(sentence)
    if reach is not None:
        raise UnfitError(writing_texts.not_reachable(reach))
    held = await drafts.hold(ctx, message, DRAFT, {"words": words, "sentence": sentence})
    shown = texts.preview(ctx.named(message.sender), name, sentence)
    return Reply(shown, options=(f"wer fragen {drafts.SEND} {held}", DECLINE), proposed=True)


async def send(ctx: CommandContext, number: int) -> Reply:
    """Ask each of them, now or after the quiet hours."""
    asker = ctx.message.sender
    payload = await drafts.held(ctx, asker, DRAFT, number)
    if payload is None:
        return Reply(texts.gone(ctx.prefix))
    found = await find(ctx, str(payload["words"]), "wer fragen")
    people = await _check(ctx, found)
    await drafts.drop(ctx, number)
    due_at = after_quiet(ctx.settings, ctx.now + OPEN_FOR)
    new = Inquiry(0, asker, found.name, str(payload["sentence"]), ctx.now, due_at)
    inquiry_id = await inquiries.add(ctx.tx, new)
    for each in people:
        person = InquiredPerson(0, inquiry_id, each.user_id, due_at=ctx.now)
        row = await inquiries.add_person(ctx.tx, person)
        await deliver(ctx, replace(person, inquiry_person_id=row))
    return Reply(texts.sent(len(people), len(found.on_request)))


# --- each of them


async def deliver(ctx: Context, person: InquiredPerson) -> None:
    """Ask the person if they may be told something now; else later, within the seven days."""
    inquiry = await inquiries.get(ctx.tx, person.inquiry_id)
    if inquiry is None or not await _is_wanted(ctx, inquiry, person):
        await _set(ctx, person, "dropped")
        return
    if not await has_room(ctx, person.user_id):
        due_at = after_quiet(ctx.settings, ctx.now)
        if due_at == ctx.now:
            due_at = after_quiet(ctx.settings, ctx.now + _LATER)
        await inquiries.change_person(ctx.tx, replace(person, due_at=due_at))
        return
    number = person.inquiry_person_id
    subject = subject_of(CONTACT, number)
    if await may_tell(ctx, person.user_id, CONTACT, subject) is not Telling.NOW:
        await _set(ctx, person, "dropped")
        return
    name = ctx.named(inquiry.asker)
    text = to_person(
        ctx, person.user_id, texts.may_i_pass_on(name, inquiry.wanted, inquiry.sentence)
    )
    transaction_id = f"{CONTACT}-{number}-ask"
    await post(ctx, person.user_id, text, transaction_id, subject=subject, reactions=NUMBERS[:2])
    waiting = Awaited(person.user_id, CONTACT, {}, ctx.now, ctx.now + _BARE_FOR, subject=subject)
    await awaited.put(ctx.tx, waiting)
    await _set(ctx, person, "asked")


async def _is_wanted(ctx: Context, inquiry: Inquiry, person: InquiredPerson) -> bool:
    """Return whether it is still open, both are members, and the person can still be asked."""
    if inquiry.due_at is None or inquiry.due_at <= ctx.now:
        return False
    if ctx.membership(inquiry.asker) is not True:
        return False
    profile = await profiles.of(ctx.tx, person.user_id)
    return profile is not None and is_findable(ctx, profile)


async def _set(ctx: Context, person: InquiredPerson, progress: Progress) -> None:
    await inquiries.change_person(ctx.tx, replace(person, progress=progress, due_at=None))


async def on_message(ctx: Context, message: Message, subject: str) -> Reply | None:
    if message.replaces is not None or message.file is not None:
        return None
    return await _answered(ctx, message.sender, subject, read_words(message.body))


async def on_reaction(ctx: Context, reaction: Reaction, subject: str) -> Reply | None:
    return await _answered(ctx, reaction.sender, subject, read_reaction(reaction.key))


async def on_awaited(ctx: Context, message: Message, waiting: Awaited) -> Reply | None:
    """Take a bare yes or no soon after the question; of several it must be said which is meant."""
    late = waiting.expires_at is not None and ctx.now >= waiting.expires_at
    if message.thread_root is not None or message.reply_to is not None or late:
        return None
    if _decision(read_words(message.body)) is None:
        return None
    if len(await inquiries.open_to(ctx.tx, message.sender)) > 1:
        return Reply(texts.WHICH_INQUIRY)
    return await on_message(ctx, message, waiting.subject or "")


def _decision(answer: ShortAnswer) -> Decision | None:
    by_number = {1: Decision.YES, 2: Decision.NO}.get(answer.number or 0)
    decision = by_number or answer.decision
    return decision if decision in (Decision.YES, Decision.NO) else None


async def _answered(ctx: Context, sender: str, subject: str, answer: ShortAnswer) -> Reply | None:
    number, decision = number_in(subject, CONTACT), _decision(answer)
    person = None if number is None else await inquiries.person(ctx.tx, number)
    if person is None or decision is None or person.user_id != sender:
        return None
    inquiry = await inquiries.get(ctx.tx, person.inquiry_id)
    is_open = inquiry is not None and inquiry.due_at is not None and inquiry.due_at > ctx.now
    if inquiry is None or not is_open or person.progress not in ("asked", "no"):
        return Reply(texts.PASSED_ON_ALREADY if person.progress == "yes" else texts.OVER)
    await awaited.end_about(ctx.tx, CONTACT, subject)
    if decision is Decision.NO:
        await _set(ctx, person, "no")
        return Reply(texts.NOT_PASSED_ON)
    if ctx.membership(inquiry.asker) is not True:
        await _set(ctx, person, "dropped")
        return Reply(texts.ASKER_LEFT)
    await _set(ctx, person, "yes")
    contact = texts.contact(ctx.named(sender), sender, inquiry.wanted)
    name = f"{CONTACT}-{person.inquiry_person_id}-yes"
    await post(ctx, inquiry.asker, to_person(ctx, inquiry.asker, contact), name)
    return Reply(texts.passed_on(ctx.named(inquiry.asker)))


# --- after seven days


async def report(ctx: Context, inquiry: Inquiry) -> None:
    """Tell the asker that there was no answer, never whose; nothing if all said yes."""
    people = await inquiries.people(ctx.tx, inquiry.inquiry_id)
    for person in people:
        if person.progress in ("waiting", "asked"):
            subject = subject_of(CONTACT, person.inquiry_person_id)
            await awaited.end_about(ctx.tx, CONTACT, subject)
            await _set(ctx, person, "dropped")
    await inquiries.change(ctx.tx, replace(inquiry, due_at=None, sentence=""))
    agreed = sum(person.progress == "yes" for person in people)
    if people and agreed == len(people):
        return
    text = texts.no_answer(inquiry.wanted, agreed, ctx.prefix)
    name = f"inquiry-{inquiry.inquiry_id}-over"
    await post(ctx, inquiry.asker, to_person(ctx, inquiry.asker, text), name)
