"""A change of the collection that waits for a manager's word before it is saved."""

from dataclasses import asdict

from commands.command import Context, Reply
from commands.editing.actions import Action, read
from commands.editing.checking import checked
from commands.editing.performing import perform
from commands.pending import Previews, listeners
from commands.pending import propose as show
from commands.texts import editing_previews as texts

ENTRIES = Previews(
    "entry",
    checked,
    perform,
    asdict,
    read,
    texts.to_confirm,
    texts.nothing_open,
)


async def propose(ctx: Context, action: Action) -> Reply:
    return await show(ctx, ENTRIES, await checked(ctx, action))


ON_REACTION, ON_WORD = listeners(ENTRIES)
