"""A member asks, chooses, edits the question and removes it."""

from typing import Any

from tests.support.say import MANAGEMENT, Room

ADA, BO = "@ada:example.org", "@bo:example.org"
CITY = "Göppingen (Stadt, Kreis Göppingen, Baden-Württemberg): 1 Eintrag"
DISTRICT = "Göppingen (Landkreis) (Landkreis, Baden-Württemberg): 1 Eintrag"


async def offered(net: Room, **more: Any) -> str:
    """Return the id of the bot's message with the choice between the two."""
    [said] = await net.say("!leitlinie Göppingen", event_id="$frage", sender=ADA, **more)
    assert "passt zu 2 Kommunen" in said
    return next(
        event_id
        for event_id, content in zip(net.sent_ids, net.contents, strict=True)
        if content.get("body") == said
    )


def reactions(net: Room) -> list[str]:
    return [
        content["m.relates_to"]["key"]
        for content in net.contents
        if content.get("m.relates_to", {}).get("rel_type") == "m.annotation"
    ]


def last(net: Room) -> dict[str, Any]:
    return [content for content in net.contents if "body" in content][-1]


async def edit(net: Room, body: str, original: str = "$frage", **more: Any) -> list[str]:
    return await net.say(body, replaces=original, sender=ADA, **more)


def removed(net: Room) -> list[str]:
    return [content["redacts"] for content in net.contents if "redacts" in content]


async def meeting(net: Room) -> None:
    await net.say(
        '!termin neu online-konferenz "Los" 14.01.2027 10:00-11:30 https://k.example.org/',
        room_id=MANAGEMENT,
    )
    await net.say("!termin ja", room_id=MANAGEMENT)
    await net.read()


async def answers(net: Room) -> list[tuple[str, str]]:
    async with net.database.transaction() as tx:
        rows = await tx.execute_fetchall("SELECT user_id, answer FROM rsvp")
        return [(row["user_id"], row["answer"]) for row in rows]
