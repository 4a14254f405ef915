"""Below a post about several dates the bot asks which one is meant, and never guesses."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio

from commands.meetings import editing
from commands.meetings.reminders.sending import send_due
from storage.meetings import rsvp
from storage.meetings.meetings import Meeting
from tests.support.meeting_fixtures import ADA, BO, NETWORK, Net, draft

HERE, OTHER = NETWORK
DIRECT = "!direkt-ada:example.org"
WHICH = (
    "Welchen Termin meinen Sie? Es kommen in Frage (2 Termine):\n\n"
    "1. Termin Nr. 1, Online-Konferenz »Losverfahren«, Donnerstag, 14. Januar 2027,"
    " 10:00 bis 11:30 Uhr\n"
    "2. Termin Nr. 2, Online-Konferenz »Bürgerrat«, Donnerstag, 14. Januar 2027,"
    " 10:00 bis 11:30 Uhr\n\n"
)
HOUR = timedelta(hours=1)


@dataclass
class Reminded:
    """Two dates, and a third that is not of the post; `post` and `own` are its event ids."""

    net: Net
    post: str
    own: str

    async def react(self, key: str, sender: str = ADA) -> list[str]:
        return await self.net.room.react(key, self.post, sender=sender, room_id=HERE)

    async def say(self, words: str, **more: Any) -> list[str]:
        """In reply to the post in the room."""
        more = {"reply_to": self.post, **more}
        return await self.net.room.say(words, sender=ADA, room_id=HERE, **more)

    async def ask(self, words: str, **more: Any) -> list[str]:
        """In reply to the post in the direct chat."""
        more = {"reply_to": self.own, **more}
        return await self.net.ask(words, **more)

    async def answers(self) -> dict[int, str]:
        async with self.net.database.transaction() as tx:
            found = [await rsvp.of(tx, number, ADA) for number in (1, 2, 3)]
        return {each.meeting_id: each.answer for each in found if each is not None}


async def unannounced(net: Net, **fields: Any) -> Meeting:
    async with net.database.transaction() as tx:
        return await editing.create(net.context(tx), draft(**fields), BO, announced=False)


@pytest_asyncio.fixture
async def reminded(net: Net) -> Reminded:
    two = [await unannounced(net), await unannounced(net, title="Bürgerrat")]
    for meeting in two:
        await net.ask(f"!erinnern {meeting.meeting_id} 1 Stunde")
    later = {"starts": "2027-03-20T10:00", "ends": "2027-03-20T11:30"}
    await unannounced(net, title="Haushalt", **later)
    net.now = net.room.now = two[0].starts_at - HOUR
    async with net.database.transaction() as tx:
        await send_due(net.context(tx))
    start = int(two[0].starts_at.timestamp())
    post = await net.event(f"reminder-1-1h-{start}-{HERE}", HERE)
    await net.room.read(DIRECT)
    own = await net.event(f"reminder-1-1h-{start}-{ADA}", ADA)
    return Reminded(net, post, own)


# --- in the room


@pytest.mark.parametrize(("key", "answer"), [("✅", "yes"), ("👎", "no"), ("❔", "maybe")])
async def test_a_reaction_is_asked_about_and_the_number_counts(
    reminded: Reminded, key: str, answer: str
) -> None:
    [asked] = await reminded.react(key)
    assert asked.startswith(WHICH)
    assert await reminded.answers() == {}
    question = reminded.net.room.contents[-3]
    assert question["m.relates_to"]["event_id"] == reminded.post

    await reminded.say("2", thread_root=reminded.post, reply_to=None)
    assert await reminded.answers() == {2: answer}


async def test_a_tap_on_the_number_counts_only_for_the_one_who_was_asked(
    reminded: Reminded,
) -> None:
    room = reminded.net.room
    await reminded.react("✅")
    choice = room.sent_ids[-3]

    assert await room.react("1️⃣", choice, sender=BO, room_id=HERE) == []
    assert await reminded.answers() == {}
    [said] = await room.react("1️⃣", choice, sender=ADA, room_id=HERE)
    assert said.startswith("Sie sind dabei: Termin Nr. 1,")
    assert await reminded.answers() == {1: "yes"}


async def test_other_reactions_mean_nothing(reminded: Reminded) -> None:
    assert await reminded.react("❤️") == []
    assert await reminded.react("1️⃣") == []


async def test_who_takes_the_reaction_back_is_not_asked_any_more(reminded: Reminded) -> None:
    net = reminded.net
    await reminded.react("✅")
    question = net.room.sent_ids[-3]

    await net.room.redact(f"$e{next(net.room._ids) - 1}", sender=ADA, room_id=HERE)
    assert net.room.contents[-1]["redacts"] == question


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("!dabei", "dabei"),
        ("bin dabei", "dabei"),
        ("ja", "dabei"),
        ("leider nicht", "nichtdabei"),
        ("!erinnern 10 min", "erinnern"),
        ("!termin", "termin"),
        ("wo ist das?", "termin"),
    ],
)
async def test_what_is_said_below_it_is_asked_about_among_its_dates(
    reminded: Reminded, words: str, line: str
) -> None:
    [asked] = await reminded.say(words)
    assert WHICH in asked

    [said] = await reminded.say("2", reply_to=None)
    begins = {"dabei": "Sie sind dabei: ", "nichtdabei": "Sie sind nicht dabei: "}
    assert begins.get(line, "") in said
    assert "Bürgerrat" in said


async def test_a_number_or_words_say_which_one(reminded: Reminded) -> None:
    await reminded.say("!dabei 2")
    await reminded.say("!vielleicht Losverfahren")
    assert await reminded.answers() == {1: "maybe", 2: "yes"}
    [said] = await reminded.say("Bei Nr. 1 bin ich dabei")
    assert said.startswith("Sie sind dabei: Termin Nr. 1,")
    assert WHICH in (await reminded.say("Um 2 Uhr bin ich dabei"))[0]
    # Another date than those of the post, on purpose.
    await reminded.say("!dabei 3")
    assert (await reminded.answers())[3] == "yes"


async def test_what_can_only_mean_one_date_is_counted_and_said(reminded: Reminded) -> None:
    await reminded.net.cancel(await reminded.net.get(1))
    await reminded.net.read(HERE)

    [said] = await reminded.react("✅")
    assert said.startswith("Sie sind dabei: Termin Nr. 2,")
    assert await reminded.answers() == {2: "yes"}


async def test_when_all_are_over_a_reaction_means_nothing_and_a_command_is_told(
    reminded: Reminded,
) -> None:
    reminded.net.later(hours=5)

    assert await reminded.react("✅") == []
    [asked] = await reminded.say("!dabei")
    assert asked.startswith(WHICH)
    [said] = await reminded.say("1", reply_to=None)
    assert said == "Termin Nr. 1, Online-Konferenz »Losverfahren«, ist schon vorbei."


async def test_a_deadline_among_them_is_nothing_to_attend(net: Net) -> None:
    both = [await unannounced(net), await unannounced(net, kind="frist", title="Antrag")]
    net.now = net.room.now = both[0].starts_at - timedelta(days=1)
    async with net.database.transaction() as tx:
        await tx.execute("UPDATE reminder SET due_at = (SELECT max(due_at) FROM reminder)")
        await tx.execute("UPDATE reminder SET due_at = unixepoch(?)", (net.now.isoformat(),))
        await send_due(net.context(tx))
    await net.read(HERE)

    [said] = await net.room.react("✅", net.room.sent_ids[-1], sender=ADA, room_id=HERE)
    assert said.startswith("Sie sind dabei: Termin Nr. 1,")


# --- in the direct chat


async def test_a_reaction_in_the_direct_chat_is_asked_about_alike(reminded: Reminded) -> None:
    room = reminded.net.room
    [asked] = await room.react("✅", reminded.own, sender=ADA, room_id=DIRECT, direct=True)
    assert asked.startswith(WHICH)

    await room.say("2", sender=ADA, room_id=DIRECT, direct=True, thread_root=reminded.own)
    assert await reminded.answers() == {2: "yes"}


@pytest.mark.parametrize("words", ["dabei", "!dabei", "bin dabei", "ja", "wo ist das?", "termin"])
async def test_a_reply_in_the_direct_chat_is_asked_about_among_its_dates(
    reminded: Reminded, words: str
) -> None:
    [asked] = await reminded.ask(words)

    assert WHICH in asked


@pytest.mark.parametrize(
    ("words", "said"),
    [("Gibt es etwas aus Bonn?", "Bonn"), ("Danke", "Gern"), ("termine", "3 Termine")],
)
async def test_a_reply_in_the_direct_chat_may_be_about_something_else(
    reminded: Reminded, words: str, said: str
) -> None:
    [told] = await reminded.ask(words)

    assert said in told
    assert WHICH not in told


async def test_a_reply_in_the_direct_chat_to_a_post_about_one_date_needs_no_number(
    reminded: Reminded,
) -> None:
    net = reminded.net
    await net.ask("!erinnern 3 30 min")
    await net.ask("!nichterinnern 3")
    await net.ask("!erinnern 3 1 Tag")
    net.now = net.room.now = (await net.get(3)).starts_at - timedelta(days=1)
    async with net.database.transaction() as tx:
        await send_due(net.context(tx))
    [told] = [each for each in await net.room.read(ADA) if "Haushalt" in each]
    assert told.startswith("Erinnerung: Morgen")

    more = {"reply_to": net.room.sent_ids[-1]}
    [said] = await net.ask("bin dabei", **more)
    assert said.startswith("Sie sind dabei: Termin Nr. 3,")


# --- afterwards


async def test_a_change_is_told_in_reply_to_the_post_about_several(reminded: Reminded) -> None:
    await reminded.net.change(await reminded.net.get(2), place="Bonn")

    [told] = await reminded.net.contents(HERE)
    assert "Bürgerrat" in told["body"]
    assert told["m.relates_to"] == {"m.in_reply_to": {"event_id": reminded.post}}


async def test_who_stops_a_reminder_gets_only_the_others_of_a_post_that_waits(net: Net) -> None:
    meetings_ = [await unannounced(net, title=title) for title in ("A", "B", "C")]
    for meeting in meetings_:
        await net.ask(f"!erinnern {meeting.meeting_id} 1 Stunde")
    net.now = net.room.now = meetings_[0].starts_at - HOUR
    async with net.database.transaction() as tx:
        await send_due(net.context(tx))
    await net.ask("!nichterinnern 1")
    async with net.database.transaction() as tx:
        rows = await tx.execute_fetchall("SELECT content FROM outbox WHERE room_id = ?", (ADA,))
        [content] = [row["content"] for row in rows]
    assert "Erinnerung: 2 Termine" in content
    assert "»A«" not in content

    await net.ask("!nichterinnern 3")
    [told] = await net.room.read(ADA)
    assert told.startswith("Erinnerung: In 1 Stunde, um 10:00 Uhr, beginnt »B«.")
