"""The steps of deploy/Containerfile, and a bot in what they make."""

import asyncio
import os
import re
import signal
import subprocess
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.matrix.person import Person, TimelineEvent
from tests.homeserver.office import until
from tests.homeserver.world import PASSWORD, World
from tests.support.containerfile import FILE, ROOT, Image, build, instructions, missing
from tests.support.credits import locked
from tests.support.waiting import PATIENCE

UID = 10001
# It finds no time zones of the machine, and leaves the machine in peace.
ENVIRONMENT = {"PYTHONTZPATH": "", "NETZWERKBOT_SUBMISSIONS__CHECK_LINKS": "false"}


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Image:
    why = missing()
    if why is not None:
        pytest.skip(why)
    return build(ROOT, tmp_path_factory.mktemp("image"))


@pytest.fixture
def volume(tmp_path: Path) -> Path:
    folder = tmp_path / "volume"
    folder.mkdir(mode=0o700)
    os.chown(folder, UID, UID)
    return folder


@dataclass
class Container:
    image: Image
    volume: Path
    log_file: Path
    process: asyncio.subprocess.Process | None = None

    def ran(self, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run another command, as `podman exec` would, with the volume mounted."""
        words = self.image.words(self.volume, command, **ENVIRONMENT, **variables)
        return subprocess.run(words, check=False, capture_output=True, text=True, cwd="/")

    async def start(self) -> None:
        command = (*self.image.entry, *self.image.command)
        with self.log_file.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                *self.image.words(self.volume, command, **ENVIRONMENT),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
            )

    async def stop(self) -> int:
        """Send SIGTERM to its first process, as `podman stop` does."""
        assert self.process is not None
        os.kill(_child(self.process.pid), signal.SIGTERM)
        async with asyncio.timeout(PATIENCE):
            return await self.process.wait()

    async def end(self) -> None:
        if self.process is not None and self.process.returncode is None:
            self.process.kill()
            await self.process.wait()


def _child(pid: int) -> int:
    return int(Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii"))


def ran(image: Image, volume: Path, *command: str) -> str:
    done = Container(image, volume, volume).ran(*command)
    assert done.returncode == 0, done.stderr
    return done.stdout


async def test_the_file_keeps_to_its_rules() -> None:
    values: dict[str, list[str]] = {}
    for name, value in instructions():
        values.setdefault(name, []).append(value)

    assert {re.sub(" AS .*", "", each) for each in values["FROM"]} == {"python:3.12-slim-bookworm"}
    assert values["USER"] == [f"{UID}:{UID}"]
    assert values["VOLUME"] == ["/data"]
    assert all("--require-hashes" in each or "--no-index" in each for each in _installing(values))
    assert '"netzwerkbot health ' in values["HEALTHCHECK"][0]


async def test_the_trial_has_the_homeserver_of_the_tests_and_the_bot_without_rights() -> None:
    compose = (FILE.parent / "compose.yaml").read_text(encoding="utf-8")
    synapse, _, bot = compose.partition("\n  bot:\n")
    tried = {package.name: package.version for package in locked(ROOT / "requirements/demo.txt")}

    assert f"image: matrixdotorg/synapse:v{tried['matrix-synapse']}\n" in synapse
    assert "127.0.0.1:8008:8008" in synapse
    for line in (
        "read_only: true",
        "tmpfs:\n      - /tmp",
        "cap_drop:\n      - ALL",
        "- bot:/data",
    ):
        assert line in bot


def _installing(values: dict[str, list[str]]) -> Sequence[str]:
    steps = [step for run in values["RUN"] for step in run.split("&&")]
    return [step for step in steps if re.search(r"\bpip (?:\S+ \S+ )?(?:install|wheel)\b", step)]


async def test_the_program_works_from_any_folder_with_an_empty_environment(
    image: Image, volume: Path
) -> None:
    assert ran(image, volume, "netzwerkbot", "--version").startswith("netzwerkbot ")
    assert "Befehle" in ran(image, volume, "netzwerkbot", "--help")
    assert "Bonn" in ran(image, volume, "netzwerkbot", "collection", "search", "Bonn")
    zones = "import zoneinfo as z; print(z.TZPATH, z.ZoneInfo('Europe/Berlin').key)"
    assert ran(image, volume, "/opt/netzwerkbot/bin/python", "-c", zones) == "() Europe/Berlin\n"


async def test_it_holds_what_a_service_needs_and_no_way_to_install_more(image: Image) -> None:
    program = image.root / "opt" / "netzwerkbot"
    shared = program / "share" / "netzwerkbot"

    assert {path.name for path in shared.iterdir()} == {
        *("config.example.toml", "netzwerkbot.service", "run.txt"),
    }
    assert not list(program.glob("bin/pip*"))
    assert not (image.root / "opt" / "build").exists()
    [folder] = program.glob("lib/python3.*/site-packages")
    tops = {path.name for path in folder.iterdir()}
    assert {"bot", "commands", "storage"} <= tops
    assert not tops & {"tests", "deploy", "docs", "setuptools"}
    assert list(folder.glob("bot/__pycache__/app.*.pyc"))


async def test_nothing_can_be_written_but_the_volume(image: Image, volume: Path) -> None:
    container = Container(image, volume, volume)
    tries = "for each in / /opt /etc /usr /opt/netzwerkbot /var; do touch $each/x && exit 9; done"

    assert container.ran("sh", "-c", f"{tries}; touch /data/x").returncode == 0
    assert (volume / "x").stat().st_uid == UID


async def set_up(container: Container, world: World) -> tuple[Person, str]:
    """Set it up with `init`; return Ada, a manager in its rooms, and the room of the network."""
    await world.bot_account()
    ada = await world.person("ada")
    password = container.volume / "password"
    os.close(os.open(password, os.O_CREAT, 0o600))
    os.chown(password, UID, UID)
    await asyncio.to_thread(password.write_text, PASSWORD)
    answers = {
        "NETZWERKBOT_MATRIX__HOMESERVER": world.homeserver.url,
        "NETZWERKBOT_MATRIX__USER_ID": world.bot_id,
        "NETZWERKBOT_MATRIX__PASSWORD_FILE": "/data/password",
        "NETZWERKBOT_INIT__MANAGERS": ada.user_id,
    }
    init = (*container.image.entry, "init", "--non-interactive")
    done = await asyncio.to_thread(container.ran, *init, **answers)
    assert done.returncode == 0, done
    written = await asyncio.to_thread((container.volume / "config.toml").read_text)
    [room] = tomllib.loads(written)["rooms"]["network"]
    await ada.join(room)
    return ada, room


async def test_in_a_container_the_bot_is_set_up_answers_draws_and_ends_in_order(
    image: Image, volume: Path, world: World
) -> None:
    container = Container(image, volume, world.directory / "container.log")
    world.stack.push_async_callback(container.end)
    ada, room = await set_up(container, world)
    unwell = await asyncio.to_thread(container.ran, *image.health)
    assert (unwell.returncode, unwell.stderr.count("\n")) == (1, 1)
    assert "noch nicht gearbeitet" in unwell.stderr

    await container.start()
    await until(lambda: "bereit" in container.log_file.read_text(), container.log_file.read_text)
    assert "Bonn" in (await ada.answer_to(await ada.say(room, "!leitlinie Bonn"))).text
    asked = await ada.say(room, "!karte")

    def pictures() -> list[TimelineEvent]:
        return [h for h in ada.timeline if h.answers == asked and h.file is not None]

    await until(lambda: bool(pictures()), container.log_file.read_text)
    well = await asyncio.to_thread(container.ran, *image.health)
    assert (well.returncode, well.stdout.count("\n")) == (0, 1), well.stderr
    assert await container.stop() == 0
    log = container.log_file.read_text()
    assert not [word for word in ("Traceback", "ERROR", "Read-only") if word in log], log
    data = [path for path in (volume / "data").rglob("*") if not path.is_symlink()]
    assert {path.stat().st_uid for path in data} == {UID}
    assert not [path for path in data if path.stat().st_mode & 0o077]
