"""The arithmetic of the benchmark: what counts as lost, doubled, out of order."""

import pytest

from tests.bench.client import replied_to
from tests.bench.counting import Tally, median, ratio, tally


def test_every_command_answered_once_in_order() -> None:
    assert tally(["a", "b", "c"], ["a", "b", "c"]) == Tally(asked=3)


def test_a_command_without_an_answer_is_lost() -> None:
    assert tally(["a", "b", "c"], ["a", "c"]) == Tally(asked=3, lost=1)


def test_each_answer_beyond_the_first_is_doubled() -> None:
    assert tally(["a", "b"], ["a", "b", "a", "a"]) == Tally(asked=2, doubled=2)


def test_an_answer_after_that_of_a_later_command_is_out_of_order() -> None:
    assert tally(["a", "b", "c", "d"], ["d", "a", "b", "c"]) == Tally(asked=4, swapped=3)


def test_answers_to_other_commands_do_not_count() -> None:
    assert tally(["a"], ["x", "a", "y"]) == Tally(asked=1)


def test_tallies_of_rooms_add_up() -> None:
    assert Tally(3, 1, 0, 2) + Tally(2, 0, 1, 0) == Tally(5, 1, 1, 2)


def test_the_middle_of_nothing_is_nothing() -> None:
    assert median([]) is None
    assert ratio([1.0], []) is None


def test_the_ratio_is_taken_round_by_round() -> None:
    assert ratio([11, 220, 1100], [10, 200, 1000]) == pytest.approx(1.1)


def test_an_edit_of_an_answer_is_not_another_answer() -> None:
    relation = {"m.in_reply_to": {"event_id": "$a"}}
    assert replied_to({"content": {"m.relates_to": relation}}) == "$a"
    edit = {**relation, "rel_type": "m.replace", "event_id": "$b"}
    assert replied_to({"content": {"m.relates_to": edit}}) is None
    assert replied_to({"content": {"body": "words"}}) is None
