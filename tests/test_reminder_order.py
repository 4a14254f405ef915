"""In which order many reminders leave that are due at one moment."""

from dataclasses import replace

from storage.database import Database
from tests.reminding import Bot, a_meeting, berlin


async def test_nobody_waits_for_the_reactions_below_the_reminders_of_others(
    database: Database,
) -> None:
    bot = Bot(database, berlin("2026-11-20 12:00"))
    for number in range(1, 4):
        meeting = a_meeting("2026-12-02T10:00", "2026-12-02T11:30", title=f"Konferenz {number}")
        await bot.add(replace(meeting, uid=f"uid-{number}"))

    await bot.turn("2026-12-02 09:00")

    what = ["reaction" if "-reaction-" in name else "words" for name in bot.ids]
    assert what == ["words"] * 3 + ["reaction"] * 9
