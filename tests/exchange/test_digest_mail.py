"""The digest by mail: a confirmed address, nothing that members wrote, bounces told in the chat."""

from datetime import timedelta

import pytest

from storage.conversation import outbox
from storage.exchange import digest
from tests.exchange.test_digest import order_of
from tests.exchange.test_digest_put_off import put_off
from tests.support.asking import ADA, BO, CORA, Exchange
from tests.support.digesting import (
    FRIDAY,
    MINE,
    WEEK,
    change,
    code_in_mail,
    deliver,
    plan,
    posting,
    turn,
    with_mail,
    write_result,
)
from tests.support.mail_server import MailServer
from tests.support.people import everything
from tests.support.post import ADA as MANAGED
from tests.support.post import SENDER, Post
from tests.support.say import MANAGEMENT

MARKER = "Wiesenschaumkraut"


async def say(exchange: Exchange, words: str, sender: str = ADA) -> str:
    return "\n\n".join(await exchange.chat(words, sender))


async def order(
    exchange: Exchange, post: Post, server: MailServer, address: str = MINE, sender: str = ADA
) -> str:
    """Order it there and confirm the address."""
    await say(exchange, f"!rundbrief wöchentlich mail {address}", sender)
    await deliver(exchange, post)
    return await say(exchange, code_in_mail(server), sender)


async def test_the_digest_goes_there_with_a_way_to_end_it(
    exchange: Exchange, post: Post, server: MailServer
) -> None:
    await order(exchange, post, server)
    await change(exchange, "Kiel")
    await plan(exchange, "2026-12-16T10:00", title="Losverfahren")
    await turn(exchange, FRIDAY)
    await deliver(exchange, post)
    await turn(exchange, FRIDAY + timedelta(minutes=30))
    await deliver(exchange, post)

    _, mail = server.mails
    assert mail["Subject"] == "NeKoPa: Rundbrief vom 27. November 2026"
    assert mail["List-Unsubscribe"] == f"<mailto:{SENDER}?subject=Rundbrief%20abbestellen>"
    assert mail["List-Unsubscribe-Post"] is None
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content().splitlines()[0] == "1 geänderter Eintrag der Sammlung: Kiel"
    assert "Mittwoch, 16. Dezember 2026, 10:00 Uhr: Losverfahren (Nr. 1)" in mail.get_content()
    assert "!rundbrief aus" in mail.get_content()
    assert await exchange.told() == ""


async def test_a_long_address_of_the_sender_stays_a_link(
    exchange: Exchange, server: MailServer
) -> None:
    with_mail(exchange)
    long = "netzwerkbot-rundbrief-versand@netzwerk-buergerbeteiligung.beispielstadt.example.org"
    async with posting(exchange, server, long) as post:
        await order(exchange, post, server)
        await change(exchange)
        await turn(exchange, FRIDAY)
        await deliver(exchange, post)

    written = server.taken[-1].content
    assert isinstance(written, bytes)
    assert f"<mailto:{long}?subject=Rundbrief%20abbestellen>".encode() in written


# --- without [mail]


async def test_without_mail_it_says_so(exchange: Exchange) -> None:
    said = await say(exchange, f"!rundbrief wöchentlich mail {MINE}")

    assert "E-Mails sind hier nicht eingerichtet." in said
    assert await order_of(exchange) is None


async def test_if_mail_is_switched_off_later_it_comes_in_the_chat(
    exchange: Exchange, post: Post, server: MailServer
) -> None:
    await order(exchange, post, server)
    settings = exchange.room.live.settings
    exchange.room.live.settings = settings.__class__(**{**settings.__dict__, "mail": None})
    await change(exchange, "Kiel")
    await turn(exchange, FRIDAY)

    assert "Kiel" in await exchange.told()


# --- what members write is in no mail


async def test_nothing_from_an_encrypted_room_is_in_any_mail(
    exchange: Exchange, post: Post, server: MailServer
) -> None:
    await order(exchange, post, server, sender=CORA)
    await exchange.ask(f"Wer kennt {MARKER} im Losverfahren für einen Bürgerrat?")
    await exchange.ask(f"Wer nutzt ein {MARKER}quorum, und wie hoch ist es?", BO)
    await exchange.say("!erledigt 1")
    await write_result(exchange, 1, f"{MARKER} hilft", f"{MARKER} und Losordnung")
    await exchange.ask(f"Welche Vorlage für {MARKER}satzung habt ihr?")
    await put_off(exchange, CORA, "exchange:3")
    await change(exchange, "Kiel")
    await turn(exchange, FRIDAY)
    await deliver(exchange, post)

    _, mail = server.mails
    said = mail.get_content()
    assert "1 Ergebnis zu einer Frage: Nr. 1; lesen können Sie das im Chat" in said
    assert "1 offene Frage, neu: Nr. 2; lesen können Sie das im Chat" in said
    assert "zu Ihren Themen gefragt wurde Nr. 3; lesen können Sie das im Chat" in said
    for envelope in server.taken:
        assert isinstance(envelope.content, bytes)
        assert MARKER.encode() not in envelope.content
        assert b"Losverfahren" not in envelope.content


# --- bounces


async def tries(exchange: Exchange, post: Post, count: int = 3) -> None:
    for _ in range(count):
        await deliver(exchange, post)
        exchange.later(hours=1)


async def test_a_hard_bounce_ends_the_order_and_is_told_once_in_the_chat(
    exchange: Exchange, post: Post, server: MailServer
) -> None:
    await order(exchange, post, server)
    await exchange.told()
    server.refused = {MINE: "550 unknown"}
    await change(exchange)
    await turn(exchange, FRIDAY)
    await tries(exchange, post)
    told = await exchange.told()
    await change(exchange)
    await turn(exchange, FRIDAY + WEEK)
    await tries(exchange, post)

    assert told.startswith(f"Ada Beispiel: Die Adresse {MINE} nimmt keine E-Mails an.")
    assert "!rundbrief wöchentlich hier" in told
    assert await order_of(exchange) is None
    assert await exchange.told() == ""
    assert MINE not in (await everything(exchange.database)).replace(f"'{ADA}', '{MINE}'", "")
    assert await exchange.room.read(MANAGEMENT) == []


async def test_a_mail_that_is_refused_for_good_as_a_whole_ends_it_too(
    exchange: Exchange, post: Post, server: MailServer
) -> None:
    await order(exchange, post, server)
    server.answers = ["554 no"] * 3
    await change(exchange)
    await turn(exchange, FRIDAY)
    await tries(exchange, post)

    assert "nimmt keine E-Mails an" in await exchange.told()
    assert await order_of(exchange) is None


async def test_a_soft_bounce_is_tried_again_and_keeps_no_other_mail_waiting(
    exchange: Exchange, post: Post, server: MailServer
) -> None:
    await order(exchange, post, server)
    await order(exchange, post, server, "bo@example.org", BO)
    server.refused = {MINE: "450 greylisted"}
    await change(exchange)
    await turn(exchange, FRIDAY)
    await deliver(exchange, post)
    async with exchange.database.transaction() as tx:
        content = {"subject": "Einreichung", "body": "x", "message_id": "<x@example.org>"}
        await outbox.put(tx, outbox.MAIL, content, "m", exchange.room.now, event_type="mail")
    await deliver(exchange, post)
    assert [envelope.rcpt_tos for envelope in server.taken[2:]] == [["bo@example.org"], [MANAGED]]
    assert await order_of(exchange) is not None
    server.refused = {}
    exchange.later(minutes=15)
    await deliver(exchange, post)

    assert server.taken[-1].rcpt_tos == [MINE]
    assert server.mails[-1]["Subject"].startswith("NeKoPa: Rundbrief")
    assert await exchange.told() == ""


async def test_a_code_that_bounces_is_told(
    exchange: Exchange, post: Post, server: MailServer
) -> None:
    server.refused = {MINE: "550 unknown"}
    await say(exchange, f"!rundbrief mail {MINE}")
    await tries(exchange, post)

    assert "der Code kam nicht an" in await exchange.told()
    async with exchange.database.transaction() as tx:
        assert await digest.of(tx, ADA) is None


async def test_a_bounce_of_another_address_leaves_the_order(
    exchange: Exchange, post: Post, server: MailServer
) -> None:
    await order(exchange, post, server)
    server.refused = {"neu@example.org": "550 unknown"}
    await say(exchange, "!rundbrief mail neu@example.org")
    await tries(exchange, post)

    assert "Die Adresse neu@example.org nimmt keine E-Mails an" in await exchange.told()
    order_now = await order_of(exchange)
    assert order_now is not None
    assert order_now.address == MINE


# --- ending it stops what is under way


@pytest.mark.parametrize("how", ["!rundbrief aus", "!vergissmich", "leave"])
async def test_what_did_not_go_out_yet_is_stopped(
    exchange: Exchange, post: Post, server: MailServer, how: str
) -> None:
    await order(exchange, post, server)
    await change(exchange)
    await turn(exchange, FRIDAY)
    if how == "leave":
        exchange.room.outsiders = {ADA}
        await turn(exchange)
    else:
        await say(exchange, how)
        if how == "!vergissmich":
            await say(exchange, "!vergissmich ja")
    await deliver(exchange, post)

    assert len(server.taken) == 1  # the code
    kept = await everything(exchange.database)
    assert "Rundbrief vom" not in kept
    if how == "!vergissmich":
        assert MINE not in kept


async def test_a_confirmed_address_stays_when_only_the_rhythm_changes(
    exchange: Exchange, post: Post, server: MailServer
) -> None:
    await order(exchange, post, server)
    assert f"monatlich per E-Mail an {MINE}" in await say(exchange, "!rundbrief monatlich")
    assert f"wöchentlich per E-Mail an {MINE}" in await say(
        exchange, f"!rundbrief wöchentlich mail {MINE}"
    )
    assert "im Direktchat" in await say(exchange, "!rundbrief hier")
    order_now = await order_of(exchange)
    assert order_now is not None
    assert order_now.address is None
