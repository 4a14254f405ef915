"""Links as people and programs write them: in Markdown, and wrapped by mail and search programs."""

import base64
import re
from collections.abc import Callable, Sequence
from urllib.parse import parse_qsl, unquote, urlsplit

from commands.language.patterns import Pattern

# With angle brackets, brackets in the address, and a title behind it.
MARKDOWN = Pattern(
    r"!?\[(?P<label>[^\[\]]*)\]\(\s*<?(?P<url>[^\s<>()]+(?:\([^\s<>()]*\)[^\s<>()]*)*)>?"
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)
_MOST_WRAPPINGS = 5
# Those of mail programs are some hundred characters longer than the link.
_LONGEST = 3_000
_WEB = Pattern(r"https?://", re.IGNORECASE)
# The host, the path, and the parameters that hold the link; they are part of the programs.
_BY_PARAMETER: Sequence[tuple[Pattern, Pattern, tuple[str, ...]]] = tuple(
    (Pattern(host), Pattern(path), tuple(names.split()))
    for host, path, names in (
        (r"(www\.)?google\.[a-z.]{2,7}", r"/url", "url q"),
        (r"([a-z0-9-]+\.)*safelinks\.protection\.outlook\.[a-z]+", r".*", "url"),
        (r"([a-z0-9-]+\.)*safelink\.emails\.azure\.net", r".*", "destination"),
        (r"statics\.teams\.cdn\.office\.net|teams\.microsoft\.com", r".*safelinks.*", "url"),
        (r"lm?\.(facebook|messenger|instagram|threads|workplace)\.(com|net)", r".*", "u"),
        (r"(www\.)?facebook\.com", r"/(l|flx/warn/?)(\.php)?", "u"),
        (r"urldefense(\.proofpoint)?\.com", r"/v1/url", "u"),
        (r"linkprotect\.cudasvc\.com", r"/url", "a"),
        (r"clicktime\.symantec\.com", r".*", "u"),
        (r"deref-(gmx\.(net|com|de|at|ch)|web\.de|1und1\.de|mail\.com)", r".*", "redirecturl"),
        (r"((www|m)\.)?youtube\.com", r"/redirect", "q"),
        (r"(www\.)?linkedin\.com", r"/(redir/redirect|safety/go)/?", "url"),
        (r"(www\.)?duckduckgo\.com", r"/l/?", "uddg"),
        (r"out\.reddit\.com|slack-redir\.net|(www\.)?(href\.li|anon\.to)", r".*", "url"),
        (r"vk\.com", r"/away\.php", "to"),
        (r"t\.umblr\.com", r"/redirect", "z"),
    )
)  # fmt: skip
_BY_PATH = (
    Pattern(r"https?://secure-web\.cisco\.com/[^/]+/(?P<url>https?%3a[^?#]+)", re.IGNORECASE),
    Pattern(r"https?://protect\.checkpoint\.com/v[0-9]+/[^?#]*?___(?P<url>.+?)___", re.IGNORECASE),
)
_PROOFPOINT_2 = Pattern(
    r"https?://urldefense\.(?:proofpoint\.)?com/v2/url\?(?:[^#]*&)?u=(?P<url>[^&#]+)", re.IGNORECASE
)
_PROOFPOINT_3 = Pattern(
    r"https?://urldefense\.(?:proofpoint\.)?(?:com|us)/v3/__(?P<url>.+?)__;(?P<kept>[^!]*)!",
    re.IGNORECASE,
)
_SET_ASIDE = Pattern(r"\*(?:\*(?P<count>[A-Za-z0-9_-]))?")
_COUNTS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_BING = Pattern(r"https?://(?:www\.)?bing\.com/ck/a\?(?:[^#]*&)?u=a1(?P<url>[\w-]+)", re.IGNORECASE)


def unwrapped(url: str) -> str:
    """Return the link itself: a redirector would hide it, and may name who was sent it."""
    for _ in range(_MOST_WRAPPINGS if len(url) <= _LONGEST else 0):
        inner = next((found for unwrap in _UNWRAPPING if (found := unwrap(url))), "")
        if not _WEB.match(inner):
            break
        url = inner
    return url


def _by_parameter(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
        values = {name.lower(): value for name, value in parse_qsl(parts.query, max_num_fields=50)}
    except ValueError:
        return None
    names = (
        name
        for of_host, of_path, names in _BY_PARAMETER
        if of_host.fullmatch(host) and of_path.fullmatch(parts.path)
        for name in names
    )
    return next((values[name] for name in names if _WEB.match(values.get(name, ""))), None)


def _by_path(url: str) -> str | None:
    found = next((found for pattern in _BY_PATH if (found := pattern.match(url))), None)
    return None if found is None else unquote(found["url"])


def _proofpoint_2(url: str) -> str | None:
    found = _PROOFPOINT_2.match(url)
    return None if found is None else unquote(found["url"].replace("-", "%").replace("_", "/"))


def _proofpoint_3(url: str) -> str | None:
    """Put back the characters that it set aside, one for "*" and several for "**" and a letter."""
    found = _PROOFPOINT_3.match(url)
    if found is None:
        return None
    kept = _decoded(found["kept"]) or ""
    at = 0

    def put_back(mark: re.Match[str]) -> str:
        nonlocal at
        start, at = at, at + (_COUNTS.index(mark["count"]) + 2 if mark["count"] else 1)
        return kept[start:at] or mark[0]

    return re.sub(r"^(https?:/)(?=[^/])", r"\1/", _SET_ASIDE.sub(put_back, found["url"]))


def _bing(url: str) -> str | None:
    found = _BING.match(url)
    return None if found is None else _decoded(found["url"])


def _decoded(text: str) -> str | None:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
    except ValueError:
        return None


_UNWRAPPING: Sequence[Callable[[str], str | None]] = (
    _by_parameter,
    _by_path,
    _proofpoint_2,
    _proofpoint_3,
    _bing,
)
