"""Show an edit as a preview, and make it when the manager agrees."""

from dataclasses import asdict

from commands.collection.changing import put
from commands.collection.editing import edits
from commands.collection.editing.checking import checked, new_entry, of_batch
from commands.collection.editing.edits import EntryAction, Place, read_action
from commands.collection.editing.places import stored_municipality
from commands.collection.editing.undoing import MOST_AT_ONCE, begin, revert
from commands.collection.texts import editing as texts
from commands.collection.texts import editing_previews as preview_texts
from commands.conversation.command import CommandContext, Context, Reply
from commands.conversation.previews import Previews, route
from commands.conversation.previews import propose as show
from commands.language.markup import Text
from storage.collection import versions
from storage.collection.versions import EntrySnapshot, Provenance


async def perform(ctx: Context, action: EntryAction, manager: str) -> Text:
    """Do it, right after it was checked; return the words to the manager."""
    if action.verb == "undo":
        return await _undo(ctx, action, manager)
    by = Provenance(ctx.now, manager, reason=action.reason)
    if action.verb == "new":
        place = action.place or Place("")
        municipality = await stored_municipality(ctx.tx, place)
        made, _ = await put(ctx.tx, new_entry(ctx, action, municipality, manager), by)
        return texts.saved(made, ctx.prefix)
    before = await versions.whole(ctx.tx, action.number)
    if before is None:
        return texts.no_such(action.number, ctx.prefix)
    after, _ = await put(ctx.tx, _after(ctx, action, before, manager), by)
    match action.verb:
        case "delete":
            return texts.is_deleted(after, ctx.prefix)
        case "restore":
            return texts.is_restored(after, ctx.prefix)
        case "confirm":
            return texts.is_confirmed(before, after, ctx.prefix)
        case _:
            return texts.saved(after, ctx.prefix)


def _after(ctx: Context, action: EntryAction, before: EntrySnapshot, manager: str) -> EntrySnapshot:
    match action.verb:
        case "delete":
            return edits.deleted(before, ctx.now)
        case "restore":
            return edits.restored(before)
        case "confirm":
            return edits.ascertained(before, manager, ctx.now)
        case _:
            return edits.edited(before, action.fields, manager, ctx.now)


async def _undo(ctx: Context, action: EntryAction, manager: str) -> Text:
    """Undo the batch, newest change first; very many in portions, by a worker."""
    if await versions.size(ctx.tx, action.number) > MOST_AT_ONCE:
        await begin(ctx, action.number, manager)
        return texts.UNDOING
    batch = await versions.next_batch(ctx.tx)
    by = Provenance(ctx.now, manager, undoes=action.number, batch=batch)
    found = [each async for each in of_batch(ctx.tx, action.number)]
    return texts.undone(await revert(ctx, found, by), ctx.prefix)


# --- the previews

ENTRIES = Previews(
    "entry",
    checked,
    perform,
    asdict,
    read_action,
    preview_texts.to_confirm,
    preview_texts.nothing_open,
)


async def propose(ctx: CommandContext, action: EntryAction) -> Reply:
    return await show(ctx, ENTRIES, await checked(ctx, action))


ROUTE = route(ENTRIES)
