"""Locked packages with their hashes and licences.

`python -m tests.support.credits` makes the list of libraries in NOTICE anew.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from types import MappingProxyType

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "requirements" / "run.txt"
NOTICE = ROOT / "NOTICE"
HEADING = "Libraries that are installed with it"
_KEYS = ("License-Expression", "License")
_LINE = re.compile(r"(?P<name>[\w.-]+)==(?P<version>\S+)(?: ; (?P<marker>.*?))?\s+--hash")
# The file of the licence says it, the metadata does not.
_FROM_THEIR_FILES = MappingProxyType(
    {
        "colorama": "BSD-3-Clause",  # only on Windows
        "hyperframe": "MIT",
        "matrix-nio": "ISC",
        "peewee": "MIT",
        "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
        "vodozemac": "MIT",
    }
)
_IN_OTHER_WORDS = MappingProxyType(
    {
        "Apache 2.0": "Apache-2.0",
        "ISC License": "ISC",
        "License :: OSI Approved :: MIT License": "MIT",
    }
)


@dataclass(frozen=True)
class LockedPackage:
    """`hashes` are the SHA-256 of the files that may be installed; `marker` says where it is."""

    name: str
    version: str
    marker: str | None
    hashes: tuple[str, ...]

    @property
    def licence(self) -> str:
        """Return an SPDX expression. Raises LookupError if nothing says which."""
        known = _FROM_THEIR_FILES.get(self.name)
        if known is not None:
            return known
        said = metadata(self.name)
        classifiers = [c for c in said.get_all("Classifier", []) if c.startswith("License")]
        given = [words for key in _KEYS for words in said.get_all(key, [])]
        for words in (*given, *classifiers):
            expression: str = _IN_OTHER_WORDS.get(words, words)
            if re.fullmatch(r"[\w.-]+(?: (?:AND|OR) [\w.-]+)*", expression):
                return expression
        raise LookupError(self.name)

    @property
    def requires(self) -> frozenset[str]:
        """Return the names of what it requires here; none if it is not installed here."""
        try:
            return names_in(metadata(self.name).get_all("Requires-Dist", []))
        except PackageNotFoundError:
            return frozenset()


def names_in(requirements: Iterable[str]) -> frozenset[str]:
    """Return the normal names of those that hold here, also of nio's extra for encryption."""
    read = map(Requirement, requirements)
    return frozenset(
        canonicalize_name(each.name)
        for each in read
        if each.marker is None or any(each.marker.evaluate({"extra": e}) for e in ("", "e2e"))
    )


def locked(file: Path = LOCK) -> Iterator[LockedPackage]:
    for line in file.read_text(encoding="utf-8").replace("\\\n", "").splitlines():
        match = _LINE.match(line)
        if match is not None:
            hashes = tuple(re.findall(r"--hash=sha256:([0-9a-f]{64})", line))
            yield LockedPackage(match["name"], match["version"], match["marker"], hashes)


def with_libraries(notice: str) -> str:
    """Return the NOTICE with the list below its last heading made anew."""
    kept, heading, rest = notice.partition(f"## {HEADING}\n")
    introduction = rest.partition("\n- ")[0]
    lines = "".join(f"- {package.name}: {package.licence}\n" for package in locked())
    return f"{kept}{heading}{introduction}\n{lines}"


if __name__ == "__main__":
    NOTICE.write_text(with_libraries(NOTICE.read_text(encoding="utf-8")), encoding="utf-8")
