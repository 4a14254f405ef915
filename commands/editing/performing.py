"""What was agreed to is done, and becomes a version."""

from commands.collection.changing import make_room, put
from commands.command import Occasion
from commands.editing import edits
from commands.editing.actions import Action, Place
from commands.editing.checking import new_entry
from commands.editing.places import stored_municipality
from commands.texts import editing as texts
from commands.texts.markup import Text
from storage import versions
from storage.versions import By, Whole


async def perform(occasion: Occasion, action: Action, manager: str) -> Text:
    """What was checked just before; the words to the manager."""
    prefix = occasion.settings.prefix
    if action.verb == "undo":
        return texts.undone(await _undo(occasion, action, manager), prefix)
    by = By(occasion.now, manager, reason=action.reason)
    if action.verb == "new":
        place = action.place or Place("")
        municipality = await stored_municipality(occasion.tx, place)
        made, _ = await put(occasion.tx, new_entry(occasion, action, municipality, manager), by)
        return texts.saved(made, prefix)
    before = await versions.whole(occasion.tx, action.number)
    if before is None:
        return texts.no_such(action.number, prefix)
    after, _ = await put(occasion.tx, _after(occasion, action, before, manager), by)
    match action.verb:
        case "delete":
            return texts.is_deleted(after, prefix)
        case "restore":
            return texts.is_restored(after, prefix)
        case "confirm":
            return texts.is_confirmed(before, after, prefix)
        case _:
            return texts.saved(after, prefix)


def _after(occasion: Occasion, action: Action, before: Whole, manager: str) -> Whole:
    match action.verb:
        case "delete":
            return edits.deleted(before, occasion.now)
        case "restore":
            return edits.restored(before)
        case "confirm":
            return edits.ascertained(before, manager, occasion.now)
        case _:
            return edits.edited(before, action.fields, manager, occasion.now)


async def _undo(occasion: Occasion, action: Action, manager: str) -> list[Whole]:
    """The entries as they are then; newest change first, each as if it had not been."""
    by = By(occasion.now, manager, undoes=action.number)
    done = []
    for version in await versions.of_batch(occasion.tx, action.number):
        present = await versions.whole(occasion.tx, version.guideline_id)
        if present is not None:
            before = edits.reverted(present, version, occasion.now)
            await make_room(occasion.tx, before.municipality)
            after, _ = await put(occasion.tx, before, by)
            done.append(after)
    return done
