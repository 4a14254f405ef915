"""A change is not read back where something beside it holds it back."""

import pytest

from commands.language.understanding import Response, Where
from tests.support.german import read

CHANGES = (
    "Ich komme zum Termin 12",
    "Bitte melden Sie mich für Termin 12 an",
    "Erinnern Sie mich einen Tag vorher an Termin 12",
    "Bitte ziehen Sie meine Einreichung 5 zurück",
    "Löschen Sie bitte meine Daten",
)
HELD_BACK = (
    ", aber warten Sie noch damit.",
    ", es sei denn, mein Kind wird krank.",
    ", allerdings erst nach Rücksprache.",
    ", aber das muss ich erst noch klären.",
    ", frag mich später.",
    ", aber eigentlich eher nicht.",
    ", vorbehaltlich der Genehmigung.",
    ", so hieß es im Protokoll.",
    ", hat Petra gesagt.",
    ", wollte ich eigentlich schreiben.",
    ", also nicht ich, meine Vertretung.",
    ". Stimmt aber nicht.",
    ". Bitte noch nichts machen.",
    ". Das gilt nur, wenn die Bahn fährt.",
    ". Oder besser: Termin 13.",
)
LEFT_AS_IT_IS = (
    "",
    ", vielen Dank.",
    ", wenn es geht.",
    ", falls möglich.",
)


def response_to(text: str, where: Where = Where.DIRECT) -> Response:
    return read(where, text).response


@pytest.mark.parametrize("behind", HELD_BACK)
@pytest.mark.parametrize("change", CHANGES)
def test_what_is_not_settled_or_not_meant_is_not_done(change: str, behind: str) -> None:
    assert response_to(change + behind) in (Response.CHOICE, Response.UNCLEAR)


@pytest.mark.parametrize("behind", LEFT_AS_IT_IS)
@pytest.mark.parametrize("change", CHANGES[2:])
def test_courtesy_holds_nothing_back(change: str, behind: str) -> None:
    assert response_to(change + behind) is Response.CONFIRM


def test_an_answer_with_a_condition_is_offered_below_its_date() -> None:
    said = "Ich sage zu, es sei denn, der Ausschuss wird verlegt."

    assert response_to(said, Where.BELOW_DATE) is Response.CHOICE


def test_a_condition_inside_a_question_belongs_to_it() -> None:
    said = "Fragen Sie bitte das Netzwerk: Was tun Sie, wenn nur die Hälfte kommt?"

    assert response_to(said) is Response.CONFIRM
