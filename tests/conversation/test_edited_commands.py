"""Who edits a command gets another answer in the place of the first."""

from commands.conversation.events import Message
from storage.database import Database
from tests.support.look_ups import ADA, answers, edit, meeting, removed
from tests.support.say import MANAGEMENT, MANAGER, NOW, ROOM, Room


def replaced(net: Room) -> list[tuple[str, str]]:
    """Which message of ours was edited, and what it says now."""
    return [
        (content["m.relates_to"]["event_id"], content["m.new_content"]["body"])
        for content in net.contents
        if content.get("m.relates_to", {}).get("rel_type") == "m.replace"
    ]


# --- edited look-ups


async def test_an_edited_look_up_edits_its_answer(net: Room) -> None:
    await net.say("!leitlinie Bnn", event_id="$frage", sender=ADA)
    answer = net.sent_ids[0]

    await edit(net, "!leitlinie Bonn")
    [(target, told)] = replaced(net)
    assert target == answer
    assert told.startswith("Bonn (Stadt")


async def test_each_edit_edits_once_more(net: Room) -> None:
    await net.say("!leitlinie Bnn", event_id="$frage", sender=ADA)
    for place in ("Köln", "Bonn", "Kiel"):
        await edit(net, f"!leitlinie {place}")

    assert [told.split()[0] for _, told in replaced(net)] == ["Köln", "Bonn", "Kiel"]
    assert {target for target, _ in replaced(net)} == {net.sent_ids[0]}


async def test_the_same_edit_is_answered_once(net: Room) -> None:
    await net.say("!leitlinie Bnn", event_id="$frage", sender=ADA)
    message = Message(ROOM, ADA, "$edit", "!leitlinie Bonn", NOW, replaces="$frage")

    assert await net.dispatch.handle(message)
    assert not await net.dispatch.handle(message)
    assert len(await net.read()) == 1


async def test_a_typing_error_in_the_command_is_corrected_in_place(net: Room) -> None:
    [said] = await net.say("!leitlnie Bonn", event_id="$frage", sender=ADA)
    assert "Diesen Befehl kenne ich nicht" in said

    await edit(net, "!leitlinie Bonn")
    [(_, told)] = replaced(net)
    assert told.startswith("Bonn (Stadt")


async def test_what_becomes_a_command_by_an_edit_is_answered_as_one(net: Room) -> None:
    assert await net.say("leitlinie Bonn", event_id="$frage", sender=ADA) == []

    [said] = await edit(net, "!leitlinie Bonn")
    assert said.startswith("Bonn (Stadt")
    assert net.contents[-1]["m.relates_to"] == {"m.in_reply_to": {"event_id": "$frage"}}
    await edit(net, "!leitlinie Köln")
    [(target, _)] = replaced(net)
    assert target == net.sent_ids[0]


async def test_what_is_no_command_any_more_leaves_the_answer(net: Room) -> None:
    await net.say("!leitlinie Bonn", event_id="$frage", sender=ADA)

    assert await edit(net, "Bonn ist schön") == []
    assert replaced(net) == []


async def test_ordinary_talk_that_is_edited_is_nothing_for_us(net: Room) -> None:
    await net.say("Guten Morgen", event_id="$frage", sender=ADA)

    assert await edit(net, "Guten Abend") == []


async def test_an_edit_in_a_thread_edits_there(net: Room) -> None:
    await net.say("!leitlinie Bnn", event_id="$frage", sender=ADA, thread_root="$thread")

    await edit(net, "!leitlinie Bonn", thread_root="$thread")
    assert len(replaced(net)) == 1


async def test_an_edit_in_the_direct_chat_needs_no_prefix(net: Room) -> None:
    await net.say("leitlinie Bnn", event_id="$frage", sender=ADA, direct=True)

    await edit(net, "leitlinie Bonn", direct=True)
    [(_, told)] = replaced(net)
    assert told.startswith("Bonn (Stadt")


async def test_an_answer_in_a_dialogue_does_not_become_a_command(net: Room) -> None:
    for said in ("einreichen", "Bonn", "abbrechen"):
        await net.say(said, event_id=f"${said}", sender=ADA, direct=True)

    assert await edit(net, "Kiel", "$Bonn", direct=True) == []
    [answer] = await edit(net, "!leitlinie Kiel", "$Bonn", direct=True)
    assert answer.startswith("Kiel (Stadt")


async def test_an_edit_before_the_answer_was_sent_follows_it(collection: Database) -> None:
    """The homeserver was away: the answer and its edit wait together, in this order."""
    net = Room(collection)
    await net.dispatch.handle(Message(ROOM, ADA, "$frage", "!leitlinie Bnn", NOW))
    await net.dispatch.handle(
        Message(ROOM, ADA, "$edit", "!leitlinie Bonn", NOW, replaces="$frage")
    )

    first, second = await net.read()
    assert "Bnn" in first
    assert second.startswith("* Bonn (Stadt")
    assert replaced(net)[0][0] == net.sent_ids[0]


async def test_the_choice_of_an_edited_question_is_the_new_one(net: Room) -> None:
    await net.say("!leitlinie Göttingen", event_id="$frage", sender=ADA)
    await edit(net, "!leitlinie Göppingen")

    [said] = await net.say("2", sender=ADA)
    assert said.startswith("Göppingen (Stadt)")


async def test_after_an_edit_without_a_choice_the_old_one_is_over(net: Room) -> None:
    await net.say("!leitlinie Göppingen", event_id="$frage", sender=ADA)
    await edit(net, "!leitlinie Bonn")

    assert await net.say("2", sender=ADA) == []


async def test_edits_count_like_commands(collection: Database) -> None:
    net = Room(collection, limit=2)
    await net.say("!leitlinie Bnn", event_id="$frage", sender=ADA)
    await edit(net, "!leitlinie Bonn")

    assert "sehr viele Befehle" in (await edit(net, "!leitlinie Kiel"))[0]
    assert await edit(net, "!leitlinie Köln") == []


async def test_an_edit_into_a_management_command_is_refused_as_always(net: Room) -> None:
    await net.say("!leitlinie Bonn", event_id="$frage", sender=ADA)

    await edit(net, "!offen")
    [(_, told)] = replaced(net)
    assert "nur im Raum des Netzwerkmanagements" in told


# --- edited commands that changed something


async def test_what_changed_something_is_not_done_again_but_asked_about(net: Room) -> None:
    await meeting(net)
    await net.say("!dabei 1", event_id="$frage", sender=ADA)

    [asked] = await edit(net, "!nichtdabei 1")
    assert "Soll ich jetzt !nichtdabei 1 ausführen?" in asked
    assert await answers(net) == [(ADA, "yes")]
    assert net.contents[-2]["m.relates_to"] == {"m.in_reply_to": {"event_id": "$frage"}}


async def test_who_says_yes_to_it_gets_it_done_once(net: Room) -> None:
    await meeting(net)
    await net.say("!dabei 1", event_id="$frage", sender=ADA)
    await edit(net, "!nichtdabei 1")

    await net.say("1", sender=ADA)
    assert await answers(net) == [(ADA, "no")]


async def test_a_command_that_changed_nothing_is_simply_answered_again(net: Room) -> None:
    await meeting(net)
    await net.say("!dabei 99", event_id="$frage", sender=ADA)

    await edit(net, "!dabei 1")
    assert await answers(net) == [(ADA, "yes")]
    assert len(replaced(net)) == 1
    [asked] = await edit(net, "!vielleicht 1")
    assert "Soll ich jetzt !vielleicht 1 ausführen?" in asked


async def test_an_edited_proposal_is_shown_anew_and_the_old_one_is_over(net: Room) -> None:
    first, second = "!eintrag ändern 12 Titel: Leitlienien", "!eintrag ändern 12 Titel: Leitlinien"
    [preview] = await net.say(first, room_id=MANAGEMENT, event_id="$frage")
    old = net.sent_ids[0]
    assert "Leitlienien" in preview

    over, preview = await net.say(second, room_id=MANAGEMENT, replaces="$frage")
    assert over.startswith("* Ersetzt durch die Vorschau darunter.")
    assert "neu »Leitlinien«" in preview
    new = next(
        event_id
        for event_id, content in zip(net.sent_ids, net.contents, strict=True)
        if content.get("body") == preview
    )
    [told] = await net.react("✅", old, sender=MANAGER, room_id=MANAGEMENT)
    assert told.startswith("Diese Vorschau ist durch eine neuere ersetzt.")
    [done] = await net.react("✅", new, sender=MANAGER, room_id=MANAGEMENT)
    assert done.startswith("Gespeichert")
    [shown] = await net.say("!eintrag 12", room_id=MANAGEMENT)
    assert "»Leitlinien«" in shown
    [asked] = await net.say("!eintrag löschen 12", room_id=MANAGEMENT, replaces="$frage")
    assert "Löschen: Eintrag Nr. 12" in asked


async def test_an_error_that_is_edited_into_a_proposal_stays_readable(net: Room) -> None:
    [said] = await net.say("!eintrag ändern 12 Titl: X", room_id=MANAGEMENT, event_id="$frage")
    await net.say("!eintrag ändern 12 Titel: X", room_id=MANAGEMENT, replaces="$frage")

    assert replaced(net) == []
    assert removed(net) == []
    assert said


async def test_a_look_up_after_a_change_stands_beside_its_answer(net: Room) -> None:
    await meeting(net)
    await net.say("!dabei 1", event_id="$frage", sender=ADA)

    [said] = await edit(net, "!termine")
    assert said.startswith("1 Termin")
    assert replaced(net) == []
