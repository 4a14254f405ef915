"""Whatever a member types, no command holds the loop: its work is bounded and grows as the text."""

from functools import partial

import pytest

from commands import COMMANDS
from commands.exchange.profiles import own
from commands.meetings import editing
from storage.database import Database
from tests.support.growth import calls
from tests.support.meeting_fixtures import draft
from tests.support.say import MANAGEMENT, MANAGER, Room

LONGEST = 4_000
# Of the bot's own functions; a machine of today makes ten million in a second.
MOST_CALLS = 450_000
PIECES = {
    "ligature": "\ufdfa",
    "ligatures apart": "\ufdfa ",
    "small ligatures": "\ufb04 ",
    "brackets": "(",
    "brackets with letters": "((a)",
    "square brackets": "[a](",
    "accents": "\u0308",
    "letters with accents": "a\u0301",
    "jamo": "\u1100\u1161",
    "other alphabets": "\U0001d51e",
    "umlauts": "\u00e4",
    "digits": "9",
    "numbers": "1 ",
    "quotes": '"',
    "German quotes": "\u00bb",
    "bars": "|",
    "lines": "\n| ",
    "letters": "a ",
    "hyphens": "a-",
    "turning": "\u202e",
    "links": "https://a.de/ ",
    "times": "10:00-",
    "dates": "14.1.2027 10:00 ",
    "weekdays": "montag und ",
    "words of time": "bis ",
}
BEGINNINGS = ("", "1 ")
OF_DATES = ("neu ", "online-konferenz ", "1 zeit ")


def body(command: str, beginning: str, piece: str, length: int) -> str:
    start = f"!{command} {beginning}"
    return start + (piece * length)[: length - len(start)]


async def effort(room: Room, words: str) -> int:
    room.contents.clear()
    return await calls(partial(room.say, words, room_id=MANAGEMENT))


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", PIECES)
async def test_no_command_holds_the_loop(collection: Database, kind: str) -> None:
    # It is loaded now, and not while the first command of it is measured.
    assert own.LONGEST_LINE < LONGEST
    room = Room(collection, limit=10**9)
    async with collection.transaction() as tx:
        await editing.create(room.context(tx), draft(), MANAGER)
    for command in COMMANDS:
        of_dates = command.name.startswith("termin")
        for beginning in (*BEGINNINGS, *OF_DATES) if of_dates else BEGINNINGS:
            long = await effort(room, body(command.name, beginning, PIECES[kind], LONGEST))
            assert long < MOST_CALLS, (command.name, beginning)
            if long < MOST_CALLS // 10:
                continue
            short = await effort(room, body(command.name, beginning, PIECES[kind], LONGEST // 4))
            # Four times the text: sixteen times the work if each character looks at all others.
            assert long < 8 * short, (command.name, beginning, short, long)
