"""netzwerkbot demo, as somebody tries it for the first time."""

import asyncio
import contextlib
import os
import signal
import socket
import sys
import termios
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.demo.homeserver import free_port
from tests.homeserver.world import until
from tests.support.hostile_files import pdf
from tests.support.waiting import PATIENCE


async def start(directory: Path, port: int) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.cli",
        "demo",
        "--directory",
        str(directory),
        "--port",
        str(port),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def converse(directory: Path, port: int, lines: str) -> tuple[int | None, str, str]:
    """Exit code, answers, and what was said around them."""
    process = await start(directory, port)
    async with asyncio.timeout(PATIENCE):
        answers, around = await process.communicate(lines.encode())
    return process.returncode, answers.decode(), around.decode()


@asynccontextmanager
async def waiting_demo(directory: Path, port: int) -> AsyncIterator[asyncio.subprocess.Process]:
    """Ready, with nobody typing; demo.json is the last thing that a start writes."""
    process = await start(directory, port)

    async def ready() -> bool:
        return (directory / "demo.json").exists()

    try:
        await until(ready)
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


async def test_lines_from_a_pipe_are_answered_in_order_and_a_second_start_continues(
    tmp_path: Path,
) -> None:
    port = free_port()
    code, answers, around = await converse(tmp_path, port, "!leitlinie Bonn\n!hilfe\n")

    assert code == 0, around
    assert answers.index("Kinder- und Jugendbeteiligung") < answers.index("!hilfe alles")
    assert str(tmp_path) in around
    assert not listens(port)

    code, answers, around = await converse(tmp_path, port, "nur so\n/leitung\n!status genau\n")

    assert code == 0, around
    assert "Verschlüsselung: in Ordnung" in answers
    assert answers.count("> ") == 2


async def test_a_colleague_asks_in_the_same_room_and_the_member_answers(tmp_path: Path) -> None:
    lines = [
        "/kollegin",
        "!frage Wer hat Erfahrung mit dem Losverfahren?",
        "/mitglied",
        "/antwort Wir haben gute gemacht.",
        "!fragen",
        "/direkt-kollegin",
        "!vorstellen Ich arbeite in Musterstadt an den Leitlinien.",
        "1",
    ]
    code, answers, around = await converse(tmp_path, free_port(), "\n".join([*lines, ""]))

    assert code == 0, around
    assert "Drei Personen" in around
    assert "@kollegin:localhost" in around
    assert "Frage Nr. 1 (Thema: Losverfahren)" in answers
    assert "1 offene Frage:" in answers
    assert "kollegin stellt sich vor:" in answers
    assert "Ihre Vorstellung steht jetzt im Raum für den Austausch" in answers


async def test_a_busy_port_is_one_clear_sentence(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        code, _, around = await converse(tmp_path, port, "!hilfe\n")

    assert code == 1
    assert f"Der Port {port} ist schon belegt" in around.splitlines()[-1]
    assert "Traceback" not in around


async def test_ctrl_c_ends_everything(tmp_path: Path) -> None:
    port = free_port()
    async with waiting_demo(tmp_path, port) as process:
        process.send_signal(signal.SIGINT)
        async with asyncio.timeout(PATIENCE):
            _, around = await process.communicate()

    assert process.returncode == 0
    assert "Beendet." in around.decode()
    assert not listens(port)


async def test_killed_hard_the_demo_takes_its_homeserver_along(tmp_path: Path) -> None:
    port = free_port()
    async with waiting_demo(tmp_path, port) as process:
        os.kill(process.pid, signal.SIGKILL)

        async def gone() -> bool:
            return not listens(port)

        await until(gone)

    code, answers, around = await converse(tmp_path, port, "!leitlinie Kiel\n")
    assert code == 0, around
    assert "Kiel" in answers


TRIP = """!einreichen Bonn | https://www.example.org/leitlinien | Leitlinien | beschlossen 2014
/nein 1
/leitung
/antwort abbrechen
!rückfrage 1 Ist das der letzte Stand?
/direkt
Ja, von 2014.
/ja 1
einreichung 1
einreichen
Kiel
/mitglied
!leitlinie Bonn
/ja 7
"""


async def test_the_whole_trip_of_a_submission_can_be_tried_through_a_pipe(tmp_path: Path) -> None:
    code, answers, around = await converse(tmp_path, free_port(), TRIP)

    assert code == 0, around
    told = answers.split("\n> ")
    assert "Ihre Einreichung Nr. 1 ist eingegangen" in told[0]
    assert told[1].startswith("/nein 1\n@leitung:localhost, bitte schreiben Sie hier")
    assert "Einreichung Nr. 1 bleibt offen." in told[2]
    assert "Ihre Rückfrage zu Einreichung Nr. 1 geht" in told[3]
    assert "Ich habe Ihre Antwort an das Netzwerkmanagement weitergegeben." in told[4]
    assert "Einreichung Nr. 1 ist angenommen." in told[5]
    assert "Stand: angenommen am" in told[6]
    assert "Schritt 1 von 7: Kommune" in told[7]
    assert "Schritt 2 von 7: Liste" in told[8]
    assert "https://www.example.org/leitlinien" in told[9]
    assert "kein Hinweis zu Einreichung Nr. 7" in told[9]
    assert len(told) == 10


async def test_a_file_can_be_submitted_and_after_a_second_start_only_commands_decide(
    tmp_path: Path,
) -> None:
    document = tmp_path / "leitlinien.pdf"
    document.write_bytes(pdf("Leitlinien"))
    lines = f"/datei {document} !einreichen Bonn\n/datei {tmp_path}/keine.pdf\n"
    lines += "/datei /dev/zero\n/ja 1\n/ja 1\n!hilfe\n"
    port = free_port()
    code, answers, around = await converse(tmp_path / "data", port, lines)

    assert code == 0, around
    assert "Nr. 1 ist eingegangen" in answers
    assert "leitlinien.pdf«" in answers
    assert "keine.pdf lässt sich nicht lesen" in answers
    assert "/dev/zero lässt sich nicht lesen" in answers
    assert "Einreichung Nr. 1 ist angenommen." in answers
    assert "Diese Reaktion auf den Hinweis zu Einreichung Nr. 1 gab es schon." in answers
    assert "Netzwerkbot" in answers

    lines = "/leitung\n!einreichung 1\n/ja 1\n"
    code, answers, around = await converse(tmp_path / "data", port, lines)

    assert code == 0, around
    assert "Verlauf (3 Schritte)" in answers
    assert "Seit dem Start kam kein Hinweis zu Einreichung Nr. 1." in answers


DATES = """/leitung
/ja
!termin neu online-konferenz »Losverfahren« 14.1.2099 10 Uhr https://konferenz.example.org/1
/ja
/ja
!termin neu arbeitsgruppe »Austausch« jeden zweiten Mittwoch 14-15 Uhr online
/antwort 2
/nein
/mitglied
/ja
!termin 1
/leitung
!teilnahme 1
!termin neu
/direkt-leitung
1
"""


async def test_dates_are_announced_with_a_preview_and_answered_by_reactions(
    tmp_path: Path,
) -> None:
    code, answers, around = await converse(tmp_path, free_port(), DATES)

    assert code == 0, around
    told = answers.split("> ")[1:]
    assert answers.startswith("Seit dem Start hat der Bot hier noch nichts gefragt")
    assert "Mittwoch, 14. Januar 2099, 10:00 bis 11:30 Uhr" in told[0]
    assert told[1].startswith("/ja\nGespeichert: Termin Nr. 1")
    assert "Diese Reaktion auf die letzte Frage gab es schon." in told[1]
    assert "2 Möglichkeiten:" in told[2]
    assert "jeden zweiten Mittwoch im Monat" in told[3]
    assert told[4].startswith("/nein\nVerworfen.")
    assert told[5] == "/ja\n"
    assert "1 dabei, 0 nicht dabei, 0 vielleicht" in told[6]
    assert "@mitglied:localhost" in told[7]
    assert "im Direktchat" in told[8]
    assert "Schritt 2 von 7: Titel" in told[9]
    assert len(told) == 10


class Terminal:
    """A demo at a real terminal: what is typed, and what has appeared so far."""

    def __init__(self, end: int) -> None:
        self.end = end
        self._bytes = b""
        asyncio.get_running_loop().add_reader(end, self._read)

    def _read(self) -> None:
        with contextlib.suppress(OSError):  # the other end is closed
            self._bytes += os.read(self.end, 65536)

    @property
    def screen(self) -> str:
        return self._bytes.decode(errors="replace")

    def type(self, line: str) -> None:
        os.write(self.end, f"{line}\r".encode())

    async def until_it_says(self, *words: str, times: int = 1) -> None:
        async def said() -> bool:
            return all(self.screen.count(word) >= times for word in words)

        try:
            await until(said)
        except TimeoutError:
            raise AssertionError(self.screen) from None


@asynccontextmanager
async def terminal(directory: Path, columns: int = 150, **more: str) -> AsyncIterator[Terminal]:
    ours, theirs = os.openpty()
    os.set_blocking(ours, False)
    termios.tcsetwinsize(theirs, (40, columns))
    arguments = ["demo", "--directory", str(directory), "--port", str(free_port())]
    # This terminal does not answer where its cursor is.
    # readline in a worker's parent may have exported a width, which would count more than the size.
    environment = {name: os.environ[name] for name in os.environ.keys() - {"COLUMNS", "LINES"}}
    environment |= {"TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"} | more
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.cli", *arguments),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
    )
    os.close(theirs)
    at = Terminal(ours)
    try:
        await at.until_it_says("/quit", "mitglied im Raum »Austausch« ›")
        yield at
        at.type("/quit")
        async with asyncio.timeout(PATIENCE):
            assert await process.wait() == 0
    finally:
        asyncio.get_running_loop().remove_reader(ours)
        if process.returncode is None:
            process.kill()
            await process.wait()
        os.close(ours)


async def test_on_a_terminal_everything_that_arrives_is_shown_once_with_its_room(
    tmp_path: Path,
) -> None:
    async with terminal(tmp_path, NO_COLOR="1") as at:
        at.type("!einreichen Bonn https://www.example.org/leitlinien")
        await at.until_it_says("[Austausch] netzwerkbot:", "[Netzwerkmanagement] netzwerkbot:")
        await at.until_it_says("Link: nicht geprüft.")  # nothing leaves this machine
        at.type("!einreichen")  # the bot opens the direct chat
        await at.until_it_says("[Direktchat] netzwerkbot:", "Schritt 1 von 7")
        at.type("/direkt")
        await at.until_it_says("im Raum »Direktchat«.", "im Raum »Direktchat« ›")
        at.type("Kiel")
        await at.until_it_says("Schritt 2 von 7")
        at.type("/ja 1")
        await at.until_it_says(
            "[Netzwerkmanagement] netzwerkbot (geändert):",
            "angenommen von leitung (@leitung:localhost)",
            "Ihre Einreichung Nr. 1 ist angenommen.",
        )
        at.type("!meinedaten")
        await at.until_it_says("Datei: meine-daten-")
        at.type("/?")
        await at.until_it_says("/antwort Text")
        at.type("/was")
        await at.until_it_says("/was")

    assert at.screen.count("Ihre Einreichung Nr. 1 ist eingegangen") == 1
    assert at.screen.count("Ihre Einreichung Nr. 1 ist angenommen.") == 1
    assert at.screen.count("/antwort Text") == 2
    assert "] mitglied" not in at.screen
    assert "netzwerkbot:\n✅" not in at.screen.replace("\r", "")


async def test_a_terminal_shows_styles_and_whole_words_and_takes_a_path_with_blanks(
    tmp_path: Path,
) -> None:
    document = tmp_path / "unsere neuen leitlinien.pdf"
    document.write_bytes(pdf("Leitlinien"))
    async with terminal(tmp_path / "data", columns=60) as at:
        assert at.screen.count("✓") == 3
        assert "Zum Beispiel: !leitlinie Bonn" not in at.screen
        at.type("!leitlinie Bonn")
        await at.until_it_says(
            "\x1b[2m[Austausch] netzwerkbot:\x1b[0m",
            "\x1b[1mBonn\x1b[0m (Stadt, kreisfrei,",
            "So ergänzen Sie die",
        )
        lines = at.screen.replace("\r", "").splitlines()
        [link] = [line for line in lines if line.startswith("https://bonn.de/")]
        assert link.endswith("kinder-und-jugendbeteiligung.php")  # longer than a line
        at.type(f"/datei {document} !einreichen Bonn")
        uploaded = f"Die Datei {document.name} ist hochgeladen."
        await at.until_it_says(uploaded, "ist eingegangen: Bonn")
        at.type(f"/datei '{document}'")
        await at.until_it_says(uploaded, times=2)
        at.type("/datei keine da.pdf !einreichen Bonn")
        await at.until_it_says("Die Datei keine da.pdf lässt sich nicht lesen.")
        answers = at.screen.count("(Stadt, kreisfrei,")
        at.type("\x1b[A" * 4)  # what was typed first
        await at.until_it_says("(Stadt, kreisfrei,", times=answers + 1)

    # The prompt may be drawn again in between, and leaves its signs at the end of a line.
    assert any("noch nicht vom Netzwerkmanagement" in line for line in lines)
    assert not [line for line in lines if "vom Netzwerkmanagement bestätigt" in line]


async def test_nothing_is_styled_through_a_pipe(tmp_path: Path) -> None:
    code, answers, around = await converse(
        tmp_path, free_port(), "!leitlinie Bonn\n/entfernen\n/?\n"
    )

    assert code == 0, around
    assert "\x1b" not in answers + around
    assert "Kommunen" not in answers
    assert "im Verwaltungshandeln und an politischen Entscheidungsprozessen in Bonn." in answers
    assert "Ihre letzte Nachricht ist entfernt." in answers
    assert "/antwort Text" in answers
