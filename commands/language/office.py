"""Find the parts of an office document in its zip file, as office programs do: by reference."""

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from commands.language.patterns import Pattern

LARGEST_INDEX = 2**20
CONTENT_TYPES = "[Content_Types].xml"
WORD_MAIN = "openxmlformats-officedocument.wordprocessingml.document.main+xml"
_USUAL_MAIN = Pattern(r"word/document[0-9]*\.xml")
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
# A tag ends before the next begins, so that each byte is looked at once.
_TAG = Pattern(r"<(?:[\w.-]+:)?(?:Relationship|Override)\s([^<>]*)>")
_ATTRIBUTE = Pattern(
    r"\b(Type|Target|TargetMode|PartName|ContentType)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')"
)


def normal_name(name: str) -> str:
    """Return the name of an entry as it is compared: some programs write backslashes."""
    return name.replace("\\", "/").casefold()


class OfficeParts:
    """The parts of a package; names are normal ones, except what `entry` returns."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        self._entries = {normal_name(name): name for name in package.namelist()}

    def __contains__(self, name: str) -> bool:
        return normal_name(name) in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def entry(self, name: str) -> str:
        """Return the name under which the zip file knows the part. Raises KeyError."""
        return self._entries[normal_name(name)]

    def index(self, name: str) -> bytes:
        """Return the beginning of the short part that says what the others are."""
        with self._package.open(self.entry(name)) as file:
            return file.read(LARGEST_INDEX)

    def main(self) -> str | None:
        """Return the part that holds the text of a DOCX."""
        named = (
            attributes.get("PartName", "").lstrip("/")
            for attributes in self._tags(CONTENT_TYPES)
            if WORD_MAIN in attributes.get("ContentType", "")
        )
        usual = (name for name in self._entries if _USUAL_MAIN.fullmatch(name))
        candidates = (self.related("", "officeDocument"), *named, *usual)
        return next((normal_name(name) for name in candidates if name and name in self), None)

    def related(self, part: str, kind: str) -> str | None:
        """Return the part that another, or the package (""), refers to as this kind."""
        folder, name = posixpath.split(part)
        for attributes in self._tags(posixpath.join(folder, "_rels", f"{name}.rels")):
            target = unquote(attributes.get("Target", "")).replace("\\", "/")
            found = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            is_kind = attributes.get("Type", "").rpartition("/")[2] == kind
            if is_kind and attributes.get("TargetMode") != "External" and found in self:
                return normal_name(found)
        return None

    def _tags(self, name: str) -> Iterator[Mapping[str, str]]:
        """Yield the attributes of each tag; none where comments or entities could hide some."""
        data = self.index(name) if name in self else b""
        text = data.decode("utf-16" if data[:2] in _BYTE_ORDER_MARKS else "utf-8", "replace")
        if "<!" in text or "&#" in text:
            return
        for tag in _TAG.finditer(text):
            yield {found[1]: found[2] or found[3] or "" for found in _ATTRIBUTE.finditer(tag[1])}
