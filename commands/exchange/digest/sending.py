"""A job that sends digests when it is their turn: each once, and nothing in two of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from commands.conversation.apart import one_by_one
from commands.conversation.command import Context
from commands.conversation.mails import post_mail
from commands.conversation.posting import post, to_person
from commands.exchange.digest.confirming import name_of_mail
from commands.exchange.digest.gathering import News, for_order
from commands.exchange.digest.schedule import next_turn
from commands.exchange.digest.texts import digest as texts
from commands.exchange.digest.texts import ordering as ordering_texts
from commands.exchange.unasked import after_quiet, is_quiet
from storage.exchange import digest, news
from storage.exchange.digest import DigestOrder, NewsMarks

# The others follow soon: a turn holds nobody up.
MOST_A_TURN = 8
_SOON, _LATER = timedelta(seconds=2), timedelta(seconds=10)
_AFTER_TROUBLE = timedelta(hours=1)
_FOREWORD_KEPT = timedelta(days=35)


async def send_due(ctx: Context) -> None:
    """Send to those whose turn it is; plan anew what the configuration has moved."""
    due: list[DigestOrder] = []
    for order in await digest.orders(ctx.tx):
        if ctx.membership(order.user_id) is False:
            await digest.end(ctx.tx, order.user_id)
            continue
        due_at = _due_at(ctx, order)
        if due_at is not None and due_at <= ctx.now:
            due.append(order)
        elif due_at is not None and due_at != order.due_at:
            await digest.plan(ctx.tx, order.user_id, due_at)
    if due:
        await _send_first(ctx, due)


def _due_at(ctx: Context, order: DigestOrder) -> datetime | None:
    """Return when it is to be sent, now if it is in the past; None if there are no digests."""
    due_at = next_turn(ctx.settings, order.rhythm, order.looked_at)
    if due_at is None or due_at > ctx.now:
        return due_at
    if is_quiet(ctx.settings, ctx.now):
        return after_quiet(ctx.settings, ctx.now)
    unknown = ctx.membership(order.user_id) is None
    return ctx.now + _LATER if unknown else ctx.now


async def _send_first(ctx: Context, due: Sequence[DigestOrder]) -> None:
    latest = await news.latest(ctx.tx)

    async def send_one(order: DigestOrder) -> None:
        await send(ctx, order, latest)

    first = due[:MOST_A_TURN]
    for order in first:  # unless it is sent
        await digest.plan(ctx.tx, order.user_id, ctx.now + _AFTER_TROUBLE)
    await one_by_one(
        ctx,
        [(name_of_mail("digest", each.user_id), each) for each in first],
        send_one,
        lambda _order: ordering_texts.NOT_SENT,
    )
    await digest.postpone_due(ctx.tx, ctx.now, ctx.now + _SOON)
    await digest.forget_over(ctx.tx, ctx.now)
    await digest.forget_foreword(ctx.tx, ctx.now - _FOREWORD_KEPT)


async def send(ctx: Context, order: DigestOrder, latest: NewsMarks) -> None:
    """Send what the person was not told, if there is any, and mark it as told."""
    found, known = await for_order(ctx, order)
    next_at = next_turn(ctx.settings, order.rhythm, ctx.now) or ctx.now
    foreword_mark = order.foreword_mark if found.foreword is None else found.foreword.foreword_id
    await digest.put(
        ctx.tx,
        replace(
            order,
            looked_at=ctx.now,
            due_at=next_at,
            version_mark=latest.version_mark,
            question_mark=latest.question_mark,
            result_mark=latest.result_mark,
            foreword_mark=foreword_mark,
            announcement_mark=latest.announcement_mark,
        ),
    )
    await digest.put_told(ctx.tx, known)
    await news.mark_digested(ctx.tx, order.user_id, ctx.now)
    # Nobody's telephone rings for nothing; !rundbrief tells when the next one comes.
    if not found.is_empty:
        await _post(ctx, order, found)


async def _post(ctx: Context, order: DigestOrder, found: News) -> None:
    # The same when a copy of the database that was put back sends it once more.
    turn = next_turn(ctx.settings, order.rhythm, order.looked_at) or ctx.now
    user_id, name = order.user_id, f"digest-{int(turn.timestamp())}"
    # Without a mail server it comes in the chat, so that nothing is lost.
    if order.address is None or ctx.settings.mail is None:
        text = texts.digest(found, ctx.today, ctx.zone, ctx.prefix)
        await post(ctx, user_id, to_person(ctx, user_id, text), f"{name}-{user_id}")
        return
    network = ctx.settings.network.short_name
    await post_mail(
        ctx,
        name_of_mail(name, user_id),
        texts.mail_subject(network, ctx.today),
        texts.mail_body(found, ctx.zone, ctx.prefix, network),
        person=user_id,
        address=order.address,
        by_order=True,
    )


def counts(orders: Sequence[DigestOrder]) -> dict[str, int]:
    """Count them by rhythm, and those that are mailed."""
    rhythms = [each.rhythm for each in orders]
    mailed = sum(each.address is not None for each in orders)
    return {
        "weekly": rhythms.count("weekly"),
        "monthly": rhythms.count("monthly"),
        "mail": mailed,
    }
