"""Addresses for the digest: confirmed by a code, given up when they take no mail."""

import hashlib
import hmac
import re
from collections.abc import Callable, Sequence
from datetime import timedelta

from commands.conversation.command import Context, Reply, UnfitError
from commands.conversation.events import Message
from commands.conversation.mails import post_mail
from commands.conversation.posting import post, to_person
from commands.exchange.digest.schedule import next_turn
from commands.exchange.digest.texts import ordering as texts
from commands.language.patterns import Pattern
from storage.conversation import awaited, queues
from storage.conversation.awaited import Awaited
from storage.exchange import digest, digest_codes, news
from storage.exchange.digest import DigestOrder, Rhythm
from storage.exchange.digest_codes import DigestCode

CODE = "digest-code"
DIGITS = 8
GOOD_FOR = timedelta(days=1)
MOST_TRIES = 5
# In a day: of one person, and to one address, whoever asks.
MOST_OF_PERSON, MOST_TO_ADDRESS = 3, 3
_DAY = timedelta(days=1)
_CODE = Pattern(r"(?:code:?\s*)?([0-9]{4})[\s-]?([0-9]{4})[\s.!]*", re.IGNORECASE)


def make_code(chance: Callable[[], float]) -> str:
    """Make it of chance that nobody can foresee."""
    return f"{int(chance() * 10**DIGITS):0{DIGITS}}"


def code_in(words: str) -> str | None:
    found = _CODE.fullmatch(words.strip())
    return None if found is None else found[1] + found[2]


async def ask_for_code(ctx: Context, message: Message, rhythm: Rhythm, address: str) -> Reply:
    """Mail a code to the address. Raises UnfitError if that was done often enough today."""
    tx, person, since = ctx.tx, message.sender, ctx.now - _DAY
    if await digest_codes.count_of_person(tx, person, since) >= MOST_OF_PERSON:
        raise UnfitError(texts.too_many_codes(MOST_OF_PERSON))
    if await digest_codes.count_to(tx, address, since) >= MOST_TO_ADDRESS:
        raise UnfitError(texts.too_many_codes(MOST_TO_ADDRESS))
    until, code = ctx.now + GOOD_FOR, make_code(ctx.resources.chance)
    await digest_codes.add(tx, DigestCode(person, address, rhythm, code, ctx.now, until))
    subject = f"{CODE}:{person}"
    await awaited.put(tx, Awaited(person, CODE, {}, ctx.now, until, subject=subject))
    network = ctx.settings.network.short_name
    await post_mail(
        ctx,
        name_of_mail(CODE, person, message.event_id),
        texts.code_subject(network),
        texts.code_body(code, network, until, ctx.zone),
        person=person,
        address=address,
    )
    return Reply(texts.code_sent(address, ctx.prefix))


async def confirm(ctx: Context, message: Message, code: str) -> Reply:
    """Take the order, if the code is the one that went to the address."""
    tx, person = ctx.tx, message.sender
    asked = await digest_codes.valid(tx, person, ctx.now)
    if asked is None or asked.code is None:
        return Reply(texts.no_code(ctx.prefix))
    if not hmac.compare_digest(asked.code.encode(), code.encode()):
        await digest_codes.count_try(tx, asked.code_id)
        left = MOST_TRIES - asked.tries - 1
        if left <= 0:
            await _over(ctx, person)
        return Reply(texts.wrong_code(left, ctx.prefix))
    await _over(ctx, person)
    order = await take_order(ctx, person, asked.rhythm, asked.address)
    return Reply(texts.confirmed(order, ctx.zone, ctx.prefix))


async def _over(ctx: Context, person: str) -> None:
    await digest_codes.spend(ctx.tx, person)
    await awaited.end_about(ctx.tx, CODE, f"{CODE}:{person}")


async def take_order(ctx: Context, person: str, rhythm: Rhythm, address: str | None) -> DigestOrder:
    """Store it; a new one tells what is new from now on, an earlier one goes on where it was."""
    known = await digest.of(ctx.tx, person)
    looked_at = ctx.now if known is None else known.looked_at
    due_at = next_turn(ctx.settings, rhythm, looked_at) or ctx.now
    if due_at <= ctx.now:  # of another rhythm: none is missing
        looked_at, due_at = ctx.now, next_turn(ctx.settings, rhythm, ctx.now) or ctx.now
    marks = await news.latest(ctx.tx) if known is None else known.marks
    order = DigestOrder(
        person,
        rhythm,
        address,
        ctx.now if known is None else known.ordered_at,
        looked_at,
        due_at,
        marks.version_mark,
        marks.question_mark,
        marks.result_mark,
        marks.foreword_mark,
        marks.announcement_mark,
    )
    await digest.put(ctx.tx, order)
    return order


async def on_awaited(ctx: Context, message: Message, _waiting: Awaited) -> Reply | None:
    """Take the digits alone, in the direct chat."""
    code = None if message.replaces or message.file else code_in(message.body)
    return None if code is None else await confirm(ctx, message, code)


async def take_bounce(ctx: Context, person: str, refused: Sequence[str]) -> None:
    """Take it that mails to the addresses were refused for good."""
    order = await digest.of(ctx.tx, person)
    for address in refused:
        if order is not None and order.address == address:
            await digest.end(ctx.tx, person)
            text = texts.bounced(address, ctx.prefix)
        elif await digest_codes.spend(ctx.tx, person, address):
            await queues.drop_mails_to(ctx.tx, person)
            text = texts.code_bounced(address, ctx.prefix)
        else:
            continue
        name = name_of_mail(f"digest-bounce-{int(ctx.now.timestamp())}", person)
        await post(ctx, person, to_person(ctx, person, text), name)


def name_of_mail(kind: str, user_id: str, event_id: str = "") -> str:
    person = hashlib.sha256(f"{user_id} {event_id}".encode()).hexdigest()[:16]
    return f"{kind}-{person}"
