"""Run the soak: people at work, faults, then quiet, then what the homeserver has is counted."""

import asyncio
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.matrix.person import Person
from tests.homeserver.world import World
from tests.soak import managers, members
from tests.soak.faults import befall
from tests.soak.ledger import Record, Tally
from tests.soak.scene import Scene, open_scene

_HEADINGS = {"Dabei": "dabei", "Vielleicht": "vielleicht", "Nicht dabei": "nicht dabei"}
# "– Ada Beispiel (@ada:localhost)", or the address alone.
_PERSON = re.compile(r"^– (?:.* \()?(@[^\s()]+)")
# However busy the machine is: only what is lost is waited for so long.
_PATIENT, _IMPATIENT = 120.0, 15.0
_SETTLING, _PAUSE = 60.0, 1.5


@dataclass
class Outcome:
    """What was expected, by kind, and what happened meanwhile."""

    seed: int
    kills: int
    seconds: float = 0
    tallies: dict[str, Tally] = field(default_factory=dict)
    out_of_order: list[str] = field(default_factory=list)
    unreadable: int = 0
    faults: dict[str, int] = field(default_factory=dict)
    ended: list[int] = field(default_factory=list)
    log_file: Path | None = None

    @property
    def lost(self) -> int:
        return sum(len(tally.lost) for tally in self.tallies.values())

    @property
    def doubled(self) -> int:
        return sum(len(tally.doubled) for tally in self.tallies.values())

    def failures(self) -> list[str]:
        """Return all that must not be."""
        return [
            *(f"lost: {kind}: {each}" for kind, t in self.tallies.items() for each in t.lost),
            *(f"doubled: {kind}: {each}" for kind, t in self.tallies.items() for each in t.doubled),
            *(f"out of order: {event_id}" for event_id in self.out_of_order),
            *(["unreadable posts"] if self.unreadable else []),
        ]


async def soak(world: World, kills: int, seed: int, without: Sequence[str] = ()) -> Outcome:
    """`without` names remedies that are taken out: then nobody waits long for what is lost."""
    begun = time.monotonic()
    async with open_scene(world, seed, without) as scene:
        scene.patience = _IMPATIENT if without else _PATIENT
        watching = [
            asyncio.create_task(members.come(scene, "ada", scene.plain)),
            asyncio.create_task(members.come(scene, "dora", scene.encrypted)),
            asyncio.create_task(managers.decide(scene)),
        ]
        async with asyncio.TaskGroup() as tasks:
            for work in (members.ask, members.choose, members.submit, members.fill_in):
                tasks.create_task(work(scene))
            tasks.create_task(managers.make_dates(scene))
            tasks.create_task(_until_over(scene, kills))
        scene.line.mend()
        record = await _settled(scene)
        for task in watching:
            task.cancel()
        await asyncio.gather(*watching, return_exceptions=True)
        outcome = Outcome(seed, kills)
        outcome.tallies = scene.ledger.judged(record)
        outcome.tallies["attendance"] = await _attendance(scene)
        outcome.out_of_order = scene.ledger.out_of_order(record)
        outcome.unreadable = record.unreadable
        outcome.faults, outcome.ended = scene.line.faults, scene.bot.ended
        outcome.log_file = scene.bot.log_file
    outcome.seconds = time.monotonic() - begun
    return outcome


async def _until_over(scene: Scene, kills: int) -> None:
    await befall(scene, kills)
    scene.over.set()


async def _settled(scene: Scene) -> Record:
    """Return what there is when nothing is missing, or nothing has come for a long time."""
    before, since = (-1, -1, -1), time.monotonic()
    while True:
        record = await scene.record()
        lost = sum(len(tally.lost) for tally in scene.ledger.judged(record).values())
        now = (len(record.posts), len(scene.ledger.expected), lost)
        if now != before:
            before, since = now, time.monotonic()
        elif not lost or time.monotonic() - since > _SETTLING:
            return record
        await asyncio.sleep(_PAUSE)


async def _attendance(scene: Scene) -> Tally:
    """Ask for each meeting who comes, and compare with what they said last."""
    tally, cem = Tally(), scene.people["cem"]
    for number, answers in scene.ledger.attendance.items():
        tally.expected += len(answers)
        counted = await _counted(scene, cem, number)
        tally.lost += [
            f"Termin {number}: {who} {answer}, counted {counted.get(who)}"
            for who, answer in answers.items()
            if counted.get(who) != answer
        ]
    return tally


async def _counted(scene: Scene, cem: Person, number: int) -> dict[str, str]:
    asked = await cem.say(scene.management, f"!teilnahme {number}")
    answer, heading = await scene.answer(cem, asked), ""
    counted: dict[str, str] = {}
    for line in [] if answer is None else answer.text.splitlines():
        heading = _HEADINGS.get(line.partition(" (")[0], heading)
        if person := _PERSON.match(line):
            counted[person[1]] = heading
    return counted
