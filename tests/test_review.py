"""The management decides on submissions, by command and by reaction, once and for all."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.links import LinkState
from commands.submissions import notices
from commands.texts.markup import text
from storage import outbox, submissions
from storage.database import Database
from tests.collection_fixtures import shipped
from tests.reviewing import ADA, BO, CORA, LINK, Review
from tests.say import MANAGEMENT, NOW, ROOM, Room


@pytest.fixture
async def review() -> AsyncIterator[Review]:
    async with shipped() as database:
        yield Review(database)


# --- the notice


async def test_the_notice_says_what_it_takes_to_decide(review: Review) -> None:
    number = await review.submit(title="Leitlinien Bürgerbeteiligung", note="Gilt <b>seit</b> 2014")

    [said] = await review.room.read(MANAGEMENT)
    assert said.split("\n\n") == [
        f"Einreichung Nr. {number}: Köln, Liste Bürgerbeteiligung",
        "Stand: offen, bitte entscheiden Sie.",
        "Eingereicht von @ada:example.org am Dienstag, 24. November 2026, 10:00 Uhr.",
        "Vergleich mit der Sammlung: Ergänzung zu dem Eintrag, der bisher keinen Titel hat.",
        "2 Angaben ändern sich:",
        f"– Titel: neu »Leitlinien Bürgerbeteiligung«\n– Link: neu {LINK}",
        "Anmerkung dazu: »Gilt <b>seit</b> 2014«",
        "So entscheiden Sie:",
        (
            f"– Annehmen: mit ✅ an dieser Nachricht oder mit !annehmen {number}\n"
            "– Ablehnen: mit ❌ an dieser Nachricht (der Bot fragt dann nach dem Grund) oder mit"
            f" !ablehnen {number} Grund\n"
            f"– Rückfrage stellen: mit !rückfrage {number} Frage"
        ),
    ]
    assert "<b>" not in review.room.contents[0]["formatted_body"]
    assert review.room.contents[0]["m.mentions"] == {}


async def test_yes_and_no_are_placed_below_the_notice(review: Review) -> None:
    number = await review.submit()

    event_id = await review.notice(number)
    relations = [content["m.relates_to"] for content in review.room.contents[1:]]
    assert [(r["key"], r["event_id"]) for r in relations] == [("✅", event_id), ("❌", event_id)]


async def test_what_replaces_something_is_shown_beside_it(review: Review) -> None:
    await review.submit("Görlitz", status="fortgeschrieben", adopted="2020-05", url=None)

    [said] = await review.room.read(MANAGEMENT)
    assert "Stand: bisher »beschlossen«, neu »fortgeschrieben«" in said
    assert "– Fortgeschrieben: neu Mai 2020" in said
    assert "Der Eintrag ist noch nicht bestätigt." in said


@pytest.mark.parametrize(
    ("fields", "remark"),
    [
        ({"link_state": None}, "– Link: nicht geprüft."),
        ({"link_state": "UNREACHABLE"}, "– Link: Die Seite antwortet nicht."),
        ({"link_state": "NOT_FOUND"}, "– Link: Unter dieser Adresse gibt es keine Seite (mehr)."),
        ({"file": {}}, "– Datei leitlinien.pdf (PDF, 1,2 MB): geprüft und gespeichert."),
        (
            {"file": {"state": "unsuitable", "problem": "MACROS", "sha256": None}},
            "– Datei leitlinien.pdf: nicht verwendbar, denn sie enthält Makros.",
        ),
        (
            {"file": {"state": "unreachable", "attempts": 3, "sha256": None}},
            (
                "– Datei leitlinien.pdf: Sie ließ sich bisher nicht holen (Versuche: 3). Der Bot"
                " versucht es weiter."
            ),
        ),
        (
            {"file": {"state": "waiting", "sha256": None}},
            "– Datei leitlinien.pdf: Sie wird noch geholt und geprüft.",
        ),
    ],
)
async def test_what_the_checks_found_is_a_remark(
    review: Review, fields: dict[str, Any], remark: str
) -> None:
    await review.submit(**fields)

    [said] = await review.room.read(MANAGEMENT)
    assert f"Ein Hinweis:\n\n{remark}" in said


async def test_a_link_that_answers_needs_no_remark(review: Review) -> None:
    await review.submit()

    assert "Hinweis" not in (await review.room.read(MANAGEMENT))[0]


async def test_another_submission_of_the_same_is_pointed_out(review: Review) -> None:
    first = await review.submit()
    await review.submit()

    _, said = await review.room.read(MANAGEMENT)
    assert f"Um dasselbe geht es in Einreichung Nr. {first}." in said


async def test_every_link_state_has_a_sentence(review: Review) -> None:
    for link_state in set(LinkState) - {LinkState.OK}:
        await review.submit(link_state=link_state.name)

    said = await review.room.read(MANAGEMENT)
    assert len(said) == len(LinkState) - 1
    assert all(re.search("– Link: (Die|Unter) .*[.]", each) for each in said)


async def test_without_a_management_room_nothing_breaks(database: Database, room: Room) -> None:
    room.dispatch = replace(room.dispatch, settings=replace(room.settings, management_room=None))
    review = Review(database)
    number = await review.submit()
    async with database.transaction() as tx:
        submission = await submissions.get(tx, number)
        assert submission is not None
        await notices.announce(room.occasion(tx), submission)
        await notices.refresh(room.occasion(tx), submission)


# --- yes


@pytest.mark.parametrize("how", ["!annehmen {}", "!annehmen Nr.{}", "!annehmen #{}"])
async def test_accepted_by_command(review: Review, how: str) -> None:
    number = await review.submit()
    await review.notice(number)

    edited, said = await review.say(how.format(number))
    assert said == (
        f"Einreichung Nr. {number} ist angenommen. Wer sie eingereicht hat, erfährt es im"
        " direkten Chat. Der Eintrag: !leitlinie Köln"
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


async def test_reactions_elsewhere_and_others_decide_nothing(review: Review) -> None:
    number = await review.submit()
    target = await review.notice(number)

    assert await review.react("👍", number) == []
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


# --- no


async def test_refused_by_command_with_the_reason(review: Review) -> None:
    number = await review.submit()
    await review.notice(number)

    edited, said = await review.say(f"!ablehnen {number} Das ist <i>keine</i> Leitlinie.")
    assert said == (
        f"Einreichung Nr. {number} ist abgelehnt. Wer sie eingereicht hat, erfährt es im"
        " direkten Chat."
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
    assert "ablehnen <Nr> <Grund>" in said
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
    assert await review.say("Etwas ganz anderes.") == []
    [second] = await review.react("❌", number, sender=CORA)
    assert second.startswith(f"{BO} ist schon dabei")
    assert (await review.get(number)).refusing == BO


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

    assert "ablehnen <Nr> <Grund>" in (await review.say(f"!ablehnen {number} \u200b"))[0]
    await review.react("❌", number)
    assert await review.say("\u200b", thread_root=root) == []


# --- two at once, and too late


async def test_two_managers_at_the_same_instant_give_one_decision(review: Review) -> None:
    number = await review.submit()
    await review.notice(number)

    first = await review.react("✅", number, sender=BO)
    second = await review.react("✅", number, sender=CORA)
    assert "ist angenommen" in first[-1]
    assert second == [
        (
            f"Über Einreichung Nr. {number} ist nicht mehr zu entscheiden: angenommen von {BO} am"
            " Dienstag, 24. November 2026, 10:00 Uhr. Daran hat sich nichts geändert."
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
    assert f"nicht mehr zu entscheiden: angenommen von {CORA}" in said
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
    assert f"Über Einreichung Nr. {number} ist nicht mehr zu entscheiden: zurückgezogen." in said
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
    assert "annehmen <Nr> [Art, Land]" in said


# --- one's own


@pytest.mark.parametrize("command", ["annehmen {}", "ablehnen {} Doch nicht."])
async def test_nobody_decides_on_their_own_while_another_is_there(
    review: Review, command: str
) -> None:
    number = await review.submit(submitter=BO)
    await review.notice(number)

    [said] = await review.say("!" + command.format(number))
    assert said.startswith(f"Einreichung Nr. {number} ist von Ihnen selbst.")
    for key in "✅❌":
        [said] = await review.react(key, number)
        assert said.startswith(f"Einreichung Nr. {number} ist von Ihnen selbst.")
    assert (await review.get(number)).state == "open"


async def test_who_is_alone_decides_on_their_own(review: Review) -> None:
    number = await review.submit(submitter=BO)
    await review.notice(number)
    review.room.managers = {BO}

    _, said = await review.say(f"!annehmen {number}")
    assert "ist angenommen" in said


async def test_another_manager_decides_on_a_managers_submission(review: Review) -> None:
    number = await review.submit(submitter=BO)
    await review.notice(number)

    _, said = await review.say(f"!annehmen {number}", sender=CORA)
    assert "ist angenommen" in said
    assert len(await review.told(BO)) == 1


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


# --- who cannot be told


async def test_the_management_hears_if_the_submitter_cannot_be_reached(review: Review) -> None:
    number = await review.submit()
    root = await review.notice(number)
    await review.say(f"!ablehnen {number} Veraltet.")
    async with review.database.transaction() as tx:
        await outbox.fail_room(tx, ADA, "403", NOW)

    [said] = await review.room.read(MANAGEMENT)
    assert said.startswith(f"Zu Einreichung Nr. {number}: {ADA} war im direkten Chat nicht zu")
    assert "Grund: »Veraltet.«" in said
    assert review.room.contents[-1]["m.relates_to"]["event_id"] == root


async def test_nothing_is_said_to_somebody_who_was_forgotten(review: Review) -> None:
    number = await review.submit()
    await review.change(number, submitter=None)
    await review.notice(number)

    edited, said = await review.say(f"!annehmen {number}")
    assert "ist nicht mehr gespeichert und erfährt es deshalb nicht" in said
    assert "Eingereicht von einer nicht mehr gespeicherten Person am" in edited


# --- queue, and one in full


async def test_an_empty_queue_says_so(review: Review) -> None:
    assert await review.say("!offen") == ["Es wartet keine Einreichung auf eine Entscheidung."]


async def test_the_queue_shows_the_oldest_first(review: Review) -> None:
    first = await review.submit()
    second = await review.submit("Bonn", state="checking")
    third = await review.submit("Essen", file={"state": "unreachable", "sha256": None})
    await review.submit("Görlitz", state="withdrawn")
    await review.notice(first)
    review.room.now = NOW + timedelta(days=3)

    [said] = await review.say("!offen")
    told = f"Liste Bürgerbeteiligung, von {ADA}, seit 3 Tagen"
    assert said.splitlines() == [
        "3 Einreichungen warten auf eine Entscheidung, die älteste zuerst:",
        "",
        f"– Nr. {first}: Köln, {told}",
        f"– Nr. {second}: Bonn, {told}, wird noch geprüft",
        f"– Nr. {third}: Essen, {told}, die Datei ließ sich bisher nicht holen",
        "",
        f"Eine davon im Ganzen: !einreichung {first}",
    ]


async def test_a_long_queue_comes_in_pages(review: Review) -> None:
    numbers = [await review.submit() for _ in range(11)]
    await review.room.read(MANAGEMENT)

    [first] = await review.say("!offen")
    assert first.endswith("Weiter mit !offen 2")
    [second] = await review.say("!offen 2")
    assert f"– Nr. {numbers[-1]}: " in second
    assert "Weiter" not in second
    [third] = await review.say("!offen 3")
    assert third == "So viele Seiten gibt es nicht. Von vorn: !offen"
    assert "offen [Seite]" in (await review.say("!offen 0"))[0]


async def test_the_management_sees_who_did_what_and_when(review: Review) -> None:
    number = await review.submit()
    await review.notice(number)
    await review.say(f"!rückfrage {number} Gilt das noch?")
    await review.say(f"!ablehnen {number} Keine Antwort.", sender=CORA)

    [said] = await review.say(f"!einreichung {number}")
    assert said.endswith(
        "Verlauf (3 Schritte):\n\n"
        f"– Dienstag, 24. November 2026, 10:00 Uhr: eingereicht von {ADA}\n"
        f"– Dienstag, 24. November 2026, 10:00 Uhr: Rückfrage von {BO}: »Gilt das noch?«\n"
        f"– Dienstag, 24. November 2026, 10:00 Uhr: abgelehnt von {CORA}: »Keine Antwort.«"
    )
    assert f"Stand: abgelehnt von {CORA}" in said


async def test_an_open_one_in_full_says_how_to_decide(review: Review) -> None:
    number = await review.submit()
    await review.notice(number)

    [said] = await review.say(f"!einreichung {number}")
    assert "Verlauf (1 Schritt):" in said
    assert f"!annehmen {number}" in said


# --- what changed meanwhile


async def test_a_change_is_told_in_the_thread_of_the_notice(review: Review) -> None:
    number = await review.submit()
    root = await review.notice(number)
    async with review.database.transaction() as tx:
        submission = await submissions.get(tx, number)
        assert submission is not None
        occasion = review.room.occasion(tx)
        await notices.refresh(occasion, submission)
        await notices.tell_changed(occasion, submission, text("Neuer Link."))
        await notices.refresh(occasion, submission)

    _, said, _ = await review.room.read(MANAGEMENT)
    assert said == f"Einreichung Nr. {number} wurde geändert.\n\nNeuer Link."
    assert review.room.contents[-2]["m.relates_to"]["event_id"] == root
    assert (await review.get(number)).revision == 2


async def test_what_was_never_announced_is_not_edited(review: Review) -> None:
    number = await review.submit(state="checking")
    async with review.database.transaction() as tx:
        submission = await submissions.get(tx, number)
        assert submission is not None
        await notices.refresh(review.room.occasion(tx), submission)

    assert await review.room.read(MANAGEMENT) == []


async def test_accepting_one_renews_the_notices_of_others_on_the_same_place(
    review: Review,
) -> None:
    first = await review.submit(title="Leitlinien Bürgerbeteiligung")
    second = await review.submit(title="Leitlinien Bürgerbeteiligung", status="beschlossen")
    await review.submit("Bonn")
    await review.room.read(MANAGEMENT)

    own, other, _ = await review.say(f"!annehmen {first}")
    assert f"Einreichung Nr. {first}: " in own
    assert f"Einreichung Nr. {second}: " in other
    assert "Ergänzung zu dem Eintrag »Leitlinien Bürgerbeteiligung«." in other
    assert "Eine Angabe ändert sich:\n\n– Stand: neu »beschlossen«" in other
