"""Commands that answer, write something down, fail or stay silent."""

from pydantic import Field

from commands.conversation.command import Arguments, Command, CommandContext, Reply
from commands.language.markup import text
from storage import key_value
from storage.database import Database


class Place(Arguments):
    place: str = Field(title="Ort")


async def look_up(_ctx: CommandContext, args: Place) -> Reply:
    return Reply(text(f"Gefunden: {args.place}"))


async def write_down(ctx: CommandContext, args: Place) -> Reply:
    await key_value.put(ctx.tx, "place", args.place, ctx.now)
    return Reply(text("Notiert."))


async def explode(ctx: CommandContext, args: Place) -> Reply:
    await key_value.put(ctx.tx, "place", args.place, ctx.now)
    raise ZeroDivisionError(f"{args.place} cannot be divided")


async def stay_silent(_ctx: CommandContext, _args: Arguments) -> Reply:
    return Reply(text("Intern."))


COMMANDS = (
    Command("leitlinie", look_up, Place, "sucht", "leitlinie Bonn", ("l",), lookup=True),
    Command("broschüre", stay_silent, Arguments, "zeigt", "broschüre", lookup=True),
    Command("notiere", write_down, Place, "schreibt", "notiere Bonn"),
    Command("bumm", explode, Place, "scheitert", "bumm Bonn"),
    Command("intern", stay_silent, Arguments, "intern", "intern", management=True),
)


async def count(database: Database, table: str) -> int:
    async with database.transaction() as tx:
        [row] = await tx.execute_fetchall(f"SELECT count(*) FROM {table}")  # noqa: S608  a test
    return int(row[0])
