"""Members with profiles, as they make them themselves in their direct chats."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from commands.exchange.profiles import commands as profiling
from commands.exchange.profiles.keeping import compared
from storage.database import Database
from storage.exchange import profiles
from storage.exchange.profiles import Profile
from storage.matrix import direct_chats, rooms
from storage.matrix.direct_chats import DirectChat
from tests.support.asking import ADA, BO, CORA, Exchange, chat_of
from tests.support.say import NOW

DORA, EMIL = "@dora:example.org", "@emil:example.org"
LINE = "Bonn | Losverfahren, Bürgerrat | Leitung Fachstelle"


async def make(exchange: Exchange, person: str, line: str = LINE, *settings: str) -> None:
    """As the person does it: in one line, agreed to, and set by further commands."""
    await open_chat(exchange, person)
    shown = await exchange.chat(f"!profil {line}", person)
    assert "Einwilligung" in shown[-1]
    [saved] = await exchange.chat("senden", person)
    assert saved.startswith("Ihr Profil ist gespeichert")
    for setting in settings:
        await exchange.chat(f"!profil {setting}", person)


async def open_chat(exchange: Exchange, person: str) -> None:
    async with exchange.database.transaction() as tx:
        if await direct_chats.of(tx, person) is None:
            await rooms.entered(tx, chat_of(person), NOW)
            await direct_chats.opened(tx, DirectChat(person, chat_of(person), "join"), NOW)


async def network(exchange: Exchange) -> None:
    """Bo is visible; Cora, Dora and Emil want to be asked first."""
    exchange.room.names |= {DORA: "Dora Exempel", EMIL: "Emil Test"}
    await open_chat(exchange, ADA)
    await make(exchange, BO, LINE, "sichtbar")
    await make(exchange, CORA, "Aachen | Losverfahren")
    await make(exchange, DORA, "Kiel | Losverfahren")
    await make(exchange, EMIL, "Bonn | Vergabe")


def restart(exchange: Exchange) -> None:
    """As if the bot were started anew: nothing is left but the database."""
    old = exchange.room
    exchange.room = replace(old, contents=[], sent_ids=[])
    exchange.room.continue_ids(old)


async def profile_of(exchange: Exchange, person: str) -> Profile | None:
    async with exchange.database.transaction() as tx:
        return await profiles.of(tx, person)


async def look_after(exchange: Exchange) -> None:
    for job in profiling.JOBS:
        async with exchange.database.transaction() as tx:
            await job.run(exchange.room.context(tx))


async def put(database: Database, user_id: str, at: datetime, **more: Any) -> None:
    """Store a profile that may be mentioned, as it would be after all the steps."""
    fields: dict[str, Any] = {
        "profile_id": 0,
        "user_id": user_id,
        "place": "",
        "land": "",
        "ags": None,
        "role": "",
        "topics": ("Quorum",),
        "reports": "",
        "size": None,
        "since": None,
        "keys": (),
        "stems": (),
        "visibility": "on_request",
        "mentions": True,
        "consent": "1",
        **dict.fromkeys(("consented_at", "changed_at", "confirmed_at", "due_at"), at),
    }
    async with database.transaction() as tx:
        await profiles.put(tx, compared(Profile(**{**fields, **more})))
