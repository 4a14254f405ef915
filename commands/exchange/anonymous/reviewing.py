"""Name what could give somebody away, before it is shown as it would be posted."""

from commands.conversation.command import Context, Reply
from commands.exchange.anonymous.clues import Clue, clues_in
from commands.exchange.anonymous.places import places_in
from commands.exchange.anonymous.texts import reviewing as texts

LEAVE_OUT, KEEP, CHANGE = texts.LEAVE_OUT, texts.KEEP, texts.CHANGE
# How the lines begin that are offered.
LINE = "frage anonym"


async def found_in(ctx: Context, text: str) -> list[Clue]:
    members = ctx.resources.members_of(ctx.settings.exchange_room or "") or frozenset()
    people = [name for name in map(ctx.name_of, sorted(members)) if name]
    return clues_in(text, await places_in(ctx.tx, text), people)


async def objections(ctx: Context, *texts_of_it: str) -> Reply | None:
    """Return what to say about the clues in its text and topics; None if there are none."""
    found = [clue for each in texts_of_it for clue in await found_in(ctx, each)]
    if not found:
        return None
    named = [(each.kind.value, each.words) for each in found]
    lines = tuple(f"{LINE} {word}" for word in (LEAVE_OUT, KEEP, CHANGE))
    return Reply(texts.clues(named), options=lines, proposed=True, untraced=True)
