"""The configuration as it grows: kept beside the file, and put in its place when it is whole.

What is there already stays as it is, to the byte: new lines are put between the old ones.
"""

import contextlib
import fcntl
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomli_w

from bot.config.reading import load, read_toml
from bot.process.accounts import account_named
from bot.process.files import UNFINISHED, make_folders, sync_directory, write_whole
from bot.process.lifecycle import SERVICE, Failure
from bot.texts import setup as texts
from bot.texts import setup_written as written
from bot.texts.operation import disk_full, reason

_MARK = "\ufeff"
# What a group needs to read a configuration that root has written for the account of the bot.
_FOR_GROUP = 0o050


@dataclass
class ConfigDraft:
    """The text of the configuration at `path`; `before` is what stands there, None if nothing."""

    path: Path
    text: str
    before: str | None

    @property
    def file(self) -> Path:
        return self.path.with_name(f".{self.path.name}.draft")

    @property
    def original(self) -> "ConfigDraft":
        """Return it as it was before the first call that has added to it."""
        return ConfigDraft(self.path, self.before or "", self.before)

    @property
    def data(self) -> dict[str, Any]:
        return _read_text(self.text)

    @property
    def is_begun(self) -> bool:
        return self.text != (self.before or "")

    def get(self, section: str, key: str) -> Any:
        """Return None if it is not there."""
        found = self.data.get(section)
        return found.get(key) if isinstance(found, dict) else None

    def add(self, section: str, values: Mapping[str, object], comment: str = "") -> None:
        """Add keys that are not there, with a comment above, and keep the draft. Raises Failure."""
        text = extended(self.text or written.HEAD, section, values, comment)
        if text is None:
            raise Failure(texts.cannot_add(self.path, section, _lines(values)), exit_code=2)
        self.text = text
        self.keep()

    def keep(self) -> None:
        """Write it beside the configuration. Raises Failure."""
        with explained(self.path.parent):
            write_whole(self.file, self.text.encode(), **rights(self.path))

    def finish(self) -> None:
        """Put it in the place of the configuration, if it is one. Raises Failure."""
        if not self.is_begun:
            return
        load(self.file, {})
        with explained(self.path.parent):
            self.file.replace(self.path)
            sync_directory(self.path.parent)
        self.before = self.text

    def drop(self) -> None:
        """Remove what an earlier call has left, if it does not fit any more."""
        with contextlib.suppress(OSError):
            self.file.unlink()


def open_draft(path: Path) -> ConfigDraft:
    """Go on with the draft that an earlier call has left, if it fits. Raises Failure."""
    before = _read(path) if path.exists() else None
    draft = ConfigDraft(path, before or "", before)
    if draft.file.exists():
        left = ConfigDraft(path, _read(draft.file), before)
        if _extends(left.data, draft.data):
            return left
    return draft


@contextmanager
def alone_in(directory: Path) -> Iterator[None]:
    """Make the folder if need be, and keep other calls out of it. Raises Failure."""
    with explained(directory):
        _make(directory)
        descriptor = os.open(directory, os.O_RDONLY)
    try:
        with explained(directory):
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Failure(texts.at_work(directory)) from None
            for left in directory.glob(f".*{UNFINISHED}"):  # of a call that was killed
                left.unlink()
        yield
    finally:
        os.close(descriptor)


def _make(directory: Path) -> None:
    """Make it (0700), below /etc as root for the group of the service (0750).

    Raises Failure, OSError.
    """
    if os.geteuid() != 0 or not directory.is_relative_to(written.SYSTEM) or directory.exists():
        make_folders(directory)
        return
    account = account_named(SERVICE)
    if account is None:
        raise Failure(texts.no_account(directory, SERVICE), exit_code=2)
    for each in make_folders(directory):
        os.chown(each, 0, account.gid)
        each.chmod(0o750)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what the disk refuses into a Failure."""
    try:
        yield
    except OSError as error:
        text = disk_full(path) if error.errno == 28 else texts.cannot_write(path, reason(error))
        raise Failure(f"{text} {texts.GO_ON}") from None


def extended(
    text: str, section: str, values: Mapping[str, object], comment: str = ""
) -> str | None:
    """Return the text with the keys added to the section, all its lines as they were.

    None if the section is written in a way that no line can be added to.
    """
    lines = [*([f"# {comment}"] if comment else ()), *_lines(values)]
    wanted = _read_text(text)
    wanted[section] = {**wanted.get(section, {}), **values}
    return next((t for t in _candidates(text, section, lines) if _reads_as(t, wanted)), None)


def _read(path: Path) -> str:
    """Return the text with all its marks. Raises Failure."""
    read_toml(path)
    return path.read_bytes().decode()


def _lines(values: Mapping[str, object]) -> list[str]:
    return [f"{key} = {_inline(value)}" for key, value in values.items()]


def _inline(value: object) -> str:
    """Return the value as TOML in one line, also a list."""
    if isinstance(value, list):
        return f"[{', '.join(map(_inline, value))}]"
    return tomli_w.dumps({"x": value}).removeprefix("x = ").removesuffix("\n")


def _candidates(text: str, section: str, lines: list[str]) -> Iterator[str]:
    """Yield the text with the lines at the end of the section, at its beginning, as a new one."""
    end = "\r\n" if "\r\n" in text else "\n"
    old = text.split("\n")
    heads = [n for n, line in enumerate(old) if line.lstrip(f"{_MARK} \t").startswith("[")]
    name = re.compile(rf"{_MARK}?\s*\[\s*{section}\s*\]\s*(#.*)?")
    added = [f"{line}{end.removesuffix(chr(10))}" for line in lines]
    for head in (n for n in heads if name.fullmatch(old[n].removesuffix("\r"))):
        last = next((n for n in heads if n > head), len(old))
        while not old[last - 1].strip() or old[last - 1].lstrip().startswith("#"):
            last -= 1
        for place in (last, head + 1):
            yield "\n".join([*old[:place], *added, *old[place:]])
    gap = "" if text.endswith("\n\n") else end if text.endswith("\n") else end * 2
    above = [f"# {line}" for line in written.SECTIONS.get(section, ())]
    yield text + gap + "".join(f"{line}{end}" for line in (*above, f"[{section}]", *lines))


def _read_text(text: str) -> dict[str, Any]:
    return tomllib.loads(text.removeprefix(_MARK))


def _reads_as(text: str, wanted: Mapping[str, Any]) -> bool:
    try:
        return _read_text(text) == wanted
    except tomllib.TOMLDecodeError:
        return False


def _extends(left: Mapping[str, Any], right: Mapping[str, Any]) -> bool:
    """Return whether all of the right is in the left."""
    return all(
        key in left
        and (
            _extends(left[key], value)
            if isinstance(value, dict) and isinstance(left[key], dict)
            else left[key] == value
        )
        for key, value in right.items()
    )


def rights(path: Path) -> dict[str, int]:
    """Return mode, owner and group for a file: what it has, else what its folder is made for.

    Root writes for the account of the bot where the folder lets its group read.
    """
    folder = path.parent.stat()
    if path.exists():
        old = path.stat()
        return {"mode": old.st_mode & 0o777, "owner": old.st_uid, "group": old.st_gid}
    if os.geteuid() == 0 and folder.st_mode & _FOR_GROUP == _FOR_GROUP:
        return {"mode": 0o640, "group": folder.st_gid}
    return {}
