"""Apply an edit to an entry; pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from commands.collection.editing.fields import changed_links
from storage.collection.guidelines import has_details
from storage.collection.versions import EntrySnapshot, Version, changed, state, with_state
from storage.records import to_row

Verb = Literal["new", "change", "delete", "restore", "confirm", "undo"]


@dataclass(frozen=True)
class Place:
    """The municipality of a new entry. Without `municipality_id` it is new, or was forgotten."""

    name: str
    municipality_id: int | None = None
    ags: str | None = None
    kind: str | None = None
    land: str | None = None


@dataclass(frozen=True)
class EntryAction:
    """An edit, kept as JSON until it is confirmed.

    `number` is that of the entry, or of the batch to undo; `fields` are as fields.py reads them;
    `seen` is explained in checking.py.
    """

    verb: Verb
    number: int = 0
    fields: Mapping[str, Any] = field(default_factory=dict)
    place: Place | None = None
    reason: str | None = None
    seen: int = 0


def read_action(kept: Mapping[str, Any]) -> EntryAction:
    place = kept["place"]
    return EntryAction(**{**kept, "place": None if place is None else Place(**place)})


# The manager who confirmed may have been forgotten since: no conflict when it is undone.
_ACCOMPANYING = frozenset({"confirmed_by"})


def edited(
    whole: EntrySnapshot, fields: Mapping[str, Any], manager: str, now: datetime
) -> EntrySnapshot:
    """Apply values as fields.py reads them.

    The first details of an entry all come from this manager, who thereby confirms them.
    """
    values = dict(fields)
    if "links" in values:
        title = values.get("title", whole.guideline.title)
        links = changed_links(whole.guideline.links, values.pop("links"), title)
        values["links"] = [vars(link) for link in links]
    after = with_state(whole, _certain(whole, values))
    first = not has_details(whole.guideline) and has_details(after.guideline)
    return confirmed(after, manager, now) if first else after


def confirmed(whole: EntrySnapshot, manager: str, now: datetime) -> EntrySnapshot:
    values: dict[str, Any] = {"confirmed_by": manager, "confirmed_at": to_row(now)}
    return with_state(whole, values)


def ascertained(whole: EntrySnapshot, manager: str, now: datetime) -> EntrySnapshot:
    """Rename the municipality to what was presumed; the printed form still finds it."""
    values: dict[str, Any] = {"certainty": "sicher"}
    presumed = whole.municipality.presumed
    if presumed is not None:
        values |= {"name": presumed, "presumed": None}
    return confirmed(with_state(whole, values), manager, now)


def deleted(whole: EntrySnapshot, now: datetime) -> EntrySnapshot:
    return with_state(whole, {"deleted_at": to_row(now)})


def restored(whole: EntrySnapshot) -> EntrySnapshot:
    return with_state(whole, {"deleted_at": None})


def conflicts(whole: EntrySnapshot, version: Version) -> list[str]:
    """Return the fields that are no longer as this version left them."""
    now, after = state(whole), version.after
    if version.action == "created" and now["deleted_at"] is not None:
        return ["deleted_at"]
    names = set(changed(version.before, after)) - _ACCOMPANYING
    return [name for name in after if name in names and now.get(name) != after[name]]


def reverted(whole: EntrySnapshot, version: Version, now: datetime) -> EntrySnapshot:
    """Return the entry before that version; one that was created with it is deleted."""
    before = version.before or {}
    values = {name: before[name] for name in changed(before, version.after)}
    if version.action == "created":
        values["deleted_at"] = to_row(now)
    return with_state(whole, values)


def _certain(whole: EntrySnapshot, values: dict[str, Any]) -> dict[str, Any]:
    """Reset facts about what was presumed, when nothing is presumed any more."""
    cleared = whole.municipality.presumed is not None and values.get("presumed", "") is None
    if not cleared:
        return values
    name = values.get("name", whole.municipality.name)
    return {"official_name": name, "district": "", "ags": None, **values}
