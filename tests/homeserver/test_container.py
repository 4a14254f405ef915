"""The steps of deploy/Containerfile, and a bot in what they make."""

import asyncio
import os
import re
import shlex
import shutil
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from compose_spec import PyCompose

from bot.matrix.person import Person, TimelineEvent
from storage.database import migrations
from tests.homeserver.office import until
from tests.homeserver.world import PASSWORD, World
from tests.support.containerfile import FILE, ROOT, Image, build, instructions, missing
from tests.support.containers import Container, Podman
from tests.support.credits import locked
from tests.support.handbook import blocks
from tests.support.released import SCHEMAS, moved_here

UID = 10001


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


def ran(image: Image, volume: Path, *command: str) -> str:
    done = Container(image, {"/data": volume}, volume).ran(*command)
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


async def test_the_trial_keeps_to_the_specification_of_compose_files() -> None:
    compose = PyCompose.from_yaml((FILE.parent / "compose.yaml").read_text(encoding="utf-8"))
    used = re.findall(r"^ +- (\w+):/", compose.to_yaml(), re.MULTILINE)

    assert set(used) == set(compose.volumes or {}) == {"bot", "synapse"}
    assert "network_mode: service:synapse" in compose.to_yaml()


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
    container = Container(image, {"/data": volume}, volume)
    tries = "for each in / /opt /etc /usr /opt/netzwerkbot /var; do touch $each/x && exit 9; done"

    assert container.ran("sh", "-c", f"{tries}; touch /data/x").returncode == 0
    assert (volume / "x").stat().st_uid == UID


def write_password(volume: Path) -> None:
    """Write it for the account of the container alone."""
    password = volume / "password"
    os.close(os.open(password, os.O_CREAT, 0o600))
    os.chown(password, UID, UID)
    password.write_text(PASSWORD, encoding="utf-8")


def answers_for(world: World, manager: Person) -> dict[str, str]:
    return {
        "NETZWERKBOT_MATRIX__HOMESERVER": world.homeserver.url,
        "NETZWERKBOT_MATRIX__USER_ID": world.bot_id,
        "NETZWERKBOT_MATRIX__PASSWORD_FILE": "/data/password",
        "NETZWERKBOT_INIT__MANAGERS": manager.user_id,
        # Others on this homeserver may have the addresses.
        **{f"NETZWERKBOT_INIT__ALIAS_{r}": "-" for r in ("NETWORK", "EXCHANGE", "MANAGEMENT")},
    }


def network_of(volume: Path) -> str:
    [room] = tomllib.loads((volume / "config.toml").read_text(encoding="utf-8"))["rooms"]["network"]
    return str(room)


async def set_up(container: Container, world: World) -> tuple[Person, str]:
    """Set it up with `init`; return Ada, a manager in its rooms, and the room of the network."""
    await world.bot_account()
    ada = await world.person("ada")
    volume = container.mounts["/data"]
    await asyncio.to_thread(write_password, volume)
    init = (*container.image.entry, "init", "--non-interactive")
    done = await asyncio.to_thread(container.ran, *init, **answers_for(world, ada))
    assert done.returncode == 0, done
    assert "systemctl" not in done.stdout
    room = network_of(volume)
    await ada.join(room)
    return ada, room


async def test_in_a_container_the_bot_is_set_up_answers_draws_and_ends_in_order(
    image: Image, volume: Path, world: World
) -> None:
    container = Container(image, {"/data": volume}, world.directory / "container.log")
    world.stack.push_async_callback(container.end)
    ada, room = await set_up(container, world)
    unwell = await asyncio.to_thread(container.ran, *image.health)
    assert (unwell.returncode, unwell.stderr.count("\n")) == (1, 1)
    assert "noch nicht gearbeitet" in unwell.stderr

    await container.start()
    await until(lambda: "bereit" in container.log, lambda: container.log)
    assert "Bonn" in (await ada.answer_to(await ada.say(room, "!leitlinie Bonn"))).text
    asked = await ada.say(room, "!karte")

    def pictures() -> list[TimelineEvent]:
        return [h for h in ada.timeline if h.answers == asked and h.file is not None]

    await until(lambda: bool(pictures()), lambda: container.log)
    well = await asyncio.to_thread(container.ran, *image.health)
    assert (well.returncode, well.stdout.count("\n")) == (0, 1), well.stderr
    assert await container.stop() == 0
    log = container.log
    assert not [word for word in ("Traceback", "ERROR", "Read-only") if word in log], log
    data = [path for path in (volume / "data").rglob("*") if not path.is_symlink()]
    assert {path.stat().st_uid for path in data} == {UID}
    assert not [path for path in data if path.stat().st_mode & 0o077]


# --- what the handbook says


@dataclass
class ContainerOperator:
    """Types what the handbook shows."""

    world: World
    podman: Podman
    ada: Person
    room: str = ""

    @property
    def volume(self) -> Path:
        return self.podman.places["/srv/netzwerkbot"]

    async def installs(self) -> None:
        build_image, directories, init, _, *_ = blocks("Als Container")
        await self.podman.type(f"{build_image}\n{directories}")
        await asyncio.to_thread(write_password, self.volume)
        answers = answers_for(self.world, self.ada) | {"NETZWERKBOT_BACKUP__DIRECTORY": "/backup"}
        given = shlex.join(["-e" + name + "=" + value for name, value in answers.items()])
        assert "run --rm -it " in init
        init = init.replace("run --rm -it ", f"run --rm -it {given} ")
        said = await self.podman.type(f"{init} --non-interactive")
        assert "Alles in Ordnung" in said
        self.room = network_of(self.volume)
        await self.ada.join(self.room)

    async def starts(self, block: str | None = None) -> None:
        log = self.podman.folder / "container.log"
        before = log.read_text().count("bereit\n") if log.exists() else 0
        *_, start, _compose = blocks("Als Container")
        await self.podman.type(start if block is None else block)
        await until(lambda: log.read_text().count("bereit\n") > before, log.read_text)

    async def is_answered(self) -> str:
        return (await self.ada.answer_to(await self.ada.say(self.room, "!leitlinie Bonn"))).text

    def leaves_what_the_last_release_did(self) -> None:
        """Put the database of 0.1.0 in the place of this one's."""
        data = self.volume / "data"
        for left in [*data.glob("netzwerkbot.db*"), *(data / "matrix").glob("*")]:
            left.unlink()
        database, read_to = data / "netzwerkbot.db", self.ada._since
        assert read_to is not None
        rooms = {"network": self.room, "management": "!m:localhost"}
        people = {"ada": self.ada.user_id, "bea": "@bea:localhost", "cem": "@cem:localhost"}
        moved_here("0.1.0", database, read_to, **rooms, **people)
        os.chown(database, UID, UID)


@pytest.mark.timeout(600)
async def test_by_the_handbook_it_is_backed_up_put_back_and_upgraded(
    image: Image, world: World, tmp_path: Path
) -> None:
    await world.bot_account()
    places = {"/srv/netzwerkbot": tmp_path / "data", "/srv/sicherung": tmp_path / "backups"}
    operator = ContainerOperator(world, Podman(image, places, tmp_path), await world.person("ada"))
    world.stack.push_async_callback(operator.podman.end)
    await operator.installs()
    await operator.starts()
    await operator.is_answered()
    look, backup, put_back, put_into_nothing, upgrade, way_back, _compose = blocks("Im Container")
    typed = operator.podman.type
    said = await typed(look) + await typed(backup)
    for told in ("Alles in Ordnung", "bereit", "Gesichert und geprüft", "Sicherung ist in Ordnung"):
        assert told in said

    stop, restore, start = put_back.replace("\\\n", "").splitlines()
    assert "Wiederhergestellt" in await typed(f"{stop}\n{restore}")
    await operator.starts(start)
    await operator.is_answered()

    for kept in ("config.toml", "password"):
        shutil.copy(operator.volume / kept, tmp_path / kept)
    await typed("podman stop netzwerkbot\npodman rm netzwerkbot\nrm -r /srv/netzwerkbot")
    assert "Wiederhergestellt" in await typed(put_into_nothing)
    await operator.starts()
    await operator.is_answered()

    await typed("podman stop netzwerkbot")
    await asyncio.to_thread(operator.leaves_what_the_last_release_did)
    tag, build_image, check, *rest = upgrade.replace("\\\n", "").splitlines()
    assert rest == ["podman stop netzwerkbot", "podman rm netzwerkbot"]
    said = await typed(f"{tag}\n{build_image}\n{check}\n{rest[1]}")
    assert f"Schema {SCHEMAS['0.1.0']} → {len(migrations())}" in said
    assert "nach /backup/before-" in said
    await operator.starts()
    assert "Leitlinien aus dem Upgrade" in await operator.is_answered()
    [before] = places["/srv/sicherung"].glob(f"before-*-schema-{SCHEMAS['0.1.0']}-*")
    assert before.stat().st_uid == UID

    await typed(way_back)
    await operator.starts()
    await operator.is_answered()
