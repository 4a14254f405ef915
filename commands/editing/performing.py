"""What was agreed to is done, and becomes a version."""

from dataclasses import replace

from commands.collection import refresh_spellings
from commands.collection.changing import make_room, put
from commands.command import Occasion
from commands.editing import edits
from commands.editing.actions import Action, Place
from commands.editing.batches import PART, of_batch
from commands.editing.checking import new_entry
from commands.editing.places import stored_municipality
from commands.texts import editing as texts
from commands.texts.markup import Text
from storage import versions
from storage.guidelines import Municipality
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
    tx = occasion.tx
    batch = await versions.next_batch(tx)
    by = By(occasion.now, manager, undoes=action.number, batch=batch)
    done: dict[int, Whole] = {}
    # An entry was read before others of its municipality were put.
    places: dict[int, Municipality] = {}
    async for version, read in of_batch(tx, action.number):
        present = done.get(version.guideline_id, read)
        if present is not None:
            number = present.guideline.municipality_id
            present = replace(present, municipality=places.get(number, present.municipality))
            before = edits.reverted(present, version, occasion.now)
            await make_room(tx, before.municipality)
            after, _ = await put(tx, before, by, before=present, spelled=False)
            done[version.guideline_id], places[number] = after, after.municipality
    numbers = list(places)
    for start in range(0, len(numbers), PART):
        await refresh_spellings(tx, [places[n] for n in numbers[start : start + PART]])
    return list(done.values())
