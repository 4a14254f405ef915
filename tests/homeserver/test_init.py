"""netzwerkbot init at a real terminal, with a real Synapse: from nothing to the first answer."""

import logging
import re
import stat
import time
import tomllib
from pathlib import Path

import pytest

from bot.matrix.api import segment
from bot.process.lifecycle import has_services
from tests.homeserver.setting_up import Newcomer, newcomer
from tests.homeserver.world import PASSWORD, BotProcess, timeline
from tests.support.terminal import terminal
from tests.support.waiting import until

__all__ = ["newcomer"]

logger = logging.getLogger(__name__)


def named_unit(screen: str) -> str:
    """Return the content of the file that is to be copied."""
    [unit] = re.findall(r"cp (\S+) /etc/systemd/system/ && .*enable --now", screen)
    return Path(unit).read_text(encoding="utf-8")


@pytest.mark.spine
async def test_from_nothing_to_the_first_answer_in_an_encrypted_room(
    newcomer: Newcomer,
) -> None:
    world, ada, file = newcomer.world, newcomer.manager, newcomer.file
    begun = time.monotonic()
    async with terminal("init", "--config", str(file)) as typing:
        await typing.answers(*newcomer.dialogue())
        await typing.sees(": »Ankündigungen«, der Bot ist im Raum, darf schreiben, verschlüsselt")
        await typing.sees("Ergebnis: Alles in Ordnung.")
        assert await typing.ends() == 0
    if has_services():
        assert "[Service]" in named_unit(typing.screen)
    rooms = newcomer.rooms()

    bot = BotProcess(file)
    world.stack.push_async_callback(bot.kill)
    await bot.start()
    for room_id in rooms.values():
        await ada.join(room_id)
        await ada.until_in(room_id, world.bot_id)
    await until(lambda: bot.log_file.read_text(encoding="utf-8").endswith("bereit\n"))
    bea = await world.person("bea")
    path = f"v3/rooms/{segment(rooms['exchange'])}/invite"
    await ada.session.api.call("POST", path, {"user_id": bea.user_id})
    await bea.join(rooms["exchange"])
    await bea.until_in(rooms["exchange"], world.bot_id, ada.user_id)
    answer = await bea.ask(rooms["exchange"], "!leitlinie Bonn")
    seconds = time.monotonic() - begun

    assert "Bonn" in answer
    last = (await timeline(ada, rooms["exchange"]))[-1]
    assert (last["type"], last["sender"]) == ("m.room.encrypted", world.bot_id)
    assert "Es ist keine Störung bekannt" in await ada.ask(rooms["management"], "!status")
    logger.info("from nothing to the first answer: %.1f s", seconds)
    assert seconds < 600


async def test_the_secret_is_in_its_file_and_nowhere_else(newcomer: Newcomer) -> None:
    typing = await newcomer.is_set_up()
    files = [path for path in newcomer.folder.rglob("*") if path.is_file()]

    assert newcomer.file.with_name("password").read_text(encoding="utf-8") == PASSWORD
    assert [f.name for f in files if PASSWORD in f.read_text(encoding="utf-8")] == ["password"]
    assert PASSWORD not in typing.screen
    assert len(typing.command_lines) == 1
    assert PASSWORD not in "".join(typing.command_lines)
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert stat.S_IMODE(newcomer.folder.stat().st_mode) == 0o700


async def test_a_screen_reader_gets_lines_and_no_drawing(newcomer: Newcomer) -> None:
    typing = await newcomer.is_set_up()

    assert "\x1b" not in typing.screen
    assert "\r" not in typing.screen
    assert "\t" not in typing.screen


async def test_no_device_of_the_dialogue_is_left(newcomer: Newcomer) -> None:
    await newcomer.is_set_up()

    assert await newcomer.devices() == []


async def test_new_rooms_are_encrypted_by_invitation_and_led_by_the_managers(
    newcomer: Newcomer,
) -> None:
    await newcomer.is_set_up()
    ada = newcomer.manager
    for role, room_id in newcomer.rooms().items():
        await ada.join(room_id)
        path = f"v3/rooms/{segment(room_id)}/state"
        found = {e["type"]: e["content"] for e in await ada.session.api.call("GET", path)}

        assert found["m.room.encryption"]["algorithm"] == "m.megolm.v1.aes-sha2"
        assert found["m.room.join_rules"]["join_rule"] == "invite"
        assert found["m.room.history_visibility"]["history_visibility"] == "invited"
        assert found["m.room.guest_access"]["guest_access"] == "forbidden"
        assert found["m.room.power_levels"]["users"][ada.user_id] == 100
        assert found["m.room.name"]["name"] == newcomer.names[role]
        assert found["m.room.canonical_alias"]["alias"].startswith("#")
        # She can bring in others.
        await ada.session.api.call(
            "POST", f"v3/rooms/{segment(room_id)}/invite", {"user_id": "@cem:localhost"}
        )


async def test_backups_go_where_it_is_asked_for(newcomer: Newcomer) -> None:
    async with terminal("init", "--config", str(newcomer.file)) as typing:
        await typing.answers(
            *newcomer.dialogue()[:-1],
            ("Verzeichnis für die nächtliche Sicherung", "password/x"),
            "lässt sich nicht verwenden: ",
            ("Verzeichnis für die nächtliche Sicherung", "sicherungen"),
            ("(wird nicht angezeigt; leer: unverschlüsselt)", "zu kurz"),
            "nötig sind mindestens 12 Zeichen",
            ("(wird nicht angezeigt; leer: unverschlüsselt)", "lang genug für alle"),
            ("Die Passphrase noch einmal (wird nicht angezeigt)", "lang genug für ale"),
            "Die beiden Eingaben sind verschieden",
            ("(wird nicht angezeigt; leer: unverschlüsselt)", "lang genug für alle"),
            ("Die Passphrase noch einmal (wird nicht angezeigt)", "lang genug für alle"),
        )
        assert await typing.ends() == 0, typing.screen
    backup = tomllib.loads(newcomer.file.read_text(encoding="utf-8"))["backup"]

    assert backup == {"directory": "sicherungen", "passphrase_file": "backup-passphrase"}
    assert stat.S_IMODE((newcomer.folder / "sicherungen").stat().st_mode) == 0o700
    assert newcomer.file.with_name("backup-passphrase").read_text() == "lang genug für alle"
    assert "lang genug" not in typing.screen + "".join(typing.command_lines)


async def test_it_can_be_set_up_from_the_environment(newcomer: Newcomer) -> None:
    world, secret = newcomer.world, newcomer.world.directory / "geheim"
    secret.write_text(f"{PASSWORD}\n", encoding="utf-8")
    secret.chmod(0o600)
    given = {
        "MATRIX__HOMESERVER": f"127.0.0.1:{world.homeserver.port}",
        "MATRIX__USER_ID": world.bot_id,
        "MATRIX__PASSWORD_FILE": str(secret),
        "INIT__MANAGERS": f"{newcomer.manager.user_id}, @cem:nirgends.invalid",
        "INIT__ALIAS_EXCHANGE": "-",
        "ROOMS__NETWORK": "keiner",
        "NETWORK__NAME": "Netz »Beteiligung«",
    }
    environment = {f"NETZWERKBOT_{name}": value for name, value in given.items()}
    command = ("init", "--non-interactive", "--config", str(newcomer.file))
    async with terminal(*command, environment=environment) as typing:
        assert await typing.ends() == 0, typing.screen
    config = tomllib.loads(newcomer.file.read_text(encoding="utf-8"))

    assert config["matrix"]["password_file"] == str(secret)
    assert config["matrix"]["invite_from"] == ["localhost", "nirgends.invalid"]
    assert "@cem:nirgends.invalid ließ sich nicht in »Austausch« einladen" in typing.screen
    assert config["network"]["name"] == "Netz »Beteiligung«"
    assert set(config["rooms"]) == {"exchange", "management"}
    assert "»Austausch« ist angelegt, ohne Adresse." in typing.screen
    assert PASSWORD not in typing.screen + newcomer.file.read_text(encoding="utf-8")
    assert not newcomer.file.with_name("password").exists()
