"""Everyday writings of every name in the collection answer, and nothing else does."""

import csv
import json
from collections.abc import Iterator
from importlib import resources

import pytest

from commands.collection.lookup import look_up_in
from commands.collection.place_words import place_and_list
from commands.collection.view import View, whole
from storage.database import Database
from tests.support.collection_fixtures import look_up

# Around the display name: everyday words, a Land, a signature, marks, a list.
FRAMES = (
    "{}", "für {}", "in {}", "die Stadt {}", "der Stadt {}", "{} bitte", "{}, {land}",
    "{} in {land}", "{} ({land})", "{} 🙏", "🏙 {}", "*{}*", "„{}“", "{}\n\nViele Grüße\nPetra",
    "Hallo, {} bitte. Danke!", "von {}?", "Leitlinie {}", "{} – danke",
)  # fmt: skip
LISTS = {
    "{} kinder": "kinder_jugend",
    "kinder {}": "kinder_jugend",
    "{} Kinder und Jugend": "kinder_jugend",
    "Jugendbeteiligung in {}": "kinder_jugend",
    "Kinder- und Jugendbeteiligung {}": "kinder_jugend",
    "{}-Kinder": "kinder_jugend",
    "{} – Kinder": "kinder_jugend",
    "Bürgerbeteiligung für {}": "buergerbeteiligung",
    "Liste Bürger {} bitte": "buergerbeteiligung",
}
# By their name both are meant, or the Land is part of the name.
SEVERAL = frozenset({"Göppingen (Landkreis)", "Göppingen (Stadt)", "Berlin (Land)", "Vöhringen"})
OTHERS = {
    "Marburg an der Lahn": "Marburg",
    "Marburg/Lahn": "Marburg",
    "Marburg a.d.L.": "Marburg",
    "Köln/Rhein": "Köln",
    "Köln am Rhein": "Köln",
    "Kressbronn a.B.": "Kressbronn am Bodensee",
    "in Remseck": "Remseck am Neckar",
    "Remseck, BaWü": "Remseck am Neckar",
    "Münster/Westf.": "Münster",
    "Frankfurt, Hessen": "Frankfurt am Main",
    "Frankfurt in Brandenburg": "Frankfurt (Oder)",
    "Stadt Bonn in NRW": "Bonn",
    "Graz, Österreich": "Graz",
    "Graz (Steiermark)": "Graz",
    "Bonn, Deutschland": "Bonn",
    "Lich, Kreis Gießen": "Lich",
    "Brühl (Rhein-Erft-Kreis)": "Brühl",
    "Loccum": "Rehburg-Loccum",
    "Loccum in Niedersachsen": "Rehburg-Loccum",
    "Biedenkopf": "Marburg-Biedenkopf",
    "Stadt Köln (NRW)": "Köln",
    "50667 Köln": "Köln",
    "LH München": "München",
    "Berlin": "Berlin (Land)",
    "für Kreuzberg": "Berlin-Friedrichshain-Kreuzberg",
    "Bezirksamt Mitte von Berlin": "Berlin-Mitte",
    "**Bonn**": "Bonn",
    "_Bonn_": "Bonn",
    "Bonn 👍🏽": "Bonn",
    "Bonn ❤️ vielen Dank!": "Bonn",
    "bitte bitte Bonn": "Bonn",
}
NOBODY = (
    "Bon%", "B_nn", "*", "**", "* *", "Bonn*", "für", "in der Stadt", "bitte", "danke", "🙏", "NRW",
    "Österreich", "kinder", "Bürger", "Göttingen", "die Stadt Göttingen", "Köln, Bayern",
    "Köln in Bayern", "Bonn (Hessen)", "Bonn, Österreich", "Graz, Deutschland", "Brühl (Baden)",
    "Brühl, Baden-Württemberg", "Münster (Hessen)", "Essen (Oldenburg)", "Essen, Oldenburg",
    "Weingarten (Baden)", "Bonn-Bad Godesberg", "Bonn Beuel", "Köln-Ehrenfeld", "Kreis Mettmann",
    "Lkr. München", "Stadt- und Landkreis Heilbronn", "Lutherstadt Wittenberg", "Mülheim/Ruhr",
    "Wir waren in Essen essen", "in Essen essen", "Bonnig, NRW", "Bo, NRW", "Bon, NRW",
    "Lich am Rhein", "Marburg an der Saale", "Nürnberg", "Sankt Augustin", "Halle/Saale",
    "Freiburg, Sachsen", "Freiberg, Bayern", "Stadt Hamburg", "Freie und Hansestadt Hamburg",
    "Bonn Kiel", "Köln und Bon", "Köln und Göttingen", "Viele Grüße\nBonn", "Petra aus Bonn",
    "nicht Bonn", "Bonn oder so", "in Bad Sachsa", "Neuss, Main",
)  # fmt: skip


def _rows() -> list[dict[str, str]]:
    text = resources.files("storage.data").joinpath("sammlung.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _writings() -> Iterator[tuple[str, str]]:
    """Return what is typed, and the display name that answers."""
    for number, row in enumerate(_rows()):
        name, land = row["anzeige"], row["land"].partition(" (")[0]
        yield name, name
        if not row["vermutlich"]:
            yield row["amtlich"], name
        if name in SEVERAL:
            continue
        if row["gedruckt"] != "Freiburg":
            yield row["gedruckt"], name
        frames = [f for f in FRAMES if row["art"] in ("Stadt", "Gemeinde") or "Stadt" not in f]
        for step in range(3):
            yield frames[(number + 5 * step) % len(frames)].format(name, land=land), name
        yield tuple(LISTS)[number % len(LISTS)].format(name), name
    yield from OTHERS.items()


WRITINGS = list(dict.fromkeys(_writings()))


@pytest.fixture
async def view(collection: Database) -> View:
    async with collection.transaction() as tx:
        return await whole(tx)


def _answers(view: View, typed: str) -> list[str]:
    place, _ = place_and_list(typed)
    return [entry.municipality.name for entry in look_up_in(view, place).entries]


async def test_everyday_writings_of_every_name_answer_with_it(view: View) -> None:
    wrong = [(typed, name) for typed, name in WRITINGS if name not in _answers(view, typed)]

    assert len(WRITINGS) > 600
    assert wrong == []


async def test_only_a_name_that_several_have_gets_several_answers(view: View) -> None:
    several = [typed for typed, _ in WRITINGS if len(_answers(view, typed)) > 1]

    assert several == ["Göppingen"]


async def test_no_rest_that_is_no_exact_name_answers(view: View) -> None:
    assert [typed for typed in NOBODY if _answers(view, typed)] == []


async def test_every_list_word_chooses_its_list_wherever_it_stands() -> None:
    for frame, wanted in LISTS.items():
        assert place_and_list(frame.format("Bonn"))[1] == wanted, frame
    assert place_and_list("Bonn Kinder Bürger") == ("Bonn", None)


async def test_the_chat_and_the_lines_of_the_terminal_answer_alike(
    view: View, collection: Database
) -> None:
    for typed in [typed for typed, _ in WRITINGS[::9]] + list(NOBODY):
        place, _ = place_and_list(typed)
        assert await look_up(collection, place) == look_up_in(view, place), json.dumps(typed)
