"""Words of a manager that are passed on to a member, as an argument."""

from typing import Annotated

from pydantic import AfterValidator

from commands.fields import cleaned


def _not_empty(value: str) -> str:
    if not value:
        raise ValueError
    return value


# Without what is invisible: it could be neither stored nor shown.
Words = Annotated[str, AfterValidator(cleaned), AfterValidator(_not_empty)]
