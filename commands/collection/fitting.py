"""Whether an entry, as it would be stored, could be exported and imported again."""

from collections.abc import Mapping
from types import MappingProxyType

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from commands.collection.files import problem
from commands.collection.rows import MOST_LINKS, Row
from commands.texts import collection as texts
from storage.versions import Whole

# Documents are named by where they come from.
_FIELDS = frozenset(Row.model_fields) - {"documents"}


def faults(whole: Whole) -> Mapping[str, str]:
    """What is wrong with which field, as the import would put it."""
    told = {**vars(whole.municipality), **vars(whole.guideline)}
    values = {name: value for name, value in told.items() if name in _FIELDS}
    values["links"] = [vars(link) for link in whole.guideline.links]
    try:
        Row.model_validate(values)
    except ValidationError as error:
        return MappingProxyType({str(e["loc"][0]): _told(e) for e in reversed(error.errors())})
    return MappingProxyType({})


def new_fault(before: Whole | None, after: Whole) -> tuple[str, str] | None:
    """The first field that could not be stored so, and why; what was so before is let be."""
    known = {} if before is None else faults(before)
    return next(((n, why) for n, why in faults(after).items() if n not in known), None)


def _told(error: ErrorDetails) -> str:
    if error["type"] == "too_long" and error["loc"] == ("links",):
        return texts.most_links(MOST_LINKS)
    return problem(error)
