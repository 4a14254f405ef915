"""What was agreed to is done."""

from commands.command import Occasion
from commands.meetings import editing, series_editing
from commands.meetings.actions import Action
from commands.texts import meeting_previews as texts
from commands.texts.markup import Text
from storage import meetings


async def perform(occasion: Occasion, action: Action, by: str) -> Text:
    """What was checked just before; the words to the manager."""
    settings = occasion.settings
    rooms = len(settings.network_rooms)
    if action.verb == "new":
        made = await editing.create(occasion, action.draft, by)
        return texts.saved(made, rooms, settings.prefix)
    meeting = await meetings.get(occasion.tx, action.number)
    if meeting is None:
        return texts.no_such(action.number, settings.prefix)
    if action.whole:
        return texts.done(len(await series_editing.change(occasion, meeting, action.fields)), rooms)
    changes = [editing.Change(meeting, editing.changed(meeting, action.fields))]
    return texts.done(len(await editing.store_all(occasion, changes)), rooms)
