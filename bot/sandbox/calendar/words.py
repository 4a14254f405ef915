"""Clean the words of an entry: one line or several, without tags, limited in length."""

import html
import re

MAX_TITLE = 200
MAX_PLACE = 500
MAX_DESCRIPTION = 4000
# Also marks that change the direction of writing: they could disguise a title.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_HTML = re.compile(
    r"</?(?:a|b|br|div|em|font|h\d|html|i|li|ol|p|span|strong|table|u|ul)\b[^<>]*>", re.IGNORECASE
)
_TAG = re.compile(r"(</?[a-z!][a-z0-9-]*(?:\s[^<>]*)?/?>)", re.IGNORECASE)
_HREF = re.compile(r"\shref\s*=\s*[\"']?(https?://[^\"'\s<>]+)", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{1,7}|#x[0-9a-f]{1,6});", re.IGNORECASE)
_BREAKING = frozenset({"br", "p", "/p", "/div", "/li", "/ul", "/ol", "/tr", "/table", "/h1", "/h2"})
_SILENT = frozenset({"head", "script", "style"})


def words(text: str, most: int, *, one_line: bool = False) -> str | None:
    plain = _plain(text) if _HTML.search(text) else text
    unescaped = html.unescape(plain) if _ENTITY.search(plain) else plain
    cleaned = CONTROL.sub("", unescaped.replace("\r\n", "\n").replace("\xa0", " ")).strip()
    if one_line:
        cleaned = " ".join(cleaned.split())
    if len(cleaned) > most:
        cleaned = f"{cleaned[: most - 1].rstrip()}…"
    return cleaned or None


def _plain(text: str) -> str:
    """Remove the tags; keep the targets of links."""
    parts: list[str] = []
    link, silent = "", ""
    for piece in _TAG.split(text):
        match = _TAG.match(piece)
        name = "" if match is None else re.split(r"[\s/>]", piece[1:].lstrip("/"))[0].casefold()
        name = f"/{name}" if piece.startswith("</") else name
        if silent:
            silent = "" if name == f"/{silent}" else silent
        elif match is None:
            parts.append(piece)
        elif name in _SILENT:
            silent = name
        elif name == "a":
            link = target[1] if (target := _HREF.search(piece)) else ""
        elif name == "/a" and link:
            shown = parts[-1].strip() if parts else ""
            parts.append("" if shown == html.unescape(link) or shown == link else f" ({link})")
            link = ""
        elif name == "li":
            parts.append("\n- ")
        elif name in _BREAKING:
            parts.append("\n")
    lines = (" ".join(line.split(" ")).strip() for line in "".join(parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
