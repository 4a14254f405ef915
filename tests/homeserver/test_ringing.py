"""What is said unasked rings at a client with default rules; an answer never does."""

from collections.abc import Mapping
from typing import Any

import pytest

from bot.matrix.api import segment
from bot.matrix.person import Person, TimelineEvent
from commands.meetings.reminders.sending import send_due
from tests.homeserver.office import Office, open_office
from tests.homeserver.world import World

LINK = "https://www.example.org/leitlinien"
DATE = "!termin neu online-konferenz »Losverfahren« in zwei Wochen 10 Uhr https://www.example.org/"
SECTIONS = ("override", "content", "room", "sender", "underride")


@pytest.fixture(params=["plain", "encrypted"])
def encrypted(request: pytest.FixtureRequest) -> bool:
    return bool(request.param == "encrypted")


class Ears:
    """A person whose clients have the rules that the homeserver gave them."""

    def __init__(self, person: Person, name: str) -> None:
        self.person, self.name = person, name

    async def named(self) -> "Ears":
        path = f"v3/profile/{segment(self.person.user_id)}/displayname"
        await self.person.session.api.call("PUT", path, {"displayname": self.name})
        return self

    async def rung_by_server(self) -> dict[str, bool]:
        """What the homeserver rang for, and whether loudly: it cannot read what is encrypted."""
        answer = await self.person.session.api.call(
            "GET", "v3/notifications", query={"limit": "200"}
        )
        return {
            each["event"]["event_id"]: any(
                isinstance(action, dict)
                and action.get("set_tweak") == "highlight"
                and action.get("value", True)
                for action in each["actions"]
            )
            for each in answer["notifications"]
        }

    async def rings(self, event: TimelineEvent) -> str:
        """What a client does with the event that it has decrypted: silent, ring or highlight."""
        answer = await self.person.session.api.call("GET", "v3/pushrules/")
        members = len(self.person.session.client.rooms[event.room_id].users)
        for section in SECTIONS:
            for rule in answer["global"][section]:
                if rule["enabled"] and self._fits(rule, section, event, members):
                    return _loudness(rule["actions"])
        return "silent"

    def _fits(
        self, rule: Mapping[str, Any], section: str, event: TimelineEvent, members: int
    ) -> bool:
        if section == "content":
            return rule["pattern"].casefold() in (event.body or "").casefold()
        if section in ("room", "sender"):
            return False
        seen = {"type": event.type, "content": event.content, "room_id": event.room_id}
        return all(_holds(each, seen, members) for each in rule["conditions"])


def _loudness(actions: list[Any]) -> str:
    if "notify" not in actions:
        return "silent"
    loud = any(
        isinstance(each, dict)
        and each.get("set_tweak") == "highlight"
        and each.get("value", True) is True
        for each in actions
    )
    return "highlight" if loud else "ring"


def _holds(condition: Mapping[str, Any], event: Mapping[str, Any], members: int) -> bool:
    found = _property(event, condition.get("key", ""))
    match condition["kind"]:
        case "event_match":
            pattern = str(condition["pattern"])
            return isinstance(found, str) and pattern in ("*", found)
        case "event_property_is":
            return bool(found == condition["value"])
        case "event_property_contains":
            return isinstance(found, list) and condition["value"] in found
        case "room_member_count":
            return bool(condition["is"] == str(members))
    return False


def _property(event: Mapping[str, Any], key: str) -> Any:
    found: Any = event
    for part in key.replace("\\.", "\0").split("."):
        found = found.get(part.replace("\0", ".")) if isinstance(found, dict) else None
    return found


async def office_with(world: World, *, encrypted: bool) -> Office:
    if encrypted:
        return await open_office(world)
    await world.bot_account()
    ada, bea, cem = [await world.person(name) for name in ("ada", "bea", "cem")]
    network = await world.room(ada, encrypted=False)
    management = await world.room(bea, cem, encrypted=False)
    return Office(world, ada, bea, cem, network, management)


async def test_the_telephone_rings_for_what_nobody_asked_for(world: World, encrypted: bool) -> None:
    office = await office_with(world, encrypted=encrypted)
    ada, bea = await Ears(office.ada, "Ada Beispiel").named(), Ears(office.bea, "Bea")
    async with office.running():
        answer = await office.ada.answer_to(await office.ada.say(office.network, "!leitlinie Bonn"))
        assert answer.content["msgtype"] == "m.notice"

        await office.bea.say(office.management, DATE)
        preview = await office.wait_for(office.bea, "Losverfahren", "✅", room_id=office.management)
        await office.bea.react(office.management, preview.event_id, "✅")
        announced = await office.wait_for(office.ada, "Losverfahren", room_id=office.network)

        await office.bea.say(office.management, "!termin verlegen 1 in drei Wochen 11 Uhr")
        moving = await office.wait_for(office.bea, "Neu:", "✅", room_id=office.management)
        await office.bea.react(office.management, moving.event_id, "✅")
        moved = await office.wait_for(office.ada, "ist verlegt", room_id=office.network)
        assert moved.answers == announced.event_id
        assert moved.content["m.relates_to"].keys() == {"m.in_reply_to"}

        await office.ada.say(office.network, f"!einreichen Bonn {LINK} | Leitlinien")
        notice = await office.notice()
        await office.bea.say(office.management, "!rückfrage 1 Von wann ist das?")
        question = await office.told("Von wann ist das?")
        await office.bea.say(office.management, "!ablehnen 1 Das gibt es schon.")
        decision = await office.told("Das gibt es schon.")

        assert await ada.rings(answer) == await bea.rings(preview) == "silent"
        assert {await ada.rings(each) for each in (announced, moved)} == {"ring"}
        assert await bea.rings(notice) == "ring"
        for told in (question, decision):
            assert told.text.startswith("Ada Beispiel: ")
            assert await ada.rings(told) == "highlight"
        edits = [each for each in office.ada.timeline if each.edits == announced.event_id]
        assert edits
        assert {await ada.rings(each) for each in edits} == {"silent"}
        if not encrypted:
            by_server = await ada.rung_by_server()
            assert {announced.event_id, moved.event_id} <= by_server.keys()
            assert answer.event_id not in by_server
            assert notice.event_id in await bea.rung_by_server()
            assert preview.event_id not in await bea.rung_by_server()


async def test_a_reminder_rings_and_ones_own_rings_loudly(world: World) -> None:
    office = await open_office(world)
    ada = await Ears(office.ada, "Ada Beispiel").named()
    async with office.running("[reminders]", 'quiet_hours = ""') as app:
        await office.bea.say(office.management, DATE)
        preview = await office.wait_for(office.bea, "Losverfahren", "✅", room_id=office.management)
        await office.bea.react(office.management, preview.event_id, "✅")
        await office.wait_for(office.ada, "Losverfahren", room_id=office.network)
        await office.ada.answer_to(await office.ada.say(office.network, "!erinnern 1 1 Tag"))
        async with app.database.transaction() as tx:
            await tx.execute(
                "UPDATE reminder SET due_at = CAST(strftime('%s') AS INTEGER) - 1"
                " WHERE reminder_id IN (SELECT min(reminder_id) FROM reminder"
                " WHERE state = 'planned' GROUP BY room_id)"
            )
            await send_due(app.live.context(tx))
        app.outbox.wake()

        for_all = await office.wait_for(office.ada, "Erinnerung: ", room_id=office.network)
        own = await office.told("Ada Beispiel: Erinnerung")
        assert await ada.rings(for_all) == "ring"
        assert own.text.startswith("Ada Beispiel: ")
        assert await ada.rings(own) == "highlight"
