"""netzwerkbot init that is ended half way: nothing half done, one line, the terminal as it was."""

import asyncio
import os
import socket
import sys
from contextlib import AbstractAsyncContextManager

import pytest

from tests.homeserver.setting_up import HOMESERVER, Newcomer, newcomer
from tests.support.terminal import CTRL_C, CTRL_D, Terminal, terminal
from tests.support.waiting import until

__all__ = ["newcomer"]


def setting_up(newcomer: Newcomer) -> AbstractAsyncContextManager[Terminal]:
    return terminal("init", "--config", str(newcomer.file))


@pytest.mark.parametrize(
    ("keys", "code", "said"),
    [
        (CTRL_C, 130, "Abgebrochen. Die Konfiguration ist unverändert"),
        (CTRL_D, 1, "Die Eingabe ist zu Ende, bevor alles beantwortet war"),
    ],
)
@pytest.mark.parametrize("question", [2, 3, 6])
async def test_who_stops_has_nothing_half_done(
    newcomer: Newcomer, keys: str, code: int, said: str, question: int
) -> None:
    dialogue = newcomer.dialogue()
    async with setting_up(newcomer) as typing:
        await typing.answers(*dialogue[:question])
        await typing.sees(dialogue[question][0])
        await asyncio.sleep(0.1)
        typing.press(keys)
        assert await typing.ends() == code
        assert typing.shows_what_is_typed
    assert typing.screen.rstrip("\n").splitlines()[-1].startswith(said)
    assert "Traceback" not in typing.screen
    assert not newcomer.file.exists()
    assert await newcomer.devices() == []
    assert await newcomer.joined() == []


async def test_what_hangs_can_be_left(newcomer: Newcomer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        await _left(newcomer, silent.getsockname()[1])


async def _left(newcomer: Newcomer, port: int) -> None:
    async with setting_up(newcomer) as typing:
        await typing.answers((HOMESERVER, f"http://127.0.0.1:{port}"))
        await asyncio.sleep(0.5)
        typing.press(CTRL_C)
        assert await typing.ends() == 130
    assert "Traceback" not in typing.screen
    assert list(newcomer.folder.iterdir()) == []


async def test_who_ends_it_from_elsewhere_leaves_the_terminal_as_it_was(
    newcomer: Newcomer,
) -> None:
    async with setting_up(newcomer) as typing:
        await typing.answers(*newcomer.login()[:2])
        await until(lambda: not typing.shows_what_is_typed)
        typing.process.terminate()
        assert await typing.ends() == 130
        assert typing.shows_what_is_typed
    assert typing.screen.rstrip("\n").endswith("macht dort weiter.")


async def test_a_full_disk_is_told_and_what_is_there_stays(newcomer: Newcomer) -> None:
    if os.geteuid() != 0:
        pytest.skip("it takes root")
    newcomer.folder.mkdir(mode=0o700)
    full = (
        f"mount -t tmpfs -o size=8k tmpfs {newcomer.folder} &&"
        f" head -c 8192 /dev/zero > {newcomer.folder}/filler;"
        ' exec "$0" "$@"'
    )
    program = ("unshare", "-m", "sh", "-c", full, sys.executable, "-m", "bot.cli")
    command = ("init", "--config", str(newcomer.file))
    async with terminal(*command, program=program) as typing:
        await typing.answers(*newcomer.login()[:1])
        assert await typing.ends() == 1
    assert (
        typing.screen.rstrip("\n")
        .splitlines()[-1]
        .startswith(
            f"Der Datenträger von {newcomer.folder} ist voll. Bitte schaffen Sie Platz. Ein neuer"
        )
    )
