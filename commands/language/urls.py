"""What a link or a mail address may look like, which hosts are public, when two links are one."""

import ipaddress
import re
import unicodedata
from collections.abc import Iterator
from enum import Enum, auto
from urllib.parse import quote, urlsplit

import idna

from commands.language.patterns import Pattern
from commands.language.written_links import unwrapped

MAX_LENGTH = 1000
DOMAIN = r"(?!-)[A-Za-z0-9_-]{1,63}(\.(?!-)[A-Za-z0-9_-]{1,63})*"
_WORD = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_ADDRESS = Pattern(rf"(?=.{{1,254}}$)(?=[^@]{{1,64}}@){_WORD}(\.{_WORD})*@{DOMAIN}")


class UrlProblem(Enum):
    NOT_HTTP = auto()
    CREDENTIALS = auto()
    PRIVATE = auto()
    MALFORMED = auto()


class BadUrlError(Exception):
    """The link is refused."""

    def __init__(self, reason: UrlProblem) -> None:
        super().__init__(reason.name)
        self.reason = reason


_SCHEME = Pattern(r"(https?)://", re.IGNORECASE)
_FORBIDDEN = frozenset('\\<>"')
_BRACKETED = Pattern(r"\[([0-9a-f:.]+)\]", re.IGNORECASE)
_LABEL = Pattern(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = Pattern(r"[0-9]+|0x[0-9a-f]*")
_INNER_NAMES = Pattern(
    r".*\.(local|localhost|localdomain|internal|intranet|corp|home|lan|private|home\.arpa"
    r"|onion|test|invalid)"
)


# --- is it fit to be stored


def check_url(text: str) -> str:
    """Return the link as it is stored: scheme and host in small letters, umlauts readable.

    Raises BadUrlError, nothing else.
    """
    url = text.strip()
    if len(url) > MAX_LENGTH or any(map(_is_unprintable, url)):
        raise BadUrlError(UrlProblem.MALFORMED)
    scheme, authority, path, query, fragment = _split(url)
    if not scheme:
        slashes_missing = re.match(r"https?:", url, re.IGNORECASE)
        raise BadUrlError(UrlProblem.MALFORMED if slashes_missing else UrlProblem.NOT_HTTP)
    if "@" in authority:
        raise BadUrlError(UrlProblem.CREDENTIALS)
    host, port = _host_and_port(authority)
    checked = f"{scheme}://{host}{port}{path}{query}{fragment}"
    if len(checked) > MAX_LENGTH:
        raise BadUrlError(UrlProblem.MALFORMED)
    return checked


def _is_unprintable(character: str) -> bool:
    """Return whether it is a space, a control or a mark that turns the direction of writing."""
    return character in _FORBIDDEN or unicodedata.category(character)[0] in "CZ"


def _split(url: str) -> tuple[str, str, str, str, str]:
    """Split into scheme, authority, path, "?query", "#fragment"; each may be empty."""
    found = _SCHEME.match(url)
    rest, mark, fragment = url[found.end() if found else 0 :].partition("#")
    rest, question, query = rest.partition("?")
    authority, slash, path = rest.partition("/")
    scheme = found[1].lower() if found else ""
    return scheme, authority, slash + path, question + query, mark + fragment


def _host_and_port(authority: str) -> tuple[str, str]:
    """Return the host as it is written, and ":port" or nothing."""
    found = re.fullmatch(r"(\[[^\[\]]*\]|[^:\[\]]+)(?::([0-9]{0,5}))?", authority)
    if found is None:
        raise BadUrlError(UrlProblem.MALFORMED)
    host, port = found.groups()
    if port and not 0 < int(port) < 2**16:
        raise BadUrlError(UrlProblem.MALFORMED)
    return _checked_host(host), f":{port}" if port else ""


def _checked_host(host: str) -> str:
    bracketed = _BRACKETED.fullmatch(host)
    if bracketed:
        return f"[{_public_address(bracketed[1])}]"
    name = _readable_name(host).removesuffix(".")
    labels = name.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        return _public_ipv4(name)
    if not all(map(_LABEL.fullmatch, _wire_name(name).split("."))):
        raise BadUrlError(UrlProblem.MALFORMED)
    if len(labels) == 1 or _INNER_NAMES.fullmatch(name):
        raise BadUrlError(UrlProblem.PRIVATE)
    return name


def _readable_name(host: str) -> str:
    """Map wide digits, odd full stops and capitals, as a resolver does."""
    try:
        return idna.uts46_remap(host, std3_rules=False)
    except (UnicodeError, ValueError):
        raise BadUrlError(UrlProblem.MALFORMED) from None


def _wire_name(name: str) -> str:
    """Encode it with "xn--"; an "xn--" of the member's own must mean something."""
    if len(name) > 253:
        raise BadUrlError(UrlProblem.MALFORMED)
    try:
        if "xn--" in name:
            idna.decode(name)
        wire = name if name.isascii() else idna.encode(name).decode("ascii")
    except (UnicodeError, ValueError):
        raise BadUrlError(UrlProblem.MALFORMED) from None
    if len(wire) > 253:
        raise BadUrlError(UrlProblem.MALFORMED)
    return wire


def _public_ipv4(name: str) -> str:
    """Read an address; octal, hexadecimal and short spellings only serve to hide one."""
    if not all(map(_NUMBER.fullmatch, name.split("."))):
        raise BadUrlError(UrlProblem.MALFORMED)
    try:
        ipaddress.IPv4Address(name)
    except ValueError:
        raise BadUrlError(UrlProblem.PRIVATE) from None
    return _public_address(name)


def _public_address(address: str) -> str:
    try:
        normal = str(ipaddress.ip_address(address))
    except ValueError:
        raise BadUrlError(UrlProblem.MALFORMED) from None
    if not is_public(normal):
        raise BadUrlError(UrlProblem.PRIVATE)
    return normal


# --- may the bot connect to it

# Versions of Python differ in what they call global.
_NOT_PUBLIC = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8",
        "100.64.0.0/10",
        "192.0.0.0/24",
        "192.88.99.0/24",
        "224.0.0.0/3",
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "3fff::/20",
    )
)
_GLOBAL_IPV6 = ipaddress.IPv6Network("2000::/3")
_TRANSLATED = (ipaddress.IPv6Network("::ffff:0:0/96"), ipaddress.IPv6Network("64:ff9b::/96"))


def is_public(address: str) -> bool:
    """Return whether an IP address is of the public internet; anything unclear is not."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address):
        if any(parsed in network for network in _TRANSLATED):
            return is_public(str(ipaddress.IPv4Address(int(parsed) & 0xFFFF_FFFF)))
        if parsed.scope_id is not None or parsed not in _GLOBAL_IPV6:
            return False
    return parsed.is_global and not any(parsed in network for network in _NOT_PUBLIC)


# --- is it the same as another

_DEFAULT_PORTS = {"http": "80", "https": "443"}
_TRACKING = frozenset({"fbclid", "gclid"})
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def normalised(url: str) -> str:
    """Return a key that links to the same page share: "bonn.de/leitlinien?a=1". Takes any text."""
    # Longer text is no link that could be stored.
    scheme, authority, path, query, _ = _split(unwrapped(url) if len(url) <= MAX_LENGTH else url)
    stem = authority.rstrip(":0123456789")
    digits, *ports = authority[len(stem) :].split(":")
    port = ports[-1].lstrip("0") if ports else ""
    if port == _DEFAULT_PORTS.get(scheme):
        port = ""
    key = _key_of_host(stem + digits) + (f":{port}" if port else "") + _escaped(path).rstrip("/")
    parameters = sorted(_telling(query[1:].split("&")))
    return f"{key}?{'&'.join(parameters)}" if parameters else key


def _key_of_host(host: str) -> str:
    if not host.isascii():
        try:
            host = idna.encode(host[:MAX_LENGTH], uts46=True).decode("ascii")
        except (UnicodeError, ValueError):
            host = quote(host, errors="surrogatepass")
    name = host.lower().rstrip(".:")
    while name.startswith("www.") and "." in name.removeprefix("www."):
        name = name.removeprefix("www.")
    return name


def _telling(parameters: list[str]) -> Iterator[str]:
    """Return the parameters that say which page it is, not where the reader came from."""
    for parameter in map(_escaped, parameters):
        name = parameter.partition("=")[0].lower()
        if parameter and not name.startswith("utm_") and name not in _TRACKING:
            yield parameter


def _escaped(text: str) -> str:
    """Percent-encode where it must be, nowhere else."""

    def tidy(found: re.Match[str]) -> str:
        if found[1] is None:
            return "%25"
        character = chr(int(found[1], 16))
        return character if character in _UNRESERVED else f"%{found[1].upper()}"

    once = re.sub("%([0-9A-Fa-f]{2})?", tidy, text)
    return quote(once, safe="/?:@!$&'()*+,;=~%", errors="surrogatepass")


def mixed_scripts(url: str) -> tuple[str, ...]:
    """Return the scripts of the host's letters if they are several: LATIN and CYRILLIC …"""
    try:
        host = urlsplit(url).hostname or ""
        readable = idna.decode(host) if "xn--" in host else host
    except (UnicodeError, ValueError):
        return ()
    names = (unicodedata.name(letter, "") for letter in readable if letter.isalpha())
    scripts = sorted({name.partition(" ")[0] for name in names if name})
    return tuple(scripts) if len(scripts) > 1 else ()


def is_address(words: str) -> bool:
    """Return whether it is one address, without a name and without umlauts."""
    return _ADDRESS.fullmatch(words) is not None
