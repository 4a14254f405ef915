"""Numbers, and several things in one sentence."""

from collections.abc import Iterable, Sequence

from commands.language.markup import Inline

# A line of a list, plain or with markup.
Line = str | tuple[Inline, ...]


def counted(count: int, one: str, many: str, *, article: str = "1") -> str:
    """Return "1 Eintrag" or "12 Einträge"; an `article` such as "ein" takes the place of the 1."""
    return f"{article} {one}" if count == 1 else f"{count} {many}"


def grouped(number: int) -> str:
    """Return "1.234"."""
    return f"{number:,}".replace(",", ".")


def megabytes(size: int) -> str:
    """Return "1,2 MB" for a number of bytes."""
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def file_size(size: int) -> str:
    """Return "1,2 MB", or "35 KB" of a small file."""
    return megabytes(size) if size >= 1_000_000 else f"{max(round(size / 1000), 1)} KB"


def numbers(ids: Iterable[int]) -> str:
    """Return "Nr. 3, Nr. 12"."""
    return ", ".join(f"Nr. {number}" for number in ids)


def listed(words: Sequence[str], link: str = "und") -> str:
    """Return "a, b und c"."""
    *first, last = words or [""]
    return f"{', '.join(first)} {link} {last}" if first else last


def shortened(lines: Sequence[Line], most: int, left: int | None = None) -> list[Line]:
    """Return the first lines, and how many more there are (`left`, if not all are in `lines`)."""
    more = len(lines) - most if left is None else left
    return [*lines[:most], *([f"und {more} weitere"] if more > 0 else [])]
