"""A hostile link is refused or looked at in words, and reaches nobody."""

import pytest

from tests.support.hostile_submissions import GOOD, WORD, World, each
from tests.support.say import MANAGEMENT

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("nothing_is_logged")]

URLS = {
    "loopback": "http://127.0.0.1:{port}/",
    "loopback without dots": "http://2130706433:{port}/",
    "loopback in octal": "http://0177.0.0.1:{port}/",
    "loopback in hexadecimal": "http://0x7f.0.0.1:{port}/",
    "loopback, short": "http://127.1:{port}/",
    "loopback in wide digits": "http://１２７.0.0.1:{port}/",
    "loopback in circled digits": "http://①②⑦.⓪.⓪.①:{port}/",
    "loopback with odd full stops": "http://127。0。0。1:{port}/",
    "loopback in IPv6": "http://[::1]:{port}/",
    "loopback mapped": "http://[::ffff:127.0.0.1]:{port}/",
    "loopback mapped in hexadecimal": "http://[::ffff:7f00:1]:{port}/",
    "loopback behind NAT64": "http://[64:ff9b::7f00:1]:{port}/",
    "loopback behind 6to4": "http://[2002:7f00:1::]:{port}/",
    "nowhere": "http://0.0.0.0:{port}/",
    "zero": "http://0:{port}/",
    "by name": "http://localhost:{port}/",
    "by name with a full stop": "http://localhost.:{port}/",
    "below the name": "http://a.localhost:{port}/",
    "a name that leads inside": "http://innen.example.org:{port}/",
    "a name like an address": "http://127.0.0.1.example.org:{port}/",
    "private": "http://10.1.2.3:{port}/",
    "private, a router": "http://192.168.0.1/",
    "private, in between": "https://172.16.0.1/",
    "link local, where clouds keep secrets": "http://169.254.169.254/latest/meta-data/",
    "unique local": "https://[fd00::1]/",
    "with a zone": "http://[fe80::1%25lo]:{port}/",
    "intranet": "https://intranet/",
    "intranet by its ending": "https://sitzungen.intern.local/",
    "credentials": "https://ada:geheim@www.example.org/",
    "credentials to hide an address": "http://www.example.org@127.0.0.1:{port}/",
    "credentials with a backslash": "http://www.example.org\\@127.0.0.1:{port}/",
    "javascript": "javascript:alert(1)",
    "javascript in capitals": "JaVaScRiPt:alert(1)",
    "javascript with a tab": "java\tscript:alert(1)",
    "javascript with slashes": "javascript://www.example.org/%0aalert(1)",
    "data": "data:text/html,<script>alert(1)</script>",
    "file": "file:///etc/passwd",
    "ftp": "ftp://www.example.org/a",
    "gopher": "gopher://127.0.0.1:{port}/_GET",
    "mailto": "mailto:ada@example.org",
    "matrix.to": "https://matrix.to/#/@bea:example.org",
    "very long": "https://www.example.org/" + "a" * 3000,
    "as long as may be": "https://www.example.org/" + "ä" * 970,
    "as long as may be, of emoji": "https://www.example.org/" + "🐌" * 970,
    "a host without end": f"https://{'a.' * 200}example.org/",
    "a label without end": f"https://{'a' * 300}.example.org/",
    "Cyrillic that looks Latin": "https://www.ехаmple.org/",
    "Punycode": "https://xn--e1awd7f.example.org/",
    "Punycode that means nothing": "https://xn--a.example.org/",
    "turned around": "https://www.example.org/\u202efdp.exe",
    "with a line break": "https://www.example.org/\r\nHost: inner",
    "quotation marks": 'https://www.example.org/"onmouseover="alert(1)',
    "tags": "https://www.example.org/<script>alert(1)</script>",
    "an ampersand": "https://www.example.org/?a=1&lt;script&gt;=&quot;",
    "a port that is none": "https://www.example.org:99999/",
    "port zero": "https://www.example.org:0/",
    "no host": "https:///a",
    "brackets": "http://[",
    "a percent sign": "https://www.example.org/%",
    "a null byte": "https://www.example.org/%00\x00",
    "half a character": "https://www.example.org/\ud800",
}


@each(URLS)
async def test_a_hostile_link_reaches_nobody(world: World, what: str) -> None:
    await world.say(f"!einreichen Bonn {what.format(port=world.site.port)} {WORD}")
    await world.look()
    await world.is_shown_everywhere()
    await world.has_come_to_no_harm()


@each(URLS)
async def test_a_hostile_link_in_a_dialogue_or_an_edit_reaches_nobody(
    world: World, what: str
) -> None:
    url = what.format(port=world.site.port)
    for line in ("!einreichen", "Bonn", "bürger", url):
        await world.say(line, direct=True)
    await world.say("abbrechen", direct=True)
    await world.say(f"!einreichen Bonn {GOOD}", event_id="$first")
    await world.look()
    await world.say(f"!einreichen Bonn {url}", replaces="$first")
    await world.look()
    await world.is_shown_everywhere()
    await world.has_come_to_no_harm()


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("http://127.0.0.1/", "internes Netz"),
        ("http://0x7f.1/", "internes Netz"),
        ("http://[::1]/", "internes Netz"),
        ("http://localhost/", "internes Netz"),
        ("https://ada:geheim@www.example.org/", "Zugangsdaten"),
        ("javascript:alert(1)", "mit https:// oder http:// beginnen"),
        ("file:///etc/passwd", "mit https:// oder http:// beginnen"),
        ("https://www.example.org/" + "a" * 1000, "zu lang"),
    ],
)
async def test_the_member_is_told_what_is_wrong_with_the_link(
    world: World, url: str, problem: str
) -> None:
    said = await world.say(f"!einreichen Bonn {url}")
    assert problem in said["body"]
    assert await world.number() is None


async def test_a_name_in_other_letters_is_shown_readable(world: World) -> None:
    await world.say("!einreichen Bonn https://www.ехаmple.org/")
    await world.look()
    [notice] = await world.room.read(MANAGEMENT)
    assert "https://www.ехаmple.org/" in notice
