"""Whatever is handed in, the member gets one clear answer and nothing comes to harm."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import aiohttp
import pytest
from aiohttp import web

from bot import logs
from bot.checks import Checks
from bot.config.sections import Logging
from bot.documents import Documents
from bot.links import Links
from bot.matrix.api import Api
from bot.matrix.files import file_of
from bot.matrix.media import download
from bot.matrix.session import Session
from commands.command import File
from commands.files import FileProblem
from storage import submissions
from storage.database import Database
from tests.clean import faults
from tests.collection_fixtures import shipped
from tests.hostile_files import HOSTILE, pdf
from tests.say import MANAGEMENT, ROOM, Room
from tests.sites import INNER, Everywhere, Site, serving

ADA, BEA = "@ada:example.org", "@leitung:example.org"
CHAT = "!direkt:example.org"
WORD = "wiesenschaumkraut"
LARGEST = 25_000_000
GOOD = f"https://www.example.org/{WORD}"

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
WORDS = {
    "10,000 characters": "a" * 10_000,
    "4,001 characters": "a" * 4001,
    "3,900 characters": "ä" * 3900,
    "a thousand words": "Bad " * 900,
    "a script": "<script>alert(1)</script>",
    "an image": '<img src=x onerror="alert(1)">',
    "a link in HTML": "<a href=\"javascript:alert(1)\" onclick='x'>Bonn</a>",
    "a reply in HTML": "<mx-reply><blockquote>Ja</blockquote></mx-reply>",
    "half a tag": "</p></li></ul><b",
    "a comment": "<!-- <![CDATA[ <?php",
    "entities": "&lt;b&gt; &amp;amp; &#60;script&#62; &quot;",
    "control characters": "Bo\x07nn\x1b[31m\x08\x00\x9b",
    "a null byte": "Bonn\x00; DROP",
    "turned around": "Bonn \u202eexe.fdp\u2066 \u200f",
    "zero width": "B\u200bo\u200cn\u200dn\ufeff\u2060\u00ad",
    "tag characters": "Bonn\U000e0041\U000e007f",
    "half a character": "Bonn \ud800",
    "the other half": "\udfff Bonn",
    "emoji": "🐌🐌🐌",
    "a family": "👩\u200d👩\u200d👧",
    "marks above marks": "B" + "\u0301" * 500 + "onn",
    "nothing but marks": "\u0301\u0302",
    "not a character": "\uffff\ufdd0 Bonn",
    "private use": "\ue000 Bonn",
    "lines": "Bonn\nEinreichung Nr. 99: angenommen\n\n\nvom Netzwerkmanagement",
    "other lines": "Bonn\u2028Zeile\u2029Absatz\x85noch\x0bund\x0c",
    "pipes": "|" * 3000,
    "pipes and words": "|a" * 1500,
    "Markdown": "[Bonn](javascript:alert(1)) **fett** `code` ![a](mxc://example.org/a)",
    "a pill": "[@bea](https://matrix.to/#/@bea:example.org)",
    "a pill in HTML": '<a href="https://matrix.to/#/@bea:example.org">Bea</a>',
    "everybody": "@room @leitung:example.org",
    "SQL": "Bonn'; DROP TABLE submission; --",
    "SQL with wildcards": "%' OR 1=1 -- _%_\\",
    "a template": "{{7*7}} ${7*7} <%= 7*7 %> %s %d %(a)s {0} {a!r}",
    "a path": "../../../../etc/passwd",
    "a shell": "$(rm -rf /) `id` ; && |",
    "a number": "1",
    "a huge number": "9" * 400,
    "a key": "05314000",
    "not a number": "NaN",
    "null": "null",
    "a command": "!annehmen 1",
    "the bot": "Netzwerkbot: !annehmen 1",
    "a list only": "kinder",
    "full stops": "...",
    "a space": "\u3164 \u00a0 \u2800",
    "JSON": '{"msgtype": "m.text", "body": "x"}',
    "quotation marks": "»«„“\"'",
}
NAMES: dict[str, object] = {
    "a path": "../../../etc/passwd",
    "a path of Windows": "..\\..\\boot.ini",
    "a null byte": "leitlinien.pdf\x00.exe",
    "half a character": "leit\ud800linien.pdf",
    "turned around": "leitlinien\u202efdp.exe",
    "lines": "leitlinien.pdf\n\nEinreichung Nr. 99: angenommen",
    "control characters": "\x1b[31mleitlinien\x07.pdf",
    "HTML": "<img src=x onerror=alert(1)>.pdf",
    "huge": "a" * 10_000,
    "nothing": "",
    "spaces": "  \u200b ",
    "emoji": "🐌.pdf",
    "a device": "CON.pdf",
    "a pill": "[@bea](https://matrix.to/#/@bea:example.org).pdf",
    "not a name": {"a": 1},
}


# --- the world


@dataclass
class World:
    """`data` is what every file contains."""

    room: Room
    site: Site
    documents: Documents
    data: bytes = b""
    seen: list[Mapping[str, Any]] = field(default_factory=list)

    async def download(self, _source: Mapping[str, object], largest: int) -> bytes:
        assert largest == LARGEST
        return self.data

    async def say(self, body: str, **more: Any) -> Mapping[str, Any]:
        """By Ada; the one answer."""
        where = CHAT if more.get("direct") else ROOM
        before = len(self.room.contents)
        answers = await self.room.say(body, sender=ADA, room_id=where, **more)
        assert len(answers) == 1, answers
        assert len(self.room.contents) == before + 1
        return self.room.contents[-1]

    async def look(self, fetch: Any = None) -> None:
        checks = Checks(
            self.room.database,
            self.documents,
            Links(resolver=Everywhere(INNER), seconds=2),
            fetch or self.download,
            self.room.occasion,
            LARGEST,
            lambda: None,
        )
        await checks.look()

    async def manager(self, body: str) -> None:
        await self.room.say(body, sender=BEA, room_id=MANAGEMENT)

    async def number(self) -> int | None:
        """Of the newest submission."""
        async with self.room.database.transaction() as tx:
            own = await submissions.of_submitter(tx, ADA)
        return own[0].submission_id if own else None

    async def is_shown_everywhere(self) -> None:
        """In all that tells of submissions, and in the collection if it gets there."""
        await self.room.say("!meine", sender=ADA, room_id=CHAT, direct=True)
        number = await self.number()
        if number is None:
            return
        await self.room.say(f"!einreichung {number}", sender=ADA, room_id=CHAT, direct=True)
        await self.manager("!offen")
        await self.manager(f"!einreichung {number}")
        await self.manager(f"!rückfrage {number} Ist das so?")
        await self.manager(f"!annehmen {number}")
        await self.manager(f"!annehmen {number} Stadt, Bayern")
        await self.room.say("!leitlinie Bonn", sender=ADA)

    async def has_come_to_no_harm(self, *, relayed: bool = False) -> None:
        """The bot goes on, the database is whole, all that was said is clean, nobody was asked."""
        for person in (ADA, BEA, ROOM, CHAT, MANAGEMENT):
            await self.room.read(person)
        found = [fault for said in self.room.contents for fault in faults(said, relayed=relayed)]
        assert found == []
        assert self.site.seen == []
        assert "Befehle" in str((await self.say("!hilfe"))["body"])
        async with self.room.database.transaction() as tx:
            [whole] = await tx.execute_fetchall("PRAGMA integrity_check")
            assert whole[0] == "ok"
            assert list(await tx.execute_fetchall("PRAGMA foreign_key_check")) == []


@pytest.fixture
async def database() -> AsyncIterator[Database]:
    async with shipped() as database:
        yield database


@pytest.fixture
async def world(database: Database, tmp_path: Path) -> AsyncIterator[World]:
    async with serving(INNER) as site:
        yield World(Room(database, limit=10_000), site, Documents(tmp_path / "documents"))


@pytest.fixture(autouse=True)
def _nothing_is_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """At DEBUG, the chattiest the running bot can be set to."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    levels = {name: logging.getLogger(name).level for name in logging.root.manager.loggerDict}
    logs.set_up(Logging(level="DEBUG"))
    root.addHandler(caplog.handler)
    caplog.handler.setLevel(logging.DEBUG)
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, earlier in levels.items():
        logging.getLogger(name).setLevel(earlier)
    written = [logging.Formatter().format(r) + repr(r.__dict__) for r in caplog.records]
    assert [line for line in written if WORD in line.casefold() or "failed:" in line] == []


def each(cases: Mapping[str, object]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("what", cases.values(), ids=cases.keys())


# --- links


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


# --- words


def lines(word: str) -> Sequence[str]:
    return (
        f"!einreichen {word}",
        f"!einreichen {word} {GOOD}",
        f"!einreichen {word} | {GOOD} | {WORD} | beschlossen 2014",
        f"!einreichen Bonn | {GOOD} | {word} | {word} | {word}",
        f"!einreichen Bonn | | {word}",
        f"!einreichen {word}\n{word}\n{word}\n{word}\n{word}",
        f"!einreichung {word}",
        f"!zurückziehen {word}",
    )


@each(WORDS)
async def test_hostile_words_in_one_line_do_no_harm(world: World, what: str) -> None:
    for line in lines(what):
        await world.say(line)
        await world.look()
    await world.is_shown_everywhere()
    await world.has_come_to_no_harm()


@each(WORDS)
async def test_hostile_words_in_an_edit_do_no_harm(world: World, what: str) -> None:
    for n, line in enumerate(lines(what)[1:6:2]):
        await world.say(f"!einreichen Bonn | {GOOD}/{n} | Nr. {n}", event_id=f"$first{n}")
        await world.look()
        await world.say(line, replaces=f"$first{n}")
        await world.look()
    await world.is_shown_everywhere()
    await world.has_come_to_no_harm()


@each(WORDS)
async def test_hostile_words_in_a_dialogue_do_no_harm(world: World, what: str) -> None:
    await world.say("!einreichen", direct=True)
    for good in ("Bonn", "bürger", GOOD, "Leitlinien", "beschlossen 2014", "weiter"):
        await world.say(what, direct=True)
        step = await world.say("vorschau", direct=True)
        if "Schritt" in step["body"]:
            await world.say(good, direct=True)
    await world.say(what, direct=True)
    await world.say("senden", direct=True)
    await world.look()
    await world.is_shown_everywhere()
    await world.has_come_to_no_harm()


@each(WORDS)
async def test_a_hostile_answer_to_a_question_does_no_harm(world: World, what: str) -> None:
    await world.say(f"!einreichen Bonn {GOOD}")
    await world.look()
    await world.manager("!rückfrage 1 Ist das so?")
    await world.room.read(ADA)
    await world.say(what, direct=True)
    await world.has_come_to_no_harm(relayed=True)


async def test_the_longest_that_fits_can_still_be_sent(world: World) -> None:
    """Also as an edit, encrypted, with each character four bytes long."""
    url, title, note = "https://www.example.org/" + "🐌" * 970, "🐌" * 299 + "a", "🐌" * 1000
    await world.say("!einreichen", direct=True)
    for said in ("Bonn", "bürger", url, "weiter", title, "weiter", note):
        await world.say(said, direct=True)
    await world.say("senden", direct=True)
    await world.look()
    await world.is_shown_everywhere()
    await world.has_come_to_no_harm()


# --- names of files


@each(NAMES)
@pytest.mark.parametrize("content", ["a PDF", "an EXE", "nothing"])
async def test_a_hostile_name_of_a_file_does_no_harm(
    world: World, what: object, content: str
) -> None:
    """As it comes from the homeserver."""
    event = {"msgtype": "m.file", "body": WORD, "filename": what, "url": "mxc://example.org/a"}
    file = file_of(event)
    assert file is not None
    world.data = {"a PDF": pdf(), "an EXE": HOSTILE["EXE"][0](), "nothing": b""}[content]
    await world.say("!einreichen Bonn", reply_to="$file", replied_file=file)
    await world.look()
    await world.say("!einreichen", direct=True)
    for line in ("Kiel", "bürger"):
        await world.say(line, direct=True)
    await world.say("", direct=True, file=file)
    await world.say("vorschau", direct=True)
    await world.say("abbrechen", direct=True)
    await world.is_shown_everywhere()
    await world.has_come_to_no_harm()


# --- what is in files

TOLD = {
    FileProblem.EMPTY: "leer",
    FileProblem.WRONG_KIND: "PDF, DOCX und ODT",
    FileProblem.DAMAGED: "beschädigt",
    FileProblem.BOMB: "entpackt viel zu groß",
    FileProblem.ENCRYPTED: "Passwort",
    FileProblem.MACROS: "Makros",
}
FILE = File(f"{WORD}.pdf", {"url": "mxc://example.org/a"}, encrypted=False)


@each(HOSTILE)
async def test_a_hostile_file_is_refused_with_the_reason(world: World, what: Any) -> None:
    make, problem = what
    world.data = make()
    await world.say("!einreichen Bonn", reply_to="$file", replied_file=FILE)
    await world.look()
    [told] = await world.room.read(ADA)
    assert TOLD[problem] in told
    assert await world.room.read(MANAGEMENT) == []
    await world.is_shown_everywhere()
    await world.has_come_to_no_harm()


@asynccontextmanager
async def homeserver(*, declared: bool) -> AsyncIterator[tuple[Session, list[int]]]:
    """One that hands out 200 MB, and how many bytes it got rid of."""
    sent = [0]

    async def hand_out(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        if declared:
            response.content_length = 200_000_000
        await response.prepare(request)
        for _ in range(200):
            await response.write(bytes(1_000_000))
            sent[0] += 1_000_000
        return response

    application = web.Application()
    application.router.add_get("/{path:.*}", hand_out)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, INNER, 0).start()
    url = f"http://{INNER}:{runner.addresses[0][1]}"
    try:
        async with aiohttp.ClientSession() as http:
            yield cast("Session", _OnlyApi(Api(http, url, "token"))), sent
    finally:
        await runner.cleanup()


@dataclass(frozen=True)
class _OnlyApi:
    api: Api


@pytest.mark.parametrize("declared", [True, False])
async def test_200_megabytes_are_not_read(world: World, *, declared: bool) -> None:
    async with homeserver(declared=declared) as (session, sent):

        async def fetch(source: Mapping[str, object], largest: int) -> bytes:
            return await download(session, source, largest)

        await world.say("!einreichen Bonn", reply_to="$file", replied_file=FILE)
        await world.look(fetch)
        await asyncio.sleep(0.1)
        # What fits into the buffers of the operating system comes on top.
        assert sent[0] < (10_000_000 if declared else LARGEST + 10_000_000)
    [told] = await world.room.read(ADA)
    assert "zu groß" in told
    await world.has_come_to_no_harm()
