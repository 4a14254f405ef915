"""!einreichen finds the municipality, wherever its name stands in the line."""

import pytest

from tests.support.submitting import URL, Office


@pytest.mark.parametrize(
    ("line", "place", "title"),
    [
        (f"{URL} Kiel", "Kiel", None),
        (f"{URL} Bad Homburg", "Bad Homburg v.d.H.", None),
        (f"Leitlinien der Stadt Kiel {URL}", "Kiel", "Leitlinien der Stadt Kiel"),
        ("Leitlinien Bonn: www.bonn.de/leitlinien", "Bonn", "Leitlinien Bonn"),
        (f"{URL} Leitlinien der Stadt Kiel", "Kiel", "Leitlinien der Stadt Kiel"),
        (f"Leitlinien Göttingen {URL}", "Göttingen", "Leitlinien Göttingen"),
        (f"Leitlinien Kiel | {URL} | Unser Titel", "Kiel", "Unser Titel"),
    ],
)
async def test_the_name_is_found_among_other_words(
    at: Office, line: str, place: str, title: str | None
) -> None:
    await at.say(f"!einreichen {line}")

    submission = await at.submission(1)
    assert submission.place.startswith(place[:10])
    assert submission.title == title
    assert submission.url is not None
    assert submission.municipality_id is not None or submission.ags is not None


async def test_of_two_municipalities_none_is_guessed(at: Office) -> None:
    assert "2 Orte passen zu »Kiel und Bonn«" in await at.say(f"!einreichen Kiel und Bonn {URL}")
    assert await at.count() == 0


async def test_no_municipality_is_guessed(at: Office) -> None:
    place = "Leitlinien der Stadt Musterhausen"
    await at.say(f"!einreichen {place} {URL}")

    submission = await at.submission(1)
    assert (submission.place, submission.municipality_id) == (place, None)


async def test_a_link_alone_is_still_asked_about(at: Office) -> None:
    await at.say(f"!einreichen {URL}")

    assert await at.count() == 0
