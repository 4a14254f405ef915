"""Mentions, several commands, thumbs and replies without number, on a real homeserver."""

from typing import Any

from bot.matrix.person import Person
from tests.homeserver.office import open_office
from tests.homeserver.world import World

LINK = "https://www.example.org/leitlinien"
DATE = "!termin neu online-konferenz »Losverfahren« in zwei Wochen 10 Uhr https://www.example.org/"


async def answer(person: Person, room_id: str, body: str, **content: Any) -> str:
    sent = await person.answer_to(await person.say(room_id, body, **content))
    assert sent.content["msgtype"] == "m.notice"
    assert sent.content["m.mentions"] == {}
    return sent.text


async def test_a_mention_without_colon_is_a_call_and_talk_about_the_bot_is_none(
    world: World,
) -> None:
    office = await open_office(world)
    ada, room, bot = office.ada, office.network, office.bot_id
    mentions = {"m.mentions": {"user_ids": [bot]}}
    pill = {
        "format": "org.matrix.custom.html",
        "formatted_body": f'Hallo <a href="https://matrix.to/#/{bot}">Bot</a> !leitlinie Bonn',
    }
    async with office.running():
        bonn = await answer(ada, room, "!leitlinie Bonn")
        said = await ada.say(room, f"fragt doch {bot}", **mentions)
        assert await answer(ada, room, f"{bot} leitlinie Bonn", **mentions) == bonn
        link = f"[Bot](https://matrix.to/#/{bot}?via=localhost) leitlinie Bonn"
        assert await answer(ada, room, link, **mentions) == bonn
        assert await answer(ada, room, f"Hallo {bot} !leitlinie Bonn", **pill, **mentions) == bonn
        assert await answer(ada, room, "\u200b！ leitlinie:Bonn") == bonn
        assert await answer(ada, room, bot, **mentions) == await answer(ada, room, "!hilfe")

        two = await ada.say(room, "!leitlinie Bonn\n!leitlinie Kiel")
        # Answers keep the order of the questions.
        await answer(ada, room, "!termine")
        below = [each.text for each in ada.timeline if each.answers == two]
        assert below[0] == bonn
        assert "Kiel" in below[1]
        assert len(below) == 2
        assert not [each for each in ada.timeline if each.answers == said]


async def test_thumbs_and_replies_without_number_are_answers(world: World) -> None:
    office = await open_office(world)
    ada, bea, management = office.ada, office.bea, office.management
    async with office.running():
        await bea.say(management, DATE)
        first = await office.wait_for(bea, "Losverfahren", "✅", room_id=management)
        await bea.say(management, DATE.replace("Losverfahren", "Bürgerrat"))
        second = await office.wait_for(bea, "Bürgerrat", "✅", room_id=management)
        await bea.react(management, first.event_id, "👍")
        await office.wait_for(bea, "durch eine neuere ersetzt", room_id=management)
        assert any(
            each.edits == first.event_id and "Ersetzt durch" in each.text for each in bea.timeline
        )
        await bea.react(management, second.event_id, "👍")
        announced = await office.wait_for(ada, "Bürgerrat", room_id=office.network)
        await ada.react(office.network, announced.event_id, "👍")
        # After the thumb, in the same room: by then it is counted.
        assert "1 dabei" in await answer(ada, office.network, "!termin")

        await ada.say(office.network, f"!einreichen Bonn {LINK} | Leitlinien")
        notice = await office.notice()
        await bea.react(management, notice.event_id, "👎")
        await office.wait_for(bea, "Grund", room_id=management)
        await bea.say(management, "Den Link gibt es schon.")
        asked = await office.wait_for(bea, "Soll das der Grund zu Nr. 1 sein?", room_id=management)
        await bea.react(management, asked.event_id, "👍")
        await office.told("Den Link gibt es schon.")
