"""What the members do: ask, choose, leaf, edit, submit, and say whether they come."""

import asyncio
import re
from itertools import count

from bot.matrix.person import Person, TimelineEvent
from tests.soak.scene import Scene, said

PLACES = ("Bonn", "Kiel", "Jena", "Bamberg", "Potsdam", "Leipzig", "Erlangen", "Mannheim")
LOOK_UPS = ("!termine", "!hilfe", "!kontakt", "!sammlung kinder", "!suche losverfahren")
_MOST_UNANSWERED = 8
CHOICE = "1️⃣", "2️⃣"
_MEETING = re.compile(r"(?:Termin Nr\. |!dabei |!termin )(\d+)")


async def ask(scene: Scene) -> None:
    """Ask in both rooms without waiting for answers; correct every fourth question."""
    ada, chance, waiting = scene.people["ada"], scene.chance("ask"), list[str]()
    for number in count():
        room_id = (scene.plain, scene.encrypted)[number % 2]
        if number % 3:
            place, other = chance.sample(PLACES, 2)
            asked = await ada.say(room_id, f"!leitlinie {place}")
        else:
            asked = await ada.say(room_id, chance.choice(LOOK_UPS))
        scene.ledger.answered("look-up", asked, "in turn")
        if number % 4 == 1:
            await asyncio.sleep(chance.choice((0, 0.3, 1.2)))
            await ada.edit(room_id, asked, f"!leitlinie {other}")
            scene.ledger.edited("edited command", asked, other)
        waiting.append(asked)
        if scene.over.is_set() and number > 8:
            return
        await asyncio.sleep(chance.uniform(0.2, 0.9))
        if number >= _MOST_UNANSWERED:
            await scene.answer(ada, waiting[-_MOST_UNANSWERED])


async def choose(scene: Scene) -> None:
    """Answer choices by number or by a tap as soon as they are there; ask for the next page."""
    bo, chance = scene.people["bo"], scene.chance("choose")
    for number in count():
        room_id = (scene.plain, scene.encrypted)[number % 2]
        await (_leaf if number % 5 == 4 else _choose_one)(scene, bo, room_id, number % 4 < 2)
        if scene.over.is_set() and number >= 5:
            return
        await asyncio.sleep(chance.uniform(0, 0.5))


async def _choose_one(scene: Scene, bo: Person, room_id: str, by_tap: bool) -> None:
    asked = await bo.say(room_id, "!leitlinie Göppingen")
    scene.ledger.answered("choice asked for", asked, "Göppingen")
    choice = await scene.answer(bo, asked)
    if choice is None:
        return
    if by_tap:
        await bo.react(room_id, choice.event_id, CHOICE[1])
        scene.ledger.chosen("choice by reaction", choice.event_id, "tap", "Göppingen (Stadt)")
        await scene.answer(bo, choice.event_id)
    else:
        typed = await bo.say(room_id, "2")
        scene.ledger.answered("choice by number", typed, "2")
        scene.ledger.chosen("choice by number", typed, "2", "Göppingen (Stadt)")
        await scene.answer(bo, typed)


async def _leaf(scene: Scene, bo: Person, room_id: str, _: bool) -> None:
    asked = await bo.say(room_id, "!sammlung NRW")
    scene.ledger.answered("list", asked, "NRW")
    if await scene.answer(bo, asked) is None:
        return
    more = await bo.say(room_id, "!mehr")
    scene.ledger.answered("next page", more, "!mehr")
    scene.ledger.chosen("next page", more, "!mehr", "Seite 2 von")
    await scene.answer(bo, more)


async def come(scene: Scene, name: str, room_id: str) -> None:
    """React or reply to each announcement and reminder at once, until cancelled."""
    person, chance, begin = scene.people[name], scene.chance(f"come {name}"), 0
    while True:
        post = await scene.seen(
            person, lambda event: event.room_id == room_id and _invites(event), begin
        )
        if post is None:
            continue
        begin = person.timeline.index(post) + 1
        numbers = list(dict.fromkeys(map(int, _MEETING.findall(post.text))))
        if not numbers:
            continue
        number, several = numbers[0], len(numbers) > 1
        answer = chance.choice(("dabei", "nicht dabei", "vielleicht"))
        if chance.random() < 0.6 and not several:
            key = {"dabei": "✅", "nicht dabei": "❌", "vielleicht": "❔"}[answer]
            await person.react(room_id, post.event_id, key)
        else:
            words = f"!{answer.replace(' ', '')}{f' {number}' if several else ''}"
            thread = post.event_id if chance.random() < 0.5 else None
            typed = await person.reply(room_id, post.event_id, words, thread)
            scene.ledger.answered("attendance by reply", typed, words)
        scene.ledger.attendance[number][person.user_id] = answer


def _invites(event: TimelineEvent) -> bool:
    return said(event) and "Sind Sie dabei?" in event.text


async def submit(scene: Scene) -> None:
    """Submit a line in the encrypted room."""
    ada, chance = scene.people["ada"], scene.chance("submit")
    for number in count(1):
        place = chance.choice(PLACES)
        line = f"!einreichen {place} | https://www.example.org/zeile-{number} | Leitlinie Z{number}"
        asked = await ada.say(scene.encrypted, f"{line} | beschlossen 2014")
        scene.ledger.answered("submission", asked, f"line {number}")
        scene.ledger.told("notice", scene.management, f"zeile-{number}\n", "So entscheiden Sie")
        await scene.answer(ada, asked)
        if scene.over.is_set() and number >= 4:
            return
        await asyncio.sleep(chance.uniform(1, 4))


async def fill_in(scene: Scene) -> None:
    """Go through the dialogue in the direct chat, again and again."""
    dora, chance = scene.people["dora"], scene.chance("fill in")
    for number in count(1):
        begin = len(dora.timeline)
        asked = await dora.say(scene.encrypted, "!einreichen")
        scene.ledger.answered("dialogue", asked, "begin")
        first = await scene.seen(dora, lambda event: "Schritt 1 von" in event.text, begin)
        if first is not None:
            await _steps(scene, dora, first.room_id, number, chance.choice(PLACES))
        if scene.over.is_set() and number >= 2:
            return


async def _steps(scene: Scene, dora: Person, chat: str, number: int, place: str) -> None:
    link = f"https://www.example.org/schritt-{number}"
    title = f"Leitlinie {number} von Dora"  # no title is the beginning of another
    for words in (place, "bürger", link, title, "beschlossen 2014", "weiter", "senden"):
        typed = await dora.say(chat, words)
        scene.ledger.answered("dialogue", typed, words)
        if await scene.answer(dora, typed) is None:
            await dora.say(chat, "!abbrechen")
            return
    scene.ledger.told("notice", scene.management, title, "So entscheiden Sie")
