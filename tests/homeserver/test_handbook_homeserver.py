"""What the handbook asks of the homeserver: each command, typed as it stands."""

import asyncio
import sys
from pathlib import Path

from bot.demo.homeserver import Account
from tests.homeserver.world import PASSWORD, World
from tests.support.handbook import blocks
from tests.support.terminal import terminal

CALLS = "Was der Homeserver dafür tun muss"


async def typed(commands: str) -> str:
    process = await asyncio.create_subprocess_exec(
        "bash", "-e", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    said, _ = await process.communicate(commands.encode())
    assert process.returncode == 0
    return said.decode()


async def called(world: World, number: int, user_id: str) -> str:
    """Type a call of the chapter, with the token of an administrator."""
    admin = await world.homeserver.register(f"chef{world.number}", PASSWORD, admin=True)
    asked, *calls = blocks(CALLS)
    assert asked == "read -rs TOKEN"
    call = calls[number].replace("https://matrix.example.org", world.homeserver.url)
    for shown in ("@netzwerkbot:example.org", "@ada:example.org"):
        call = call.replace(shown, user_id)
    assert "example.org" not in call
    return await typed(f"{asked} <<< '{admin.access_token}'\n{call}")


async def test_the_limit_on_sending_is_lifted(world: World) -> None:
    account: Account = await world.bot_account()

    assert '"messages_per_second":0' in await called(world, 0, account.user_id)


async def test_the_size_of_files_is_told(world: World) -> None:
    assert '"m.upload.size":52428800' in await called(world, 1, world.bot_id)


async def test_the_push_services_of_a_member_are_listed(world: World) -> None:
    ada = await world.person("ada")
    pusher = {
        "app_display_name": "Test",
        "app_id": "org.example",
        "data": {"url": "https://push.example.org/_matrix/push/v1/notify"},
        "device_display_name": "Telefon",
        "kind": "http",
        "lang": "de",
        "pushkey": "x",
    }
    await ada.session.api.call("POST", "v3/pushers/set", pusher)

    assert "https://push.example.org" in await called(world, 2, ada.user_id)


async def test_the_account_is_registered(world: World, tmp_path: Path) -> None:
    [command] = blocks("Das Konto")
    config = world.homeserver.directory / "homeserver.json"
    command = command.replace("/etc/matrix-synapse/homeserver.yaml", str(config))
    words = command.replace("-u netzwerkbot", f"-u netzwerkbot{world.number}").split()
    program = [sys.executable, str(Path(sys.executable).with_name(words[0]))]
    async with terminal(*words[1:], program=program) as typing:
        await typing.answers(("Password", PASSWORD), ("Confirm password", PASSWORD))
        assert await typing.ends() == 0, typing.screen
    assert "Success!" in typing.screen
