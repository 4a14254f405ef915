"""!sammlung is said, and its answer read."""

import re
from typing import Any

from tests.support.say import Room


async def ask(net: Room, words: str = "", **more: Any) -> str:
    [said] = await net.say(f"!sammlung {words}".strip(), **more)
    return said


def places(said: str) -> list[str]:
    return [
        re.split(r"[,:]", line.split(". ", 1)[1])[0]
        for line in said.splitlines()
        if re.match(r"\d+\. ", line)
    ]
