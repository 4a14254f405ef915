"""Decisions without a number: a reply to the notice knows it, and words beside it are noticed."""

import pytest

from tests.support.collection_fixtures import shipped
from tests.support.reviewing import ADA, BO, CORA, Review
from tests.support.say import MANAGEMENT


@pytest.fixture
async def review():  # type: ignore[no-untyped-def]
    async with shipped() as database:
        yield Review(database)


async def test_a_reply_to_the_notice_needs_no_number(review: Review) -> None:
    for words, state in (("!annehmen", "accepted"), ("!ablehnen Kein Link", "refused")):
        number = await review.submit(url=f"https://www.example.org/{state}")
        await review.say(words, reply_to=await review.notice(number))
        assert (await review.get(number)).state == state


async def test_a_question_as_a_reply_reaches_the_member(review: Review) -> None:
    number = await review.submit()
    await review.say("!rückfrage Von wann ist das?", reply_to=await review.notice(number))

    [told] = await review.told()
    assert "Von wann ist das?" in told


async def test_a_number_that_may_be_a_word_is_asked_about(review: Review) -> None:
    first, second = await review.submit(), await review.submit("Bonn")
    notice = await review.notice(second)
    [asked] = await review.say(f"!ablehnen {first} Links fehlen", reply_to=notice)
    assert "Welche Einreichung meinen Sie? 2 Möglichkeiten" in asked
    assert (await review.get(first)).state == (await review.get(second)).state == "open"

    await review.say("1")
    assert (await review.get(second)).state == "refused"
    assert "1 Links fehlen" in (await review.told())[-1]
    assert (await review.get(first)).state == "open"


async def test_accepting_without_number_asks_which(review: Review) -> None:
    [nothing] = await review.say("!annehmen")
    assert nothing == "Zurzeit ist keine Einreichung offen."
    number = await review.submit()
    await review.notice(number)
    [asked] = await review.say("!annehmen")
    assert f"1. Nr. {number}: Köln" in asked
    assert (await review.get(number)).state == "open"
    await review.say("ja")
    assert (await review.get(number)).state == "accepted"


@pytest.mark.parametrize(("key", "state"), [("👍", "accepted"), ("✔️", "accepted")])
async def test_a_thumb_decides_like_a_check_mark(review: Review, key: str, state: str) -> None:
    number = await review.submit()
    await review.react(key, number)
    assert (await review.get(number)).state == state


async def test_a_reason_beside_the_thread_is_noticed_once(review: Review) -> None:
    number = await review.submit()
    await review.react("👎", number)
    assert await review.say("Ich bin Cora und rede mit", sender=CORA) == []
    [asked] = await review.say("Der Link ist privat")
    assert asked.startswith(f"Soll das der Grund zu Nr. {number} sein? »Der Link ist privat«")
    assert await review.say("Noch etwas anderes") == []

    await review.say("1")
    assert (await review.get(number)).state == "refused"
    assert "Der Link ist privat" in (await review.told())[-1]


async def test_long_after_it_is_only_talk(review: Review) -> None:
    number = await review.submit()
    await review.react("❌", number)
    review.room.now += review.room.now - review.room.now.replace(hour=review.room.now.hour - 1)
    assert await review.say("Guten Morgen zusammen, hier") == []


async def test_a_plain_reply_to_the_notice_is_asked_about(review: Review) -> None:
    number = await review.submit()
    notice = await review.notice(number)
    [asked] = await review.say("Von wann ist das denn?", reply_to=notice)
    assert asked.startswith("Was soll ich damit tun: »Von wann ist das denn?«?")
    assert await review.told() == []
    await review.say("1")
    assert "Von wann ist das denn?" in (await review.told())[0]

    assert await review.say("Das sehe ich mir an", thread_root=notice) == []
    assert await review.say("Danke", reply_to=notice) == []
    await review.say("ja", reply_to=notice)
    assert (await review.get(number)).state == "accepted"


async def test_who_is_no_manager_decides_nothing_by_a_reply(review: Review) -> None:
    number = await review.submit()
    notice = await review.notice(number)
    await review.room.say("ja", sender=ADA, room_id=MANAGEMENT, reply_to=notice)
    assert (await review.get(number)).state == "open"
    assert BO in review.room.managers


@pytest.mark.parametrize("land", ["Hessen", "hessen", "HE"])
async def test_the_land_alone_leads_to_the_question_for_the_kind(review: Review, land: str) -> None:
    number = await review.submit("Musterstadt", municipality_id=None)
    told = "\n\n".join(await review.say(f"!annehmen {number} {land}"))

    assert "Was für eine Kommune ist es?" in told
    assert "1. Stadt, Hessen\n2. Gemeinde, Hessen\n3. Landkreis, Hessen" in told
    assert (await review.get(number)).state == "open"

    assert "angenommen" in "\n\n".join(await review.say("1"))
    assert (await review.get(number)).state == "accepted"
