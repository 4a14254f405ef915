"""The digest by mail: a confirmed address, nothing that members wrote, bounces told in the chat."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from commands.exchange.digest.confirming import DIGITS, code_in, make_code
from storage.conversation import outbox
from storage.exchange import digest
from tests.exchange.test_digest import order_of, put_off
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
from tests.support.people import everything, file_for_ada
from tests.support.post import SENDER, Post
from tests.support.say import MANAGEMENT, ROOM

MARKER = "Wiesenschaumkraut"


@pytest.fixture
def server() -> MailServer:
    return MailServer.on_free_port()


@pytest.fixture
async def post(exchange: Exchange, server: MailServer) -> AsyncIterator[Post]:
    with_mail(exchange)
    async with posting(exchange, server) as post:
        yield post


async def say(exchange: Exchange, words: str, sender: str = ADA) -> str:
    return "\n\n".join(await exchange.chat(words, sender))


async def order(
    exchange: Exchange, post: Post, server: MailServer, address: str = MINE, sender: str = ADA
) -> str:
    """Order it there and confirm the address."""
    await say(exchange, f"!rundbrief wöchentlich mail {address}", sender)
    await deliver(exchange, post)
    return await say(exchange, code_in_mail(server), sender)


# --- the address is confirmed


async def test_the_code_goes_to_the_address_and_comes_back_in_the_chat(
    exchange: Exchange, post: Post, server: MailServer
) -> None:
    said = await say(exchange, f"!rundbrief wöchentlich mail {MINE}")
    assert f"An {MINE} habe ich einen Code aus acht Ziffern gesendet." in said
    assert await order_of(exchange) is None
    await deliver(exchange, post)
    [mail] = server.mails
    code = code_in_mail(server)
    assert server.taken[0].rcpt_tos == [MINE]
    assert (mail["To"], mail["From"], mail["Subject"]) == (
        MINE,
        SENDER,
        "NeKoPa: Code für den Rundbrief",
    )
    assert "Ada" not in mail.get_content()
    assert code not in said

    confirmed = await say(exchange, f"{code[:4]} {code[4:]}")
    assert "Danke, die Adresse ist bestätigt." in confirmed
    assert f"wöchentlich per E-Mail an {MINE}" in confirmed


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


async def test_a_code_works_once(exchange: Exchange, post: Post, server: MailServer) -> None:
    await order(exchange, post, server)
    code = code_in_mail(server)
    await say(exchange, "!rundbrief aus")
    for words in (f"!rundbrief {code}", f"!rundbrief code {code}"):
        assert "Dieser Code gilt nicht" in await say(exchange, words)
    assert await order_of(exchange) is None


async def test_a_code_is_good_for_nobody_else(
    exchange: Exchange, post: Post, server: MailServer
) -> None:
    await say(exchange, f"!rundbrief mail {MINE}")
    await deliver(exchange, post)
    code = code_in_mail(server)

    assert "Dieser Code gilt nicht" in await say(exchange, f"!rundbrief {code}", BO)
    assert await order_of(exchange, BO) is None
    assert "bestätigt" in await say(exchange, f"!rundbrief {code}")


async def test_an_earlier_code_is_good_for_nothing(
    exchange: Exchange, post: Post, server: MailServer
) -> None:
    codes = []
    for address in (MINE, "anders@example.org"):
        await say(exchange, f"!rundbrief mail {address}")
        await deliver(exchange, post)
        codes.append(code_in_mail(server))

    assert "nicht der Code" in await say(exchange, f"!rundbrief {codes[0]}")
    assert "an anders@example.org" in await say(exchange, f"!rundbrief {codes[1]}")


async def test_after_a_day_it_is_too_late(
    exchange: Exchange, post: Post, server: MailServer
) -> None:
    await say(exchange, f"!rundbrief mail {MINE}")
    await deliver(exchange, post)
    exchange.later(days=1)

    assert "Dieser Code gilt nicht" in await say(exchange, f"!rundbrief {code_in_mail(server)}")
    assert await order_of(exchange) is None


async def test_five_wrong_codes_are_the_end_of_it(
    exchange: Exchange, post: Post, server: MailServer
) -> None:
    await say(exchange, f"!rundbrief mail {MINE}")
    await deliver(exchange, post)
    code = code_in_mail(server)
    wrong = "11112222" if code != "11112222" else "33334444"
    said = [await say(exchange, wrong) for _ in range(5)]

    assert "noch 4 Versuche" in said[0]
    assert "noch einen Versuch" in said[3]
    assert "er gilt jetzt nicht mehr" in said[4]
    assert "Dieser Code gilt nicht" in await say(exchange, f"!rundbrief {code}")
    assert await order_of(exchange) is None


async def test_nobody_gets_more_than_three_codes_a_day_whoever_asks(
    exchange: Exchange, post: Post, server: MailServer
) -> None:
    stranger = "fremde@example.org"
    people = [f"@p{number}:example.org" for number in range(5)]
    for person in people:
        await exchange.room.say(
            f"!rundbrief mail {stranger.upper() if person == people[1] else stranger}",
            sender=person,
            direct=True,
            room_id=f"!{person[1:]}",
        )
    await deliver(exchange, post)
    assert len(server.taken) == 3
    exchange.later(days=1, seconds=1)
    await say(exchange, f"!rundbrief mail {stranger}")
    await deliver(exchange, post)
    assert len(server.taken) == 4


async def test_nobody_may_have_more_than_three_codes_sent_in_a_day(
    exchange: Exchange, post: Post, server: MailServer
) -> None:
    said = [await say(exchange, f"!rundbrief mail x{n}@example.org") for n in range(5)]
    await deliver(exchange, post)

    assert ["3 Codes" in each for each in said] == [False] * 3 + [True] * 2
    assert len(server.taken) == 3


@pytest.mark.parametrize(
    "address", ["ada@", "@example.org", "ada@bürger.de", "a@b@c.de", "a@b.de\nBcc:x@y.de", "ä@b.de"]
)
async def test_what_is_no_address_gets_no_mail(
    exchange: Exchange, post: Post, server: MailServer, address: str
) -> None:
    await say(exchange, f"!rundbrief mail {address}")
    await deliver(exchange, post)

    assert server.taken == []


async def test_an_address_is_not_asked_for_in_a_room(
    exchange: Exchange, post: Post, server: MailServer
) -> None:
    [said] = await exchange.room.say(f"!rundbrief mail {MINE}", room_id=ROOM)
    await deliver(exchange, post)

    assert "im Direktchat mit mir" in said
    assert MINE not in said
    assert server.taken == []


async def test_in_a_room_the_address_is_not_shown(
    exchange: Exchange, post: Post, server: MailServer
) -> None:
    await order(exchange, post, server)
    [said] = await exchange.room.say("!rundbrief", room_id=ROOM)

    assert "per E-Mail." in said
    assert MINE not in said


async def test_the_code_cannot_be_read_in_ones_data(
    exchange: Exchange, post: Post, server: MailServer
) -> None:
    await say(exchange, f"!rundbrief mail {MINE}")
    shown = json.dumps(await file_for_ada(exchange.room))
    await deliver(exchange, post)

    code = code_in_mail(server)
    assert code not in shown
    assert f"{code[:4]} {code[4:]}" not in shown
    assert MINE in shown


async def test_a_code_that_is_typed_beside_other_words_is_talk(
    exchange: Exchange, post: Post, server: MailServer
) -> None:
    await say(exchange, f"!rundbrief mail {MINE}")
    await deliver(exchange, post)
    await say(exchange, f"Ich habe {code_in_mail(server)} bekommen")

    assert await order_of(exchange) is None


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("12345678", "12345678"),
        (" 1234 5678 ", "12345678"),
        ("Code: 1234-5678.", "12345678"),
        ("1234567", None),
        ("123456789", None),
        ("١٢٣٤٥٦٧٨", None),
        ("Frage 12345678", None),
    ],
)
def test_digits_are_read_as_people_type_them(words: str, code: str | None) -> None:
    assert code_in(words) == code


def test_a_code_has_always_eight_digits() -> None:
    assert make_code(lambda _most: 7) == "00000007"
    assert len({make_code() for _ in range(50)}) > 45
    assert all(len(make_code()) == DIGITS for _ in range(50))


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
    assert [envelope.rcpt_tos for envelope in server.taken[2:]] == [["bo@example.org"], [MINE]]
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
