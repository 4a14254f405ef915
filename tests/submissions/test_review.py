"""The management decides on submissions, by command and by reaction, once and for all."""

import pytest

from storage.submissions import submissions
from tests.support.reviewing import ADA, BO, CORA, LINK, Review
from tests.support.say import MANAGEMENT, ROOM

# --- yes


@pytest.mark.parametrize("how", ["!annehmen {}", "!annehmen Nr.{}", "!annehmen #{}"])
async def test_accepted_by_command(review: Review, how: str) -> None:
    number = await review.submit()
    await review.notice(number)

    edited, said = await review.say(how.format(number))
    assert said == (
        f"Einreichung Nr. {number} ist angenommen. Wer sie eingereicht hat, erfährt es im"
        " Direktchat. Der Eintrag: !leitlinie Köln"
    )
    assert f"Stand: angenommen von {BO} am Dienstag, 24. November 2026, 10:00 Uhr." in edited
    assert await review.told() == [
        (
            f"Ihre Einreichung Nr. {number} ist angenommen. Vielen Dank! Was jetzt zu Köln in der"
            " Sammlung steht, zeigt !leitlinie Köln"
        )
    ]
    assert await review.steps(number) == [(ADA, "submitted", ""), (BO, "accepted", "")]


@pytest.mark.parametrize("key", ["✅", "✅\ufe0f"])
async def test_accepted_by_reaction(review: Review, key: str) -> None:
    number = await review.submit()

    edited, said = await review.react(key, number)
    assert f"Nr. {number} ist angenommen" in said
    assert "angenommen von" in edited
    assert "So entscheiden Sie" not in edited
    assert (await review.get(number)).state == "accepted"
    answer = review.room.contents[-1]["m.relates_to"]
    assert answer["rel_type"] == "m.thread"
    assert answer["event_id"] == await review.notice(number)


async def test_the_notice_is_edited_in_place(review: Review) -> None:
    number = await review.submit()
    event_id = await review.notice(number)

    await review.say(f"!annehmen {number}")
    edit = review.room.contents[-2]
    assert edit["m.relates_to"] == {"rel_type": "m.replace", "event_id": event_id}
    assert edit["m.new_content"]["body"].startswith(f"Einreichung Nr. {number}: Köln")
    assert f"Link: {LINK}" in edit["m.new_content"]["body"]


async def test_the_look_up_shows_the_result_at_once(review: Review) -> None:
    number = await review.submit(title="Leitlinien der Bürgerbeteiligung", adopted="2014")

    await review.say(f"!annehmen {number}")
    [said] = await review.room.say("!leitlinie Köln", sender=ADA)
    assert "Leitlinien der Bürgerbeteiligung" in said
    assert "Beschluss: 2014" in said
    assert LINK in said
    assert "Einzelheiten liegen noch nicht vor" not in said
    assert "noch nicht vom Netzwerkmanagement bestätigt" not in said


async def test_who_accepted_by_reaction_is_told_in_the_thread_with_how_to_undo_it(
    review: Review,
) -> None:
    """A reaction is in clear: the homeserver could have made it up."""
    number = await review.submit()
    said = (await review.react("✅", number))[-1]
    [entry] = await review.entries("Köln")

    assert f"Angenommen hat sie {BO} mit der Reaktion ✅." in said
    assert f"!eintrag verlauf {entry.guideline_id}" in said
    assert "!rückgängig" in said
    assert review.room.contents[-1]["m.relates_to"]["rel_type"] == "m.thread"
    assert "Reaktion" not in (await review.react("✅", number))[-1]


async def test_reactions_elsewhere_and_others_decide_nothing(review: Review) -> None:
    number = await review.submit()
    target = await review.notice(number)

    assert await review.react("🎉", number) == []
    assert await review.room.react("✅", target, sender=BO, room_id=ROOM) == []
    assert await review.room.react("✅", "$anything", sender=BO, room_id=MANAGEMENT) == []
    assert (await review.get(number)).state == "open"


async def test_who_may_not_write_in_the_management_room_decides_nothing(review: Review) -> None:
    number = await review.submit()

    [said] = await review.react("✅", number, sender="@dan:example.org")
    assert said.startswith("Entscheiden kann nur, wer")
    assert (await review.get(number)).state == "open"


async def test_members_cannot_decide(review: Review) -> None:
    number = await review.submit()

    [said] = await review.room.say(f"!annehmen {number}", sender=ADA)
    assert "nur im Raum des Netzwerkmanagements" in said
    assert (await review.get(number)).state == "open"


@pytest.mark.parametrize("words", ["annehmen {}", "ablehnen {} Nein.", "rückfrage {} Wirklich?"])
async def test_who_was_put_out_decides_nothing_although_the_key_comes_only_then(
    review: Review, words: str
) -> None:
    number = await review.submit()
    await review.notice(number)
    review.room.managers = {CORA}

    [said] = await review.say("!" + words.format(number), sender=BO)
    assert "nur im Raum des Netzwerkmanagements" in said
    assert (await review.get(number)).state == "open"
    assert await review.told() == []


@pytest.mark.parametrize("decision", ["annehmen {}", "ablehnen {} Nein."])
async def test_after_the_decision_nothing_tells_any_more_where_a_file_was(
    review: Review, decision: str
) -> None:
    missing = {"state": "unreachable", "source": {"file": {"key": "secret"}}, "sha256": None}
    number = await review.submit(file=missing)
    await review.say("!" + decision.format(number))

    async with review.database.transaction() as tx:
        file = await submissions.file_of(tx, number)
    assert not (await review.get(number)).undecided
    assert file is not None
    assert file.source == {}


# --- two at once, and too late


async def test_two_managers_at_the_same_instant_give_one_decision(review: Review) -> None:
    number = await review.submit()
    await review.notice(number)

    first = await review.react("✅", number, sender=BO)
    second = await review.react("✅", number, sender=CORA)
    assert "ist angenommen" in first[-1]
    assert second == [
        (
            f"Einreichung Nr. {number} ist schon entschieden: angenommen von {BO} am"
            " Dienstag, 24. November 2026, 10:00 Uhr. Dabei bleibt es."
        )
    ]
    assert len(await review.told()) == 1
    assert [what for _, what, _ in await review.steps(number)] == ["submitted", "accepted"]


async def test_yes_and_no_at_the_same_instant_give_one_decision(review: Review) -> None:
    number = await review.submit()
    await review.notice(number)

    await review.say(f"!ablehnen {number} Veraltet.", sender=CORA)
    [said] = await review.react("✅", number)
    assert f"abgelehnt von {CORA}" in said
    assert "Grund: »Veraltet.«" in said
    assert (await review.get(number)).state == "refused"


async def test_a_reason_for_what_is_accepted_meanwhile_is_too_late(review: Review) -> None:
    number = await review.submit()
    root = await review.notice(number)

    await review.react("❌", number)
    await review.say(f"!annehmen {number}", sender=CORA)
    [said] = await review.say("Es ist veraltet.", thread_root=root)
    assert f"schon entschieden: angenommen von {CORA}" in said
    assert await review.say("Na gut.", thread_root=root) == []
    assert len(await review.told()) == 1


async def test_who_changes_from_no_to_yes_is_not_asked_any_more(review: Review) -> None:
    number = await review.submit()
    root = await review.notice(number)

    await review.react("❌", number)
    await review.react("✅", number)
    assert await review.say("Doch ganz gut.", thread_root=root) == []


async def test_what_was_withdrawn_meanwhile_is_not_decided(review: Review) -> None:
    number = await review.submit()
    await review.notice(number)
    await review.change(number, state="withdrawn")

    [said] = await review.react("✅", number)
    assert f"Einreichung Nr. {number} ist schon entschieden: zurückgezogen." in said
    assert await review.told() == []


async def test_what_is_still_checked_is_not_decided(review: Review) -> None:
    number = await review.submit(state="checking")

    [said] = await review.say(f"!annehmen {number}")
    assert said.startswith(f"Einreichung Nr. {number} wird noch geprüft")


@pytest.mark.parametrize("command", ["annehmen 99", "ablehnen 99 Veraltet", "einreichung 99"])
async def test_a_number_that_does_not_exist(review: Review, command: str) -> None:
    [said] = await review.say(f"!{command}")
    assert said.startswith("Eine Einreichung Nr. 99 gibt es nicht.")


@pytest.mark.parametrize("number", ["0", "-1", "abc", "9" * 30, "1.5", "²"])
async def test_what_is_no_number_gets_the_usage(review: Review, number: str) -> None:
    [said] = await review.say(f"!annehmen {number}")
    assert "Welche Einreichung meinen Sie?" in said


# --- restarts


async def test_it_goes_on_after_a_restart_between_any_two_steps(review: Review) -> None:
    number = await review.submit()
    review.restart()
    root = await review.notice(number)
    review.restart()
    await review.react("❌", number)
    review.restart()
    _, said = await review.say("Es ist veraltet.", thread_root=root)
    assert "ist abgelehnt" in said
    review.restart()
    [told] = await review.told()
    assert "Grund: »Es ist veraltet.«" in told


async def test_the_same_event_again_changes_nothing(review: Review) -> None:
    number = await review.submit()
    await review.notice(number)

    assert len(await review.say(f"!annehmen {number}", event_id="$einmal")) == 2
    assert await review.say(f"!annehmen {number}", event_id="$einmal") == []
