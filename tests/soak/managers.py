"""What the managers do: make dates and decide on submissions, as soon as the bot asks them."""

import asyncio
import re
from datetime import date, timedelta
from functools import partial
from itertools import count

from bot.matrix.person import Person, TimelineEvent
from tests.soak.scene import Scene, said

_NUMBER = re.compile(r"Einreichung Nr\. (\d+)")
_FIRST_DAY = date(2028, 1, 3)


async def decide(scene: Scene) -> None:
    """Decide on each notice by ✅, by ❌ and a reason below, or by command; until cancelled."""
    bea, chance, begin = scene.people["bea"], scene.chance("decide"), 0
    while True:
        notice = await scene.seen(bea, _is_notice, begin)
        if notice is None:
            continue
        begin = bea.timeline.index(notice) + 1
        found = _NUMBER.search(notice.text)
        if found is not None:
            how = chance.choice((_accept, _accept, _refuse, _accept_by_command))
            await how(scene, bea, notice, found[1])


def _is_notice(event: TimelineEvent) -> bool:
    return said(event) and "So entscheiden Sie" in event.text


async def _accept(scene: Scene, bea: Person, notice: TimelineEvent, number: str) -> None:
    await bea.react(scene.management, notice.event_id, "✅")
    scene.ledger.told("accepted by reaction", None, f"Ihre Einreichung Nr. {number} ist angenommen")


async def _accept_by_command(scene: Scene, bea: Person, _: TimelineEvent, number: str) -> None:
    typed = await bea.say(scene.management, f"!annehmen {number}")
    scene.ledger.answered("accepted by command", typed, number)
    scene.ledger.told("accepted by command", None, f"Ihre Einreichung Nr. {number} ist angenommen")


async def _refuse(scene: Scene, bea: Person, notice: TimelineEvent, number: str) -> None:
    begin = len(bea.timeline)
    await bea.react(scene.management, notice.event_id, "❌")
    asks = f"warum Einreichung Nr. {number} "
    scene.ledger.told("reason asked for", scene.management, asks)
    question = await scene.seen(bea, lambda event: asks in event.text, begin)
    if question is None:
        return
    reason = f"Der Link Nr. {number} ist veraltet."
    thread = notice.event_id if int(number) % 2 else None
    await bea.reply(scene.management, question.event_id, reason, thread)
    scene.ledger.told("refused with a reason", None, f"Grund: »{reason}«")


async def _until_announced(scene: Scene, title: str) -> None:
    for name, room_id in (("ada", scene.plain), ("dora", scene.encrypted), ("eva", scene.calm)):
        await scene.seen(scene.people[name], partial(_is_about, title, room_id))


def _is_about(title: str, room_id: str, event: TimelineEvent) -> bool:
    return event.room_id == room_id and said(event) and title in event.text


def _is_stored(title: str, event: TimelineEvent) -> bool:
    return title in event.text and "Gespeichert" in event.text


async def make_dates(scene: Scene) -> None:
    """Make a date, look at its preview and agree by ✅ or "ja"; it is announced in all rooms.

    The next one waits for the announcements, so that no room has to say more than its line carries.
    """
    cem, chance = scene.people["cem"], scene.chance("dates")
    for number in count(1):
        title, day = f"Konferenz K{number}", _FIRST_DAY + timedelta(number)
        begin = len(cem.timeline)
        line = f'!termin neu online-konferenz "{title}" {day:%d.%m.%Y} 10:00 Uhr'
        asked = await cem.say(scene.management, f"{line} https://konferenz.example.org/{number}")
        scene.ledger.answered("preview", asked, title)
        preview = await scene.answer(cem, asked)
        if preview is not None:
            if number % 2:
                await cem.react(scene.management, preview.event_id, "✅")
            else:
                thread = preview.event_id if number % 4 else None
                await cem.reply(scene.management, preview.event_id, "ja", thread)
            for room_id in (scene.plain, scene.encrypted, scene.calm):
                scene.ledger.told("announcement", room_id, f"»{title}«", "Termin Nr.", "dabei?")
            await scene.seen(cem, partial(_is_stored, title), begin)
            await _until_announced(scene, title)
        if scene.over.is_set() and number >= 4:
            return
        await asyncio.sleep(chance.uniform(1, 6))
