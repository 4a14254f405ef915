"""A calendar kept elsewhere, and a programme brought as an encrypted file, with the whole bot."""

from datetime import UTC, datetime, timedelta

from storage.database import open_unchanged
from storage.meetings import meetings
from storage.meetings.meetings import Slot
from tests.homeserver.office import Office, open_office
from tests.homeserver.world import World, until
from tests.support.calendar_files import event
from tests.support.calendar_site import calendar_site

DAY = datetime.now(UTC) + timedelta(days=40)
TIMES = (
    f"DTSTART;TZID=Europe/Berlin:{DAY:%Y%m%d}T100000",
    f"DTEND;TZID=Europe/Berlin:{DAY:%Y%m%d}T120000",
)
CSV = "beginn;ende;titel\n10:00;11:00;Begrüßung\n11:00;12:00;Vortrag\n".encode("cp1252")


async def test_a_calendar_is_read_at_every_start_and_a_kill_doubles_nothing(world: World) -> None:
    office = await open_office(world)
    async with calendar_site(event(*TIMES)) as site:
        bot = world.bot_process(
            [office.network],
            management=office.management,
            more=["[calendar]", f'urls = ["{site.url}"]'],
        )
        await bot.start()
        await office.wait_for(office.bea, "wurde 1 neuer Termin übernommen")
        assert "Treffen" in await office.ada.ask(office.network, "!termine")
        await bot.kill()

        site.now(event(*(line.replace("T10", "T09") for line in TIMES)), '"2"')
        await bot.start()

        async def moved() -> bool:
            return "09:00" in await office.ada.ask(office.network, "!termin 1")

        await until(moved)
        await bot.kill()
        site.answer = "500"
        await bot.start()
        assert "1 Termin" in await office.ada.ask(office.network, "!termine")
        assert await bot.stop() == 0

    assert office.count(office.bea, "übernommen") == 1
    log = bot.log_file.read_text(encoding="utf-8")
    assert "calendar 1 was not read: HTTP 500" in log
    assert "geheim=abc" not in log
    assert "Treffen" not in log


async def test_an_encrypted_file_becomes_the_programme(world: World) -> None:
    office = await open_office(world)
    async with office.running() as app:
        await made(office)
        file = await office.bea.upload(office.management, CSV, "programm.csv")
        await office.bea.reply(office.management, file, "!termin programm 1")
        told = await office.wait_for(office.bea, "ist gespeichert: 2 Punkte", "Begrüßung")

        assert told.room_id == office.management
        async with open_unchanged(app.config.database_file) as tx:
            slots: list[Slot] = await meetings.slots_of(tx, 1)
    assert [(slot.starts[11:], slot.title) for slot in slots] == [
        ("10:00", "Begrüßung"),
        ("11:00", "Vortrag"),
    ]


async def made(office: Office) -> None:
    line = f'online-konferenz "Losverfahren" {DAY:%d.%m.%Y} 10:00-12:00 Uhr'
    await office.bea.say(office.management, f"!termin neu {line}")
    preview = await office.wait_for(office.bea, "Stimmt das?")
    await office.bea.react(office.management, preview.event_id, "✅")
    await office.wait_for(office.ada, "Termin Nr. 1,")
