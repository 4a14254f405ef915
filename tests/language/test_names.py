"""The look-up rule, by examples, by its properties, and beside a slow model."""

import csv
import unicodedata
from importlib import resources
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.language import names
from commands.language.names import Candidate, Fit, Via
from storage.collection.guidelines import Municipality
from tests.support.collection_fixtures import candidates

INVISIBLE = "\u200b\u200d\u200e\u200f\u00ad\u2060\ufe0f\u034f\U000e0100"

FORMS: tuple[Literal["NFC", "NFD", "NFKC", "NFKD"], ...] = ("NFC", "NFD", "NFKC", "NFKD")


def _rows() -> list[dict[str, str]]:
    text = resources.files("storage.data").joinpath("sammlung.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _municipality(number: int, row: dict[str, str]) -> Municipality:
    return Municipality(
        number,
        row["anzeige"],
        row["vermutlich"] or None,
        row["amtlich"],
        row["art"],
        row["land"],
        row["kreis"],
        row["ags"] or None,
    )


ROWS = _rows()
NUMBERS = {name: number for number, name in enumerate(dict.fromkeys(r["anzeige"] for r in ROWS))}
NAMES = {number: name for name, number in NUMBERS.items()}
COLLECTION = tuple(
    candidate
    for row in ROWS
    for candidate in candidates(_municipality(NUMBERS[row["anzeige"]], row), (row["gedruckt"],))
)


def answers(text: str) -> list[str]:
    verdict = names.decide(names.parse(text), COLLECTION)
    return sorted(NAMES[number] for number in verdict.fitting)


def similar(text: str) -> list[str]:
    own = [candidate for candidate in COLLECTION if candidate.via.is_name]
    return [NAMES[number] for number in names.suggest(names.parse(text), own)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        *((spelling, "Köln") for spelling in ("Koln", "Koeln", "Köln", "KÖLN", "Ko\u0308ln")),
        ("Ko\u200d\u0308ln", "Köln"),
        ("»Köln«!", "Köln"),
        ("Stadt Köln", "Köln"),
        ("Söst", "Soest"),
        ("Giessen", "Gießen"),
        ("GIEẞEN", "Gießen"),
        ("Frankfurt a. M.", "Frankfurt am Main"),
        ("Frankfurt/Main", "Frankfurt am Main"),
        ("FrankfurtamMain", "Frankfurt am Main"),
        ("Stadt Frankfurt am Main", "Frankfurt am Main"),
        ("Frankfurt/Oder", "Frankfurt (Oder)"),
        ("Frankfurt (O)", "Frankfurt (Oder)"),
        ("Frankfurt a.d. Oder", "Frankfurt (Oder)"),
        ("Freiburg", "Freiburg"),
        ("Freiburg i. Br.", "Freiburg"),
        ("Freiburg im Breisgau", "Freiburg"),
        ("Große Kreisstadt Freiberg", "Freiberg"),
        ("Bad Homburg v.d.H.", "Bad Homburg"),
        ("Bad Homburg vor der Höhe", "Bad Homburg"),
        ("Lahr/Schwarzwald", "Lahr"),
        ("Gronau (Westfalen)", "Gronau (Westf.)"),
        ("Gronau i.W.", "Gronau (Westf.)"),
        ("Landau/Pfalz", "Landau in der Pfalz"),
        ("Nordhausen", "Nordhausen am Harz"),
        ("Geislingen/Steige", "Geislingen an der Steige"),
        ("Geislingen a.d. Steige", "Geislingen an der Steige"),
        ("Geislingen an de", "Geislingen an der Steige"),
        ("Hanse- und Universitätsstadt Rostock", "Rostock"),
        ("Rostock (Hansestadt)", "Rostock"),
        ("Freie Hansestadt Bremen", "Bremen"),
        ("Landeshauptstadt München", "München"),
        ("Berlin", "Berlin (Land)"),
        ("Land Berlin", "Berlin (Land)"),
        ("Stadt Berlin", "Berlin (Land)"),
        ("Kreuzberg", "Berlin-Friedrichshain-Kreuzberg"),
        ("Friedrichshain-Kreuzberg", "Berlin-Friedrichshain-Kreuzberg"),
        ("Berlin Kreuzberg", "Berlin-Friedrichshain-Kreuzberg"),
        ("Kopenick", "Berlin-Treptow-Köpenick"),
        ("Bezirk Mitte", "Berlin-Mitte"),
        ("Berlin, Bezirk Mitte", "Berlin-Mitte"),
        ("LK Göppingen", "Göppingen (Landkreis)"),
        ("Göppingen, Landkreis", "Göppingen (Landkreis)"),
        ("Gemeinde Göppingen", "Göppingen (Stadt)"),
        ("Landkreis Marburg", "Marburg-Biedenkopf"),
        ("Marburg", "Marburg"),
        ("Graz/Steiermark", "Graz"),
        ("Vöhringen", "Vöhringen"),
        ("Gemeinde Vöhringen", "Vöhringen"),
        ("Hadelshorn", "Heidelberg"),
        ("Schwanau", "Schwerte"),
        ("Cologne", "Köln"),
        ("Monaco di Baviera", "München"),
        ("Francfort-sur-le-Main", "Frankfurt am Main"),
        ("Fribourg-en-Brisgau", "Freiburg"),
        ("Drezno", "Dresden"),
        ("Loccum", "Rehburg-Loccum"),
        ("Biedenkopf", "Marburg-Biedenkopf"),
        ("Kreis Biedenkopf", "Marburg-Biedenkopf"),
        ("50667 Köln", "Köln"),
        ("D-53111 Bonn", "Bonn"),
        ("für Bonn", "Bonn"),
        ("bitte die Stadt Bonn", "Bonn"),
        ("in Bonn, bitte", "Bonn"),
        ("LH München", "München"),
        ("Frankfurt a.d.O.", "Frankfurt (Oder)"),
        ("Landau (Pf.)", "Landau in der Pfalz"),
        ("Görlitz/Zhorjelc", "Görlitz"),
        ("Dresden - Drježdźany", "Dresden"),
    ],
)
def test_a_name_answers_however_it_is_written(text: str, name: str) -> None:
    assert answers(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Sost", "Göttingen", "Bon%", "B_nn", "Bonn%", "%", "*", "'", "\0", "Bonn\0", "\u200f", "",
        " ", "()", "Bo", "Kö", "Üb", "Stadt", "Kreis Soest", "Landkreis Karlsruhe", "Land Bremen",
        "Stadt Kreuzberg", "Biedenkop", "Loccu", "Stadt Biedenkopf", "Rehburg-Locum", "Vorarlberg",
        "Land Vöhringen", "Brühl (Baden)", "x" * 5000, "Bonn" + "x" * 5000, "Bonn " * 1250,
        "\ud800", "ß", "\u0308",
    ],
)  # fmt: skip
def test_what_is_no_name_does_not_answer(text: str) -> None:
    assert answers(text) == []


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("Göppingen", ["Göppingen (Landkreis)", "Göppingen (Stadt)"]),
        ("Frankfurt", ["Frankfurt (Oder)", "Frankfurt am Main"]),
        ("Francfort", ["Frankfurt (Oder)", "Frankfurt am Main"]),
        ("Mün", ["München", "Münster"]),
        ("Mar", ["Berlin-Marzahn-Hellersdorf", "Marburg", "Marburg-Biedenkopf", "Marquartstein"]),
    ],
)
def test_several_that_fit_are_all_named(text: str, several: list[str]) -> None:
    assert answers(text) == several


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Göttingen", "Göppingen (Stadt)"),
        ("Sost", "Soest"),
        ("Neuköln", "Berlin-Neukölln"),
        ("Leipzig Sachsen", "Leipzig"),
        ("Brühl (Baden)", "Brühl"),
        ("Bon%", "Bonn"),
    ],
)
def test_a_similar_name_is_suggested(text: str, name: str) -> None:
    assert name in similar(text)


def test_no_more_than_five_names_are_suggested() -> None:
    assert max(len(similar(text)) for text in ("ingen", "Frei", "Überlingen", "Berlin-Neu")) <= 5


def test_a_body_of_another_kind_is_refused_by_name() -> None:
    verdict = names.decide(names.parse("Kreis Soest"), COLLECTION)

    assert {NAMES[number] for number in verdict.refused} == {"Soest"}


def test_a_new_namesake_of_an_umlautless_spelling_makes_it_ambiguous() -> None:
    munster = Municipality(900, "Munster", None, "", "Stadt", "Niedersachsen", "", None)
    verdict = names.decide(names.parse("Munster"), [*COLLECTION, *candidates(munster, ())])

    assert verdict.fitting == {900, NUMBERS["Münster"]}


def test_a_display_name_that_begins_with_its_kind_is_found_with_and_without_it() -> None:
    schwaben = Municipality(900, "Markt Schwaben", None, "", "Gemeinde", "Bayern", "", None)
    own = candidates(schwaben, ())

    for text in ("Markt Schwaben", "Schwaben", "Markt Schw", "marktschwaben"):
        assert names.decide(names.parse(text), own).fitting == {900}


def test_many_umlauts_do_not_make_many_spellings() -> None:
    assert len(names.spellings("ü" * 200, printed=())) <= 4


def test_fold_joins_what_differs_only_in_writing() -> None:
    assert names.fold("Bad Homburg v. d. Höhe") == names.fold("BAD-HOMBURG (v.d.Hoehe)")
    assert names.fold("ÆØŁé") == "aeoele"


KNOWN = sorted({r["anzeige"] for r in ROWS} | {r["gedruckt"] for r in ROWS if not r["vermutlich"]})


@st.composite
def disguised(draw: st.DrawFn) -> tuple[str, str]:
    name = draw(st.sampled_from(KNOWN))
    form = draw(st.sampled_from(FORMS))
    case = draw(st.sampled_from((str.upper, str.lower, str.title, str.swapcase, str.casefold)))
    shown = unicodedata.normalize(form, case(name))
    inserts = draw(st.lists(st.tuples(st.integers(0, len(shown)), st.sampled_from(INVISIBLE))))
    for place, character in inserts:
        shown = shown[:place] + character + shown[place:]
    return name, shown


@given(disguised())
def test_every_name_and_printed_form_is_found_in_any_writing(pair: tuple[str, str]) -> None:
    name, shown = pair

    assert answers(shown) == answers(name) != []


def test_every_display_and_official_name_finds_its_own_entry() -> None:
    for row in ROWS:
        assert row["anzeige"] in answers(row["anzeige"])
        if not row["vermutlich"]:
            assert row["anzeige"] in answers(row["amtlich"])
        if row["gedruckt"] != "Freiburg":
            assert answers(row["gedruckt"]) == [row["anzeige"]]


@pytest.mark.slow
def test_every_beginning_of_a_display_name_answers_with_it_or_a_choice() -> None:
    for name, number in NUMBERS.items():
        for end in range(3, len(name) + 1):
            verdict = names.decide(names.parse(name[:end]), COLLECTION)
            answered = number in verdict.fitting or verdict.fit is Fit.NAME
            assert answered or sum(map(str.isalnum, name[:end])) < 3, name[:end]


ALPHABET = st.sampled_from("abdeilmnorstuäöüß %_-.'()\u200b\0")
TEXTS = st.one_of(
    st.text(max_size=30),
    st.text(ALPHABET, max_size=12),
    st.sampled_from(KNOWN).flatmap(lambda n: st.integers(0, len(n)).map(lambda end: n[:end])),
)


@given(TEXTS)
def test_no_text_is_an_error(text: str) -> None:
    answers(text)
    similar(text)


def _model(text: str) -> set[int]:
    """The rule as it is said, one candidate at a time, without tiers in the code."""
    readings = names.parse(text).readings

    def accepted(candidate: Candidate, reading: names.NameReading) -> bool:
        kind = {"Landkreis": "Landkreis", "Bezirk": "Bezirk", "Land": "Land"}
        own = {kind.get(candidate.kind, "Stadt/Gemeinde")}
        if candidate.kind == "Land" and candidate.ags == "11000000":
            own.add("Stadt/Gemeinde")
        return all(asked.value in own for asked in reading.asked)

    pairs = [(c, r) for c in COLLECTION for r in readings if accepted(c, r)]
    exact = [c for c, r in pairs if c.key == r.key]
    by_name = {c.municipality_id for c in exact if c.via <= Via.WITHOUT_UMLAUTS}
    by_form = {c.municipality_id for c in exact if c.via in (Via.PRINTED, Via.FOREIGN)}
    half = {c.municipality_id for c in exact if c.via is Via.PART}
    beginning = {
        c.municipality_id
        for c, r in pairs
        if c.via <= Via.WITHOUT_UMLAUTS and r.letters >= 3 and c.key[: len(r.key)] == r.key
    }
    return by_name or by_form or beginning | half


@given(TEXTS)
def test_the_decision_is_that_of_the_slow_model(text: str) -> None:
    assert names.decide(names.parse(text), COLLECTION).fitting == _model(text)


@st.composite
def one_letter_wrong(draw: st.DrawFn) -> str:
    name = draw(st.sampled_from([name for name in NUMBERS if name.isalpha()]))
    place = draw(st.integers(0, len(name) - 1))
    letter = draw(st.sampled_from("bcdfghjklmnpqrstvwxyz"))
    return draw(
        st.sampled_from(
            (
                name[:place] + letter + name[place:],
                name[:place] + letter + name[place + 1 :],
                name[:place] + name[place + 1 :],
            )
        )
    )


@given(one_letter_wrong())
def test_a_similar_name_never_answers(text: str) -> None:
    key = names.fold(text)
    is_a_beginning = any(c.key.startswith(key) for c in COLLECTION if c.via.is_name)
    is_another_form = any(c.key == key for c in COLLECTION)
    if not is_a_beginning and not is_another_form:
        assert answers(text) == []
