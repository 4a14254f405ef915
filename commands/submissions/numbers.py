"""The number of a submission as an argument."""

from typing import Annotated

from pydantic import BeforeValidator, Field

# More does not fit into a column of the database.
_LARGEST = 2**53


def _bare(value: object) -> object:
    """ "Nr.12", "#12" and "12." mean 12."""
    return value.casefold().removeprefix("nr").strip("#. ") if isinstance(value, str) else value


Number = Annotated[int, BeforeValidator(_bare), Field(ge=1, le=_LARGEST)]
