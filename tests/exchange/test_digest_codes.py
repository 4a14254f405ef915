"""The address of a digest is confirmed by a code, which is good once, for one person, for a day."""

import json
from random import SystemRandom

import pytest

from commands.conversation.command import Resources
from commands.exchange.digest.confirming import DIGITS, code_in, make_code
from tests.exchange.test_digest import order_of
from tests.exchange.test_digest_mail import order, say
from tests.support.asking import ADA, BO, Exchange
from tests.support.digesting import MINE, code_in_mail, deliver
from tests.support.mail_server import MailServer
from tests.support.people import file_for_ada
from tests.support.post import SENDER, Post
from tests.support.say import ROOM


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


async def test_a_code_works_once(exchange: Exchange, post: Post, server: MailServer) -> None:
    await order(exchange, post, server)
    code = code_in_mail(server)
    assert "Dieser Code gilt nicht" in await say(exchange, f"!rundbrief {code}")
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
    exchange.room.live.resources = Resources(SystemRandom().random)
    codes = []
    for address in (MINE, "anders@example.org"):
        await say(exchange, f"!rundbrief mail {address}")
        await deliver(exchange, post)
        codes.append(code_in_mail(server))

    assert "nicht der Code" in await say(exchange, f"!rundbrief {codes[0]}")
    assert "an anders@example.org" in await say(exchange, f"!rundbrief {codes[1]}")


async def test_who_has_left_meanwhile_cannot_confirm(
    exchange: Exchange, post: Post, server: MailServer
) -> None:
    await say(exchange, f"!rundbrief mail {MINE}")
    await deliver(exchange, post)
    exchange.room.outsiders = {ADA}
    await say(exchange, code_in_mail(server))

    assert await order_of(exchange) is None


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
    chance = SystemRandom().random
    assert make_code(lambda: 7e-8) == "00000007"
    assert make_code(lambda: 1 - 2**-53) == "99999999"
    assert len({make_code(chance) for _ in range(50)}) > 45
    assert all(len(make_code(chance)) == DIGITS for _ in range(50))
