"""What goes wrong while a bot is set up: one line that says what helps, and the question again."""

import tomllib
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio

from bot.demo.homeserver import UNLIMITED, Homeserver, free_port, running_homeserver
from tests.homeserver.setting_up import (
    ACCOUNT,
    HOMESERVER,
    MANAGERS,
    ROOMS,
    SECRET,
    Newcomer,
    a_newcomer,
    newcomer,
    rest,
)
from tests.homeserver.world import PASSWORD, World
from tests.support import mail_server
from tests.support.mail_server import Certificate, MailServer
from tests.support.no_rooms import NAMES
from tests.support.terminal import Terminal, terminal

__all__ = ["newcomer"]

STRICT = {
    "modules": [{"module": "tests.support.no_rooms.NoRooms", "config": {}}],
    "rc_login": {
        "address": UNLIMITED,
        "account": UNLIMITED,
        "failed_attempts": {"per_second": 0.3, "burst_count": 1},
    },
}
MAIL = "Mailserver"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def strict(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Homeserver]:
    """Yield one that limits logins, and allows some accounts no rooms; it may be stopped."""
    async with running_homeserver(tmp_path_factory.mktemp("strict"), extra=STRICT) as homeserver:
        yield homeserver


@pytest_asyncio.fixture(loop_scope="session")
async def guarded(strict: Homeserver, tmp_path: Path) -> AsyncIterator[Newcomer]:
    async with AsyncExitStack() as stack:
        world = World(strict, tmp_path, stack)
        yield await stack.enter_async_context(a_newcomer(world))


def setting_up(newcomer: Newcomer) -> AbstractAsyncContextManager[Terminal]:
    return terminal("init", "--config", str(newcomer.file))


async def test_what_is_no_homeserver_is_told_and_asked_again(newcomer: Newcomer) -> None:
    refused = f"127.0.0.1:{free_port()}"
    server = MailServer.on_free_port()
    async with server.running(), setting_up(newcomer) as typing:
        await typing.answers(
            (HOMESERVER, refused),
            f"Der Homeserver http://{refused} ist nicht erreichbar",
            "Bitte prüfen Sie die Angabe.",
            (HOMESERVER, f"http://127.0.0.1:{server.port}/"),
            "ist nicht erreichbar",
            (HOMESERVER, "das ist kein Name"),
            "Erwartet wird ein Name wie beispiel.de",
            (HOMESERVER, "http://matrix.example.org"),
            "http:// ist nur erlaubt, wenn",
            (HOMESERVER, f" HTTP://127.0.0.1:{newcomer.world.homeserver.port}/_matrix/client/ "),
            "Der Homeserver antwortet unter",
        )


async def test_a_wrong_password_is_asked_again_and_another_account_can_be_named(
    newcomer: Newcomer,
) -> None:
    [site, account, _] = newcomer.login()
    async with setting_up(newcomer) as typing:
        await typing.answers(
            site,
            (ACCOUNT, "niemand"),
            (SECRET, PASSWORD),
            "nimmt das Passwort für niemand nicht an",
            (ACCOUNT, "auch niemand"),
            "Erwartet wird eine Kennung wie @netzwerkbot:beispiel.de",
            account,
            (SECRET, ""),
            account,
            (SECRET, " mit Blank"),
            "darf kein Leerzeichen stehen",
            account,
            (SECRET, PASSWORD),
            f"Angemeldet als {newcomer.world.bot_id}.",
        )
    assert "niemand" not in newcomer.file.with_name(".config.toml.draft").read_text()


async def test_a_limit_on_logins_is_waited_for(guarded: Newcomer) -> None:
    [site, account, secret] = guarded.login()
    async with setting_up(guarded) as typing:
        await typing.answers(site, account, (SECRET, "falsch"), "nicht an", account, secret)
        await typing.sees("Sekunden Geduld. Es geht von selbst weiter.")
        await typing.sees("Angemeldet als")


async def test_a_homeserver_that_goes_away_is_waited_for(guarded: Newcomer) -> None:
    homeserver = guarded.world.homeserver
    async with setting_up(guarded) as typing:
        await typing.answers(*guarded.login(), *((room, "") for room in ROOMS))
        await typing.sees(MANAGERS)
        await homeserver.stop()
        try:
            typing.types(guarded.manager.user_id)
            await typing.sees("ist nicht erreichbar")
            await typing.sees("Noch einmal versuchen: Eingabetaste")
        finally:
            await homeserver.start()
        typing.types()
        await typing.answers(*rest())
        assert await typing.ends() == 0, typing.screen
    assert len(await guarded.joined()) == 3


async def test_without_the_right_to_create_rooms_those_of_others_are_chosen(
    guarded: Newcomer,
) -> None:
    world, ada = guarded.world, guarded.manager
    account = await world.homeserver.register(f"{NAMES}{world.number}", PASSWORD)
    async with setting_up(guarded) as typing:
        await typing.answers(
            guarded.login()[0], (ACCOUNT, account.user_id), (SECRET, PASSWORD), (ROOMS[0], "")
        )
        await typing.answers((ROOMS[1], "neu"), (ROOMS[2], ""), (MANAGERS, "ada"))
        await typing.sees(f"erlaubt {account.user_id} nicht, Räume anzulegen")
        rooms = [await ada.create_room(f"Raum {n}", [account.user_id]) for n in (1, 2)]
        await typing.answers(
            ("Die Liste neu laden", ""),
            (ROOMS[0], "1"),
            (ROOMS[1], ""),
            (ROOMS[2], "2"),
            *rest(),
        )
        assert await typing.ends() == 0, typing.screen
    found = tomllib.loads(guarded.file.read_text(encoding="utf-8"))["rooms"]
    assert found == {"network": [rooms[0]], "management": rooms[1]}


async def test_rooms_there_are_are_chosen_by_number(newcomer: Newcomer) -> None:
    world, ada = newcomer.world, newcomer.manager
    first = await ada.create_room("Austausch\u202e aller", [world.bot_id])
    second = await ada.create_room("Leitung", [world.bot_id])
    async with setting_up(newcomer) as typing:
        await typing.answers(*newcomer.login(), "  1. Austausch aller (Einladung, ver")
        await typing.answers(
            "  2. Leitung (Einladung",
            (ROOMS[0], "3"),
            "Erwartet wird eine Nummer von 1 bis 2",
            (ROOMS[0], "1"),
            (ROOMS[1], f"#nirgends{world.number}:localhost"),
            "gibt es auf dem Homeserver nicht",
            (ROOMS[1], "1."),
            (ROOMS[2], first),
            "braucht einen eigenen Raum",
            (ROOMS[2], "2"),
            *rest(),
        )
        assert await typing.ends() == 0, typing.screen
    assert newcomer.rooms() == {"network": first, "exchange": first, "management": second}
    assert MANAGERS not in typing.screen


async def test_an_address_that_is_taken_is_replaced(newcomer: Newcomer) -> None:
    await newcomer.manager.create_room("Anderes", [], alias="austausch", encrypted=False)
    async with setting_up(newcomer) as typing:
        await typing.answers(
            *newcomer.dialogue()[:7],
            "Die Adresse #austausch:localhost gehört schon zu einem anderen Raum",
            ("Andere Adresse", "zwei Wörter"),
            "Erwartet wird ein Wort",
            ("Andere Adresse", f"#fragen{newcomer.world.number}:localhost"),
            f"»Austausch« ist angelegt unter #fragen{newcomer.world.number}:localhost.",
            *rest(),
        )
        assert await typing.ends() == 0, typing.screen
    assert len(await newcomer.joined()) == 3


async def test_a_mail_server_is_tried_until_it_takes_the_login(
    newcomer: Newcomer, tmp_path: Path
) -> None:
    server = MailServer.on_free_port()
    server.certificate = Certificate.made_in(tmp_path)
    server.security, server.login = "starttls", True
    trust = {"SSL_CERT_FILE": str(tmp_path / "certificate.pem")}
    login = (("Benutzername", mail_server.USERNAME), ("Passwort beim Mailserver", "falsch"))
    addresses = (("Absender", "bot@example.org"), ("Empfänger", "ada@example.org, ada@example.org"))

    def asked(port: int, password: str) -> list[tuple[str, str]]:
        way = [(MAIL, "127.0.0.1"), ("Verschlüsselung", ""), ("Port", str(port))]
        secret = ("Passwort beim Mailserver (wird nicht angezeigt)", password)
        return [*way, login[0], *addresses, secret]

    dialogue = newcomer.dialogue()
    command = ("init", "--config", str(newcomer.file))
    async with server.running(), terminal(*command, environment=trust) as typing:
        await typing.answers(
            *dialogue[:9],
            *asked(free_port(), mail_server.PASSWORD),
            "ist nicht erreichbar; bitte prüfen Sie mail.host",
            *asked(server.port, "falsch"),
            "nimmt Benutzernamen oder Passwort nicht an",
            *asked(server.port, mail_server.PASSWORD),
            "nimmt die Verbindung an",
            *dialogue[-2:],
        )
        assert await typing.ends() == 0, typing.screen
    config = newcomer.file.read_text(encoding="utf-8")
    assert 'recipients = ["ada@example.org"]' in config
    assert mail_server.PASSWORD not in config + typing.screen
    assert newcomer.file.with_name("mail-password").read_text() == mail_server.PASSWORD
    assert server.seen == []


async def test_without_logins_by_password_a_token_is_asked_for(tmp_path: Path) -> None:
    without = {"password_config": {"enabled": False}}
    async with (
        AsyncExitStack() as stack,
        running_homeserver(tmp_path / "synapse", extra=without) as homeserver,
    ):
        account = await homeserver.register("bot", PASSWORD)
        person = await homeserver.register("ada", PASSWORD)
        world = World(homeserver, tmp_path, stack)
        file = tmp_path / "setup" / "config.toml"
        site = f"127.0.0.1:{world.homeserver.port}"
        async with terminal("init", "--config", str(file)) as typing:
            question = "Programm benutzt (wird nicht angezeigt)"
            await typing.answers(
                (HOMESERVER, site),
                (ACCOUNT, "bot"),
                (question, "kein Token"),
                "nicht an",
                (ACCOUNT, "bot"),
                (question, account.access_token),
                *((room, "") for room in ROOMS),
                (MANAGERS, person.user_id),
                *rest(),
            )
            assert await typing.ends() == 0, typing.screen
    config = tomllib.loads(file.read_text(encoding="utf-8"))
    assert config["matrix"]["user_id"] == account.user_id
    assert config["matrix"]["access_token_file"] == "token"
    assert file.with_name("token").read_text(encoding="utf-8") == account.access_token
    assert account.access_token not in typing.screen
