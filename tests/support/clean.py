"""What the bot says is clean: harmless as HTML, readable, German, and short enough to be sent."""

import json
import re
import unicodedata
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

ALLOWED = {"p", "ul", "ol", "li", "strong", "code", "a", "br"}
SCHEMES = ("https://", "http://", "mailto:")
# Of an event as it is sent, with what stands around the content.
LARGEST_EVENT = 65_536 - 2_000
_GERMAN = re.compile(
    r"\b(Sie|Ihre?n?|Ihnen|ist|sind|nicht|bitte|der|die|das|den|im|zu|von|habe|wird|antwortet|keine|wurde|auf)\b",
    re.IGNORECASE,
)
_INNER = re.compile(r"\b(Traceback|Exception|[A-Z]\w+Error|None|NULL|sqlite)\b")
_INTERNAL = "es liegt nicht an Ihnen"


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        href = dict(attrs).get("href") or ""
        if tag not in ALLOWED or names != (["href"] if tag == "a" else []):
            self.faults.append(f"<{tag} {attrs}>")
        if tag == "a" and not href.startswith(SCHEMES):
            self.faults.append(f"href {href}")
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}>")

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"<!--{data}")

    def handle_decl(self, decl: str) -> None:
        self.faults.append(f"<!{decl}")

    def handle_pi(self, data: str) -> None:
        self.faults.append(f"<?{data}")

    def unknown_decl(self, data: str) -> None:
        self.faults.append(f"<![{data}")

    def handle_data(self, data: str) -> None:
        self.text += data


def faults(content: Mapping[str, Any], *, relayed: bool = False) -> list[str]:
    """Everything that is wrong with it; `relayed` is what a person wrote, word for word."""
    body = content.get("body")
    if body is None:
        return []
    is_file = content["msgtype"] == "m.file"
    # The name of a file is no German sentence and has no HTML.
    found = [] if is_file else _faults_of_html(str(content.get("formatted_body", "")))
    found += [f"invisible {c!r}" for c in sorted(set(body)) if _is_bad(c, relayed=relayed)]
    found += [] if _mentions_only_whom_it_is_for(content) else ["mentions"]
    found += [] if is_file or _GERMAN.search(body) else [f"not German: {body[:100]}"]
    found += [f"inside: {word}" for word in _INNER.findall(body)]
    found += [f"internal error: {body[:100]}"] if _INTERNAL in body else []
    size = len(json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    # Encrypted, each three bytes become four.
    found += [f"too large: {size}"] if size * 4 / 3 > LARGEST_EVENT else []
    new = content.get("m.new_content")
    return found + (faults(new, relayed=relayed) if isinstance(new, dict) else [])


def _mentions_only_whom_it_is_for(content: Mapping[str, Any]) -> bool:
    """Nobody is mentioned, or one person, and that only by what is said unasked."""
    mentioned = content["m.mentions"]
    one_person = set(mentioned) == {"user_ids"} and len(mentioned["user_ids"]) == 1
    return mentioned == {} or (one_person and content["msgtype"] == "m.text")


def _faults_of_html(html: str) -> list[str]:
    tags = _Tags()
    tags.feed(html)
    tags.close()
    return tags.faults + [f"open: {tag}" for tag in tags.open]


def _is_bad(character: str, *, relayed: bool) -> bool:
    """Invisible, or turns the direction of writing, or cannot be sent at all."""
    category = unicodedata.category(character)
    if relayed:
        bidi = unicodedata.bidirectional(character)
        turns = bidi in ("LRE", "RLE", "LRO", "RLO", "LRI", "RLI", "FSI")
        return category == "Cs" or turns or (category == "Cc" and character not in "\n\t")
    return category.startswith("C") and character != "\n"
