"""No place is put in the place of another one, whatever the register and the lists know."""

import re

import pytest

from commands.language import names
from commands.language.understanding import Response
from tests.support.german import read, the_names

QUESTIONS = ("Gibt es Leitlinien für {}?", "Was hat {} zur Jugendbeteiligung?", "{} bitte")
STEP = 12


def looked_up(text: str) -> list[str]:
    """Return the places that are looked up at once."""
    found = read("direct", text)
    if found.response is not Response.COMMAND:
        return []
    lines = [line.partition(" ")[2] for line in found.lines if line.startswith("leitlinie")]
    return [re.sub(r" (?:jugend|kinder)$", "", line) for line in lines]


@pytest.mark.parametrize("name", ["Schwanau", "Rott", "Geislingen", "Weiden i.d. OPf", "Aalen"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_town_that_is_not_in_the_collection_stays_itself(name: str, question: str) -> None:
    for text in (question.format(name), question.format(name).lower()):
        assert {each.casefold() for each in looked_up(text)} <= {name.casefold()}


def test_no_name_of_the_register_is_replaced() -> None:
    """Boroughs of Berlin have their names with it; nothing else is put for what was said."""
    others = {}
    for name in sorted(set(the_names().view.places.values()))[::STEP]:
        for question in QUESTIONS:
            key = names.place_key(name)
            wrong = [one for one in looked_up(question.format(name)) if names.place_key(one) != key]
            if wrong and not wrong[0].startswith("Berlin-"):
                others[name] = wrong

    assert not others


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Gibt es Leitlinien für Frankfurt am Mian?", "Frankfurt am Mian"),
        ("Gibt es Leitlinien für Frankfrut am Main?", "Frankfrut am Main"),
        ("gibt es leitlinien für freiburg im breisgua?", "freiburg im breisgua"),
        ("Was hat Landau in der Pflaz?", "Landau in der Pflaz"),
        ("Gibt es Leitlinien für Neumarkt i.d. OPf.?", "Neumarkt i.d. OPf"),
    ],
)
def test_a_name_of_several_words_is_taken_whole(said: str, found: str) -> None:
    assert looked_up(said) == [found]


def test_who_are_called_after_one_of_two_places_mean_none_surely() -> None:
    assert looked_up("Wo finde ich die Pfaffinger Leitlinien?") == []
