"""!karte in an encrypted room: the answer in words, then the picture, as it was drawn."""

from bot.matrix.person import TimelineEvent
from bot.workers.maps import draw_map
from tests.homeserver.office import open_office, until
from tests.homeserver.world import World


async def test_the_picture_arrives_encrypted_and_is_the_one_that_was_drawn(world: World) -> None:
    office = await open_office(world)
    async with office.running() as app:
        question = await office.ada.say(office.network, "!karte kinder")
        answer = await office.ada.answer_to(question)
        assert "4 Einträge zur Kinder- und Jugendbeteiligung" in answer.text

        def pictures() -> list[TimelineEvent]:
            return [
                event for event in office.ada.timeline if event.content.get("msgtype") == "m.image"
            ]

        await until(lambda: bool(pictures()), lambda: str(office.ada.timeline))
        [picture] = pictures()
        assert picture.answers == question
        assert picture.file is not None
        assert picture.file.encrypted
        assert picture.file.name == "karte-der-sammlung.png"
        assert (picture.body or "").startswith("Karte der Sammlung: 4 Einträge zur Kinder")

        data = await office.ada.download(picture)
        day = app.live.now().astimezone(app.live.settings.timezone).date()
        source = {"list": "kinder_jugend", "day": day.isoformat()}
        assert data == await draw_map(app.database, source)
        info = picture.content["info"]
        assert info == {"mimetype": "image/png", "w": 1200, "h": 1700, "size": len(data)}
