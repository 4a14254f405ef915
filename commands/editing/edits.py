"""An entry as it would be after an edit; pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from commands.editing.fields import changed_links
from storage.guidelines import has_details
from storage.times import to_row
from storage.versions import Version, Whole, changed, state, with_state

# When one is taken back, who confirmed is no matter of conflict: they may have been forgotten.
_ACCOMPANYING = frozenset({"confirmed_by"})


def edited(whole: Whole, fields: Mapping[str, Any], manager: str, now: datetime) -> Whole:
    """With these values as commands/editing/fields.py reads them.

    The first details of an entry are all from this manager, who thereby confirms them.
    """
    values = dict(fields)
    if "links" in values:
        title = values.get("title", whole.guideline.title)
        links = changed_links(whole.guideline.links, values.pop("links"), title)
        values["links"] = [vars(link) for link in links]
    after = with_state(whole, _certain(whole, values))
    first = not has_details(whole.guideline) and has_details(after.guideline)
    return confirmed(after, manager, now) if first else after


def confirmed(whole: Whole, manager: str, now: datetime) -> Whole:
    values: dict[str, Any] = {"confirmed_by": manager, "confirmed_at": to_row(now)}
    return with_state(whole, values)


def ascertained(whole: Whole, manager: str, now: datetime) -> Whole:
    """What was presumed is right, and called so from now on; the printed form still finds it."""
    values: dict[str, Any] = {"certainty": "sicher"}
    presumed = whole.municipality.presumed
    if presumed is not None:
        values |= {"name": presumed, "presumed": None}
    return confirmed(with_state(whole, values), manager, now)


def deleted(whole: Whole, now: datetime) -> Whole:
    return with_state(whole, {"deleted_at": to_row(now)})


def restored(whole: Whole) -> Whole:
    return with_state(whole, {"deleted_at": None})


def conflicts(whole: Whole, version: Version) -> list[str]:
    """Fields that are no longer as this version left them."""
    now, after = state(whole), version.after
    if version.what == "created" and now["deleted_at"] is not None:
        return ["deleted_at"]
    names = set(changed(version.before, after)) - _ACCOMPANYING
    return [name for name in after if name in names and now.get(name) != after[name]]


def reverted(whole: Whole, version: Version, now: datetime) -> Whole:
    """As it was before that version; what was created then is deleted."""
    before = version.before or {}
    values = {name: before[name] for name in changed(before, version.after)}
    if version.what == "created":
        values["deleted_at"] = to_row(now)
    return with_state(whole, values)


def _certain(whole: Whole, values: dict[str, Any]) -> dict[str, Any]:
    """If nothing is presumed any more, what was known was about something else."""
    cleared = whole.municipality.presumed is not None and values.get("presumed", "") is None
    if not cleared:
        return values
    name = values.get("name", whole.municipality.name)
    return {"official_name": name, "district": "", "ags": None, **values}
