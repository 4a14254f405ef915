"""Whoever follows the operator's handbook to the letter gets a bot that answers."""

import tomllib
import zipfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass

import pytest
import pytest_asyncio

from bot.demo.homeserver import Homeserver, free_port
from tests.homeserver.office import Office, open_office
from tests.homeserver.world import PASSWORD, World
from tests.support.handbook import Machine, blocks, machine, missing
from tests.support.register_files import gv100ad, shipped

CALENDAR = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Beispiel//DE
BEGIN:VEVENT
UID:1
DTSTAMP:20261130T100000Z
DTSTART:20991130T100000Z
SUMMARY:Online-Konferenz
END:VEVENT
END:VCALENDAR
"""


@dataclass
class Operator:
    office: Office
    machine: Machine
    first_check: str = ""

    async def fits(self) -> None:
        """Change in the configuration what the handbook says must fit."""
        office = self.office
        fitting = {
            "homeserver": f'"{office.world.homeserver.url}"',
            "user_id": f'"{office.bot_id}"',
            "invite_from": '["localhost"]',
            "network": f'["{office.network}"]',
            "exchange": f'"{office.network}"',
            "management": f'"{office.management}"',
            "directory": '"/var/lib/netzwerkbot"',
            "check_links": "false",  # nothing leaves this machine
        }
        for key, value in fitting.items():
            line = f"sed -i 's|^{key} = .*|{key} = {value}|' /etc/netzwerkbot/config.toml"
            await self.machine.type(line)
        await self.machine.type(f"printf %s '{PASSWORD}' > /etc/netzwerkbot/password")

    async def installs(self) -> None:
        for each in blocks("Als Dienst auf einem Rechner"):
            await self.machine.type(each)
        directory, *_, check = blocks("Einrichten")
        await self.machine.type(directory.splitlines()[0])
        for each in blocks("Die Konfiguration von Hand"):
            await self.machine.type(each)
        await self.fits()
        self.first_check = await self.machine.type(check)
        start, *_ = blocks("Betreiben")
        await self.machine.type(start)
        await self.office.until_bot_is_in()

    async def is_answered(self) -> None:
        await self.office.ada.ask(self.office.network, "!leitlinie Bonn")

    async def check(self) -> None:
        """Fails if it finds a problem."""
        *_, check = blocks("Einrichten")
        await self.machine.type(check)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def operator(
    homeserver: Homeserver, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Operator]:
    """Yield one whose bot runs, as each test leaves it."""
    why = missing()
    if why is not None:
        pytest.skip(why)
    folder = tmp_path_factory.mktemp("handbook")
    async with AsyncExitStack() as stack, machine(folder) as typing:
        operator = Operator(await open_office(World(homeserver, folder, stack)), typing)
        await operator.installs()
        yield operator


async def test_as_installed_it_answers_and_check_finds_nothing(operator: Operator) -> None:
    assert "chmod" not in operator.first_check
    await operator.is_answered()
    await operator.check()


async def test_as_backed_up_it_is_put_back(operator: Operator) -> None:
    said = ""
    for heading in ("Sichern", "Von Hand", "Prüfen"):
        [block] = blocks(heading)
        said += await operator.machine.type(block)
        await operator.is_answered()
    assert "Gesichert und geprüft" in said
    assert "Die Sicherung ist in Ordnung" in said

    [restore] = blocks("Wiederherstellen")
    said = await operator.machine.type(restore)
    assert "Nun starten Sie den Bot: systemctl start netzwerkbot" in said
    await operator.is_answered()
    await operator.check()

    [begin_anew] = blocks("Wenn es keine Sicherung gibt")
    await operator.machine.type("systemctl stop netzwerkbot; rm /var/lib/netzwerkbot/*.db")
    # Emptied first: "ready" of the bot before would be taken for this one's.
    by_hand = f": > /run/journal\n({begin_anew}) >> /run/journal 2>&1 &\nuntil_ready $!"
    await operator.machine.type(f"{by_hand}\nsystemctl stop netzwerkbot")
    await operator.machine.type("systemctl start netzwerkbot")
    await operator.is_answered()


async def test_as_moved_it_answers_from_another_machine(operator: Operator) -> None:
    leave, arrive = blocks("Umziehen")
    await operator.machine.type(leave)
    await operator.machine.type("rm -r /var/lib/netzwerkbot")
    assert "Wiederhergestellt" in await operator.machine.type(arrive)
    await operator.is_answered()
    await operator.check()


async def test_as_updated_it_answers_from_the_new_program(operator: Operator) -> None:
    update, way_back = blocks("Aktualisieren")
    await operator.machine.type(f"cd /opt/program\n{update}")
    await operator.is_answered()

    before = "/var/lib/netzwerkbot/before-0.2.0-schema-9-netzwerkbot-localhost.tar.gz"
    make = f"/opt/netzwerkbot/.venv/bin/netzwerkbot backup {before}"
    await operator.machine.type(f"{make} --config /etc/netzwerkbot/config.toml")
    await operator.machine.type("systemctl stop netzwerkbot")
    await operator.machine.type(f"({way_back})\nsystemctl start netzwerkbot")
    await operator.is_answered()


async def test_collection_and_dates_on_the_command_line(operator: Operator) -> None:
    collection, *_ = blocks("Die Sammlung auf der Befehlszeile")
    before, copying, after = collection.rpartition("bot collection import")
    said = await operator.machine.type(f"{before}cp sammlung.csv /tmp/\n{copying}{after}")
    assert "Bonn (Stadt" in said
    printed = await operator.machine.type("cat sammlung.csv sammlung.json sammlung.md")
    assert printed.count("Bonn") > 5

    [dates] = blocks("Die Termine auf der Befehlszeile")
    await operator.machine.type(f"cat > /tmp/termine.ics <<'END'\n{CALENDAR}END")
    await operator.machine.type(dates)
    exported = await operator.machine.type("cat /var/lib/netzwerkbot/termine.ics")
    assert "SUMMARY:Online-Konferenz" in exported


async def test_a_renewed_register_is_in_force_at_once(operator: Operator) -> None:
    ada, network = operator.office.ada, operator.office.network
    before = await ada.ask(network, "!sammlung groß")
    places = shipped(populations={"05314000": 330_000})
    with zipfile.ZipFile(
        operator.machine.shared / "GV100AD.zip", "w", zipfile.ZIP_DEFLATED
    ) as file:
        file.writestr("GV100AD_31122022.txt", gv100ad(places))
    [renew] = blocks("Das Gemeindeverzeichnis erneuern")
    said = await operator.machine.type(f"cp /run/blocks/GV100AD.zip /tmp/\n{renew}")

    assert said.count("0 neu, 0 weg, 0 umbenannt") == 2
    assert "weiß ich noch nicht" in before
    after = await ada.ask(network, "!sammlung groß")
    assert "2 Einträge aus 1 Kommune" in after


async def test_as_served_over_http_it_is_well(operator: Operator) -> None:
    token, section, *_ = blocks("Auskünfte über HTTP")
    curl, *_ = blocks("Überwachung")
    [handed] = [block for block in blocks("Betreiben") if "feed-token" in block]
    listen = f"127.0.0.1:{free_port()}"
    await operator.machine.type(f"systemctl stop netzwerkbot\n{token}")
    section = section.replace("127.0.0.1:8080", listen)
    await operator.machine.type(f"cat >> /etc/netzwerkbot/config.toml <<'END'\n{section}\nEND")
    for line in handed.splitlines():
        await operator.machine.type(f"sed -i '/^Group=/a {line}' $unit")
    await operator.machine.type("systemctl start netzwerkbot")

    assert '"sync"' in await operator.machine.type(curl.replace("127.0.0.1:8080", listen))
    asking = f"curl -fs http://{listen}/termine.ics?token=$(cat /etc/netzwerkbot/feed-token)"
    assert "BEGIN:VCALENDAR" in await operator.machine.type(asking)


async def test_as_set_up_by_init_it_answers_in_a_new_encrypted_room(operator: Operator) -> None:
    office, ada = operator.office, operator.office.ada
    aside = "mv /etc/netzwerkbot/config.toml /etc/netzwerkbot/by-hand"
    await operator.machine.type(f"systemctl stop netzwerkbot\n{aside}")
    [init] = blocks("Ohne Fragen")
    fitting = {
        "=example.org ": f"={office.world.homeserver.url} ",
        "@netzwerkbot:example.org": office.bot_id,
        "@ada:example.org,@bea:example.org": ada.user_id,
    }
    for shown, typed in fitting.items():
        init = init.replace(shown, typed)
    for role in ("NETWORK", "EXCHANGE", "MANAGEMENT"):
        # Others on this homeserver may have the addresses.
        init = f"NETZWERKBOT_INIT__ALIAS_{role}=- \\\n{init}"
    said = await operator.machine.type(init)
    assert "Ergebnis: Alles in Ordnung." in said
    assert "So startet der Bot: systemctl start netzwerkbot" in said
    as_root = ".venv/bin/netzwerkbot run --config /etc/netzwerkbot/config.toml || echo code $?"
    said = await operator.machine.type(as_root)
    assert "gehört dem Konto netzwerkbot" in said
    assert said.endswith("code 2\n\n")
    rights = await operator.machine.type("stat -c '%a %U %G' /etc/netzwerkbot/config.toml")
    assert rights.strip() == "640 root netzwerkbot"
    rights = await operator.machine.type("stat -c '%a %U' /var/backups/netzwerkbot")
    assert rights.strip() == "700 netzwerkbot"

    config = tomllib.loads(await operator.machine.type("cat /etc/netzwerkbot/config.toml"))
    await operator.machine.type("systemctl start netzwerkbot")
    exchange = config["rooms"]["exchange"]
    await ada.join(exchange)
    await ada.until_in(exchange, office.bot_id)
    assert "Bonn" in await ada.ask(exchange, "!leitlinie Bonn")
    await operator.check()
    [again] = blocks("Einrichten")[1:2]
    said = await operator.machine.type(again.replace("--missing", "--missing --non-interactive"))
    assert "Alles in Ordnung" in said

    back = "mv /etc/netzwerkbot/by-hand /etc/netzwerkbot/config.toml"
    await operator.machine.type(f"systemctl stop netzwerkbot\n{back}\nsystemctl start netzwerkbot")
