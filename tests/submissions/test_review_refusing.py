"""A refusal by reaction asks for its reason, and nobody decides on their own."""

from datetime import timedelta

import pytest

from tests.support.reviewing import ADA, BO, CORA, Review
from tests.support.say import MANAGEMENT

# --- no


async def test_refused_by_command_with_the_reason(review: Review) -> None:
    number = await review.submit()
    await review.notice(number)

    edited, said = await review.say(f"!ablehnen {number} Das ist <i>keine</i> Leitlinie.")
    assert said == (
        f"Einreichung Nr. {number} ist abgelehnt. Wer sie eingereicht hat, erfährt es im"
        " Direktchat."
    )
    assert "Grund: »Das ist <i>keine</i> Leitlinie.«" in edited
    [told] = await review.told()
    assert told.split("\n\n")[:2] == [
        f"Ihre Einreichung Nr. {number} (Köln) wurde nicht angenommen.",
        "Grund: »Das ist <i>keine</i> Leitlinie.«",
    ]
    assert "<i>" not in review.room.contents[-1]["formatted_body"]
    assert (BO, "refused", "Das ist <i>keine</i> Leitlinie.") in await review.steps(number)


async def test_a_refusal_needs_a_reason(review: Review) -> None:
    number = await review.submit()
    await review.notice(number)

    [said] = await review.say(f"!ablehnen {number}")
    assert "aus welchem Grund?" in said
    assert (await review.get(number)).state == "open"


async def test_no_as_a_reaction_asks_for_the_reason_in_the_thread(review: Review) -> None:
    number = await review.submit()
    root = await review.notice(number)

    [asked] = await review.react("❌", number)
    assert asked.startswith(f"{BO}, bitte schreiben Sie hier in diesem Thread, warum")
    assert (await review.get(number)).state == "open"
    edited, said = await review.say("Es ist veraltet.", thread_root=root)
    assert "ist abgelehnt" in said
    assert "Grund: »Es ist veraltet.«" in edited
    assert "Grund: »Es ist veraltet.«" in (await review.told())[0]


async def test_the_reason_may_also_be_a_plain_reply(review: Review) -> None:
    number = await review.submit()
    root = await review.notice(number)

    await review.react("❌", number)
    _, said = await review.say("Es ist veraltet.", reply_to=root)
    assert "ist abgelehnt" in said


async def test_who_leaves_the_refusal_leaves_the_submission_open(review: Review) -> None:
    number = await review.submit()
    root = await review.notice(number)

    await review.react("❌", number)
    assert await review.say("Abbrechen.", thread_root=root) == [
        f"Einreichung Nr. {number} bleibt offen."
    ]
    assert await review.say("Wir reden morgen darüber.", thread_root=root) == []
    assert (await review.get(number)).state == "open"


async def test_only_the_one_who_was_asked_gives_the_reason(review: Review) -> None:
    number = await review.submit()
    root = await review.notice(number)

    await review.react("❌", number)
    assert await review.say("Ich sehe das anders.", sender=CORA, thread_root=root) == []
    [asked] = await review.say("Etwas ganz anderes.")
    assert asked.startswith(f"Soll das der Grund zu Nr. {number} sein?")
    [second] = await review.react("❌", number, sender=CORA)
    assert second.startswith(f"{BO} ist schon dabei")
    assert await review.asked_to_explain(number) == BO


async def test_another_takes_over_from_one_who_is_gone(review: Review) -> None:
    number = await review.submit()
    await review.react("❌", number)

    review.room.managers = {CORA}
    [asked] = await review.react("❌", number, sender=CORA)
    assert asked.startswith(f"{CORA}, bitte schreiben Sie")


async def test_a_reason_that_is_too_long_is_asked_for_again(review: Review) -> None:
    number = await review.submit()
    root = await review.notice(number)

    await review.react("❌", number)
    [said] = await review.say("x" * 2001, thread_root=root)
    assert "zu lang" in said
    _, said = await review.say("x" * 2000, thread_root=root)
    assert "ist abgelehnt" in said


async def test_an_edited_reason_is_not_a_second_one(review: Review) -> None:
    number = await review.submit()
    root = await review.notice(number)

    await review.react("❌", number)
    await review.say("Verlatet.", event_id="$grund", thread_root=root)
    assert await review.say("Veraltet.", replaces="$grund") == []


async def test_an_edit_of_an_older_line_is_no_reason(review: Review) -> None:
    number = await review.submit()
    root = await review.notice(number)

    await review.react("❌", number)
    assert await review.say("Tippfehler", replaces="$alt", thread_root=root) == []
    assert (await review.get(number)).state == "open"


@pytest.mark.parametrize("odd", ["\ud83d", "\0", "\u202e", "\x1b[31m"])
async def test_a_reason_is_without_what_cannot_be_shown(review: Review, odd: str) -> None:
    first, second = await review.submit(), await review.submit()
    root = await review.notice(first)

    await review.react("❌", first)
    _, said = await review.say(f"Es ist {odd} veraltet.", thread_root=root)
    assert "ist abgelehnt" in said
    await review.say(f"!ablehnen {second} Es ist {odd} veraltet.")
    for number in (first, second):
        _, _, detail = (await review.steps(number))[-1]
        assert all(character.isprintable() for character in detail)
    assert all("Grund: »Es ist " in told for told in await review.told())


async def test_nothing_visible_is_no_reason(review: Review) -> None:
    number = await review.submit()
    root = await review.notice(number)

    assert "aus welchem Grund?" in (await review.say(f"!ablehnen {number} \u200b"))[0]
    await review.react("❌", number)
    assert await review.say("\u200b", thread_root=root) == []


# --- one's own


@pytest.mark.parametrize("command", ["annehmen {}", "ablehnen {} Doch nicht."])
async def test_nobody_decides_on_their_own_while_another_is_there(
    review: Review, command: str
) -> None:
    number = await review.submit(submitter=BO)
    await review.notice(number)

    [said] = await review.say("!" + command.format(number))
    assert said.startswith(f"Einreichung Nr. {number} ist Ihre eigene.")
    for key in "✅❌":
        [said] = await review.react(key, number)
        assert said.startswith(f"Einreichung Nr. {number} ist Ihre eigene.")
    assert (await review.get(number)).state == "open"


@pytest.mark.parametrize(
    ("command", "done"),
    [("annehmen {}", "ist angenommen"), ("ablehnen {} Doch nicht.", "ist abgelehnt")],
)
async def test_who_is_alone_decides_on_their_own_and_is_told_that_it_is(
    review: Review, command: str, done: str
) -> None:
    number = await review.submit(submitter=BO)
    await review.notice(number)
    review.room.managers = {BO}

    _, said = await review.say("!" + command.format(number))
    assert done in said
    assert "Ihre eigene" in said


async def test_who_is_alone_accepts_their_own_by_reaction(review: Review) -> None:
    number = await review.submit(submitter=BO)
    await review.notice(number)
    review.room.managers = {BO}

    _, said = await review.react("✅", number)
    assert "ist angenommen" in said
    assert "Ihre eigene" in said


async def test_another_manager_decides_on_a_managers_submission(review: Review) -> None:
    number = await review.submit(submitter=BO)
    await review.notice(number)

    _, said = await review.say(f"!annehmen {number}", sender=CORA)
    assert "ist angenommen" in said
    assert "Ihre eigene" not in said
    assert len(await review.told(BO)) == 1


async def test_who_writes_the_reason_after_a_withdrawal_is_told(review: Review) -> None:
    number = await review.submit()
    root = await review.notice(number)

    await review.react("❌", number)
    await review.room.say(f"!zurückziehen {number}", sender=ADA)
    *_, said = await review.say("Es ist veraltet.", thread_root=root)
    assert "zurückgezogen" in said
    assert (await review.get(number)).state == "withdrawn"


@pytest.mark.parametrize("decision", ["annehmen {}", "ablehnen {} Zu alt."])
async def test_who_writes_the_reason_after_another_has_decided_is_told(
    review: Review, decision: str
) -> None:
    number = await review.submit()
    root = await review.notice(number)

    await review.react("❌", number)
    await review.say("!" + decision.format(number), sender=CORA)
    *_, said = await review.say("Es ist veraltet.", thread_root=root)
    assert "Dabei bleibt es" in said
    assert CORA in said
    assert await review.say("Schade.", thread_root=root) == []


async def test_the_reason_may_be_a_reply_to_the_question_where_there_are_no_threads(
    review: Review,
) -> None:
    number = await review.submit()
    await review.react("❌", number)
    asked = review.room.sent_ids[-1]

    *_, said = await review.say("Es ist veraltet.", reply_to=asked)
    assert "ist abgelehnt" in said


async def test_what_is_written_in_the_thread_days_later_is_no_reason(review: Review) -> None:
    number = await review.submit()
    root = await review.notice(number)
    await review.react("❌", number)

    review.room.now += timedelta(days=1, seconds=1)
    [said] = await review.say("Da war ich wohl zu streng.", thread_root=root)
    assert "nicht weitergegeben" in said
    assert (await review.get(number)).state == "open"
    assert await review.say("Genau.", thread_root=root) == []


async def test_who_takes_the_cross_back_does_not_refuse(review: Review) -> None:
    number = await review.submit()
    root = await review.notice(number)
    await review.react("❌", number)
    reaction = f"$e{next(review._ids) - 1}"

    await review.room.redact(reaction, sender=CORA, room_id=MANAGEMENT)
    assert await review.asked_to_explain(number) == BO
    await review.room.redact(reaction, sender=BO, room_id=MANAGEMENT)
    assert await review.asked_to_explain(number) is None
    assert await review.say("Wir reden darüber.", thread_root=root) == []
