"""The file of an event, taken only if every part of its description is well-formed."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from commands.conversation.events import File, Medium
from commands.language.visible import one_line

_KINDS = MappingProxyType(
    {
        "m.file": Medium.FILE,
        "m.image": Medium.PICTURE,
        "m.video": Medium.PICTURE,
        "m.audio": Medium.SOUND,
    }
)
# Either marks a sound as spoken into the client.
_VOICE = ("org.matrix.msc3245.voice", "org.matrix.msc3245.voice.v2", "m.voice")
_LONGEST_NAME = 255
_MXC = re.compile(r"mxc://(?P<server>[A-Za-z0-9.:\[\]-]{1,255})/(?P<media>[A-Za-z0-9_-]{1,255})")
_KEY = re.compile(r"[A-Za-z0-9_-]{43}=?")
_HASH = re.compile(r"[A-Za-z0-9+/]{43}=?")
_START = re.compile(r"[A-Za-z0-9+/]{22}(==)?")


def file_of(content: Mapping[str, Any]) -> File | None:
    """Return None if there is no file, or none that could be fetched."""
    msgtype = content.get("msgtype")
    medium = _KINDS.get(msgtype) if isinstance(msgtype, str) else None
    if medium is None:
        return None
    if medium is Medium.SOUND and any(mark in content for mark in _VOICE):
        medium = Medium.VOICE
    source = sound_source(content)
    if source is None:
        return None
    name = _text(content.get("filename")) or _text(content.get("body"))
    return File(one_line(name)[:_LONGEST_NAME], source, "file" in source, medium)


def caption_of(content: Mapping[str, Any]) -> str:
    """Return the caption: the body, if there is a filename, too, and they differ."""
    name, body = _text(content.get("filename")), _text(content.get("body"))
    return body if name and body != name else ""


def sound_source(source: Mapping[str, Any]) -> Mapping[str, object] | None:
    """Return only what it takes to fetch the file: {"url": …} or {"file": {…}}."""
    if "file" in source:
        file = _encrypted_file(source["file"])
        return None if file is None else {"file": file}
    return {"url": source["url"]} if media_id(source.get("url")) is not None else None


def media_id(url: object) -> tuple[str, str] | None:
    """Return server and media id of an mxc address."""
    found = _MXC.fullmatch(url) if isinstance(url, str) else None
    return None if found is None else (found["server"], found["media"])


def _encrypted_file(file: object) -> dict[str, object] | None:
    if not isinstance(file, dict):
        return None
    key, hashes = file.get("key"), file.get("hashes")
    if not isinstance(key, dict) or not isinstance(hashes, dict):
        return None
    sound = (
        media_id(file.get("url")) is not None
        and key.get("kty") == "oct"
        and key.get("alg") == "A256CTR"
        and _fits(_KEY, key.get("k"))
        and _fits(_START, file.get("iv"))
        and _fits(_HASH, hashes.get("sha256"))
    )
    if not sound:
        return None
    return {
        "url": file["url"],
        "key": {"kty": "oct", "alg": "A256CTR", "k": key["k"]},
        "iv": file["iv"],
        "hashes": {"sha256": hashes["sha256"]},
        "v": "v2",
    }


def _fits(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
