"""Hostile files, edits, reactions and floods on a real homeserver do no harm."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio

from bot.app import App
from bot.matrix import encryption, media
from bot.matrix.api import RefusedError, segment
from bot.matrix.person import Person
from storage.matrix import sync
from storage.submissions import submissions
from storage.submissions.submissions import Submission
from tests.homeserver.office import Office, open_office, until
from tests.homeserver.world import World
from tests.support.clean import faults
from tests.support.hostile_files import pdf

LINE = "!einreichen Bonn | https://www.example.org/leitlinien | Leitlinien | beschlossen 2014"
NOWHERE = "$" + "x" * 43
# As many characters as fit, each of them longer than others in every encoding.
LONGEST = " | ".join(
    (
        "!einreichen Bonn",
        "https://www.example.org/" + "🐌" * 970,
        "🐌" * 298 + "ab",
        "beschlossen 2014",
        "🐌" * 1000,
    )
)


@pytest_asyncio.fixture(loop_scope="session")
async def office(world: World) -> AsyncIterator[Office]:
    yield await open_office(world)


async def of_ada(app: App, office: Office) -> list[Submission]:
    async with app.database.transaction() as tx:
        return await submissions.of_submitter(tx, office.ada.user_id)


async def is_open(app: App, office: Office) -> bool:
    [submission] = await of_ada(app, office)
    return submission.state == "open"


async def goes_on(office: Office) -> None:
    """Everything before is handled, and what was said is clean."""
    assert "Netzwerkbot" in await office.ada.ask(office.network, "!hilfe")
    for person in (office.ada, office.bea):
        for event in person.timeline:
            if event.sender == office.bot_id and event.type == "m.room.message":
                assert faults(event.content) == []


async def send(person: Person, room: str, **content: object) -> str:
    """Encrypted; nobody looks at what it is."""
    return await person._send(room, dict(content))


async def send_related(
    person: Person, room: str, body: str, relation: dict[str, str], **content: object
) -> str:
    """Only the encrypted part tells what it relates to: the homeserver would object."""
    session = person.session
    await encryption.share_room_key(session, room)
    told = {"msgtype": "m.text", "body": body, "m.relates_to": relation, **content}
    plain = {"type": "m.room.message", "room_id": room, "content": told}
    group = session.client.olm.outbound_group_sessions[room]
    encrypted = {
        "algorithm": "m.megolm.v1.aes-sha2",
        "sender_key": session.client.olm.account.identity_keys["curve25519"],
        "ciphertext": group.encrypt(json.dumps(plain)),
        "session_id": group.id,
        "device_id": session.device_id,
    }
    path = f"v3/rooms/{segment(room)}/send/m.room.encrypted/{uuid4()}"
    return str((await session.api.call("PUT", path, encrypted))["event_id"])


async def answer(office: Office, to: str, body: str = "!einreichen Bonn") -> str:
    asked = await office.ada.reply(office.network, to, body)
    return (await office.ada.answer_to(asked)).text


async def react(person: Person, room: str, target: str, key: str) -> None:
    """The homeserver may have objections of its own."""
    with contextlib.suppress(RefusedError):
        await person.react(room, target, key)


async def enter(office: Office, person: Person) -> None:
    path = f"v3/rooms/{segment(office.network)}/invite"
    await office.ada.session.api.call("POST", path, {"user_id": person.user_id})
    await person.join(office.network)
    await person.until_in(office.network, office.bot_id)
    await office.ada.until_in(office.network, person.user_id)


# --- files


async def test_an_encrypted_file_whose_bytes_were_exchanged_is_refused(office: Office) -> None:
    async with office.running() as app:
        session = office.ada.session
        place: Any = await media.upload(session, pdf("wahr"), "a/b", encrypted=True)
        other: Any = await media.upload(session, pdf("falsch"), "a/b", encrypted=True)
        place["file"]["url"] = other["file"]["url"]
        file = await send(office.ada, office.network, msgtype="m.file", body="a.pdf", **place)

        assert "Nr. 1" in await answer(office, file)
        await office.told("kam verändert an")
        [submission] = await of_ada(app, office)
        assert submission.state == "unsuitable"
        assert list((app.config.storage.directory / "documents").iterdir()) == []
        await goes_on(office)
        assert office.count(office.bea, "So entscheiden Sie") == 0


async def test_a_file_far_too_large_is_not_held_in_memory(office: Office) -> None:
    world = office.world
    more = ["max_file_mb = 1"]
    bot = world.bot_process([office.network], management=office.management, more=more)
    await bot.start()
    await office.until_bot_is_in()
    file = await office.ada.upload(office.network, bytes(30_000_000), "groß.pdf")
    await goes_on(office)
    assert bot.process is not None
    process = Path(f"/proc/{bot.process.pid}")
    (process / "clear_refs").write_text("5")  # from here on the peak counts
    before = kilobytes(process, "VmHWM")

    await answer(office, file)
    await office.told("Sie ist zu groß")
    assert kilobytes(process, "VmHWM") - before < 10_000


def kilobytes(process: Path, name: str) -> int:
    [line] = [row for row in (process / "status").read_text().splitlines() if name in row]
    return int(line.split()[1])


SOUND = {
    "url": "mxc://localhost/abc",
    "key": {"kty": "oct", "alg": "A256CTR", "k": "a" * 43},
    "iv": "a" * 22,
    "hashes": {"sha256": "a" * 43},
    "v": "v2",
}
NONSENSE: list[dict[str, object]] = [
    {"url": 1},
    {"url": ["mxc://localhost/abc"]},
    {"url": "https://www.example.org/a.pdf"},
    {"url": "mxc://localhost/../../etc/passwd"},
    {"url": "mxc://localhost"},
    {},
    {"file": "mxc://localhost/abc"},
    {"file": {**SOUND, "iv": None}},
    {"file": {key: value for key, value in SOUND.items() if key != "iv"}},
    {"file": {**SOUND, "hashes": []}},
    {"file": {**SOUND, "hashes": {"sha256": 7}}},
    {"file": {**SOUND, "key": {"kty": "oct"}}},
    {"file": {**SOUND, "url": {"a": "b"}}},
    {"file": {}, "url": "mxc://localhost/abc"},
    {"url": "mxc://localhost/abc", "body": {"a": 1}, "filename": 3, "info": "viel"},
]


async def test_files_with_nonsense_in_them_are_no_files_or_cannot_be_fetched(
    office: Office,
) -> None:
    async with office.running() as app:
        for content in NONSENSE:
            told: dict[str, object] = {"msgtype": "m.file", "body": "leit\ud800\u202elinien.pdf"}
            file = await send(office.ada, office.network, **{**told, **content})
            said = await answer(office, file)
            assert "ist keine Datei" in said or "ist eingegangen" in said, (content, said)
        await goes_on(office)
        found = await of_ada(app, office)
        assert len(found) == 1
        await until(lambda: office.count(office.bea, "nicht holen") == 1, lambda: "no notice")


async def test_a_reply_to_what_is_not_there_or_elsewhere_brings_no_file(office: Office) -> None:
    async with office.running() as app:
        removed = await office.ada.upload(office.network, pdf(), "a.pdf")
        await office.ada.redact(office.network, removed)
        secret = await office.bea.upload(office.management, pdf("geheim"), "geheim.pdf")
        for target in (removed, secret, NOWHERE):
            said = await answer(office, target)
            assert "ist keine Datei" in said
            assert "geheim" not in said
        assert await of_ada(app, office) == []
        await goes_on(office)


async def test_the_longest_submission_is_received_and_noticed_encrypted(office: Office) -> None:
    async with office.running() as app:
        assert "Nr. 1" in await office.ada.ask(office.network, LONGEST)
        notice = await office.notice()
        assert "🐌" * 900 in notice.text
        await office.bea.say(office.management, f"!ablehnen 1 {'ß' * 900}")
        await office.until_notice_says("abgelehnt von")
        await office.told("nicht angenommen")
        [submission] = await of_ada(app, office)
        assert submission.note == "🐌" * 1000


# --- who may decide


async def test_odd_reactions_decide_nothing(office: Office) -> None:
    async with office.running() as app:
        first = await office.ada.say(office.network, LINE)
        notice = await office.notice()
        for key in ("✅" * 1700, "✅ ", "\u200d✅", "<b>✅</b>", "1️⃣"):
            await react(office.bea, office.management, notice.event_id, key)
        await react(office.bea, office.management, NOWHERE, "✅")
        await react(office.bea, office.management, first, "✅")
        await react(office.ada, office.network, first, "✅")
        await react(office.ada, office.network, notice.event_id, "✅")
        await goes_on(office)
        await office.bea.ask(office.management, "!hilfe")
        assert await is_open(app, office)


async def test_a_member_who_plays_the_manager_decides_nothing(office: Office) -> None:
    async with office.running() as app:
        path = f"v3/profile/{segment(office.ada.user_id)}/displayname"
        body = {"displayname": office.bea.user_id}
        await office.ada.session.api.call("PUT", path, body)
        await office.ada.ask(office.network, LINE)
        notice = await office.notice()
        await office.ada.ask(office.network, "!meine")
        chat = (await office.told("Sie haben eine Einreichung.")).room_id
        for room in (office.network, chat):
            for line in ("!annehmen 1", "!ablehnen 1 Nein", "!rückfrage 1 Wie?", "!offen"):
                said = await office.ada.ask(room, line)
                assert "nur im Raum des Netzwerkmanagements" in said
            relation = {"rel_type": "m.thread", "event_id": notice.event_id}
            await send_related(office.ada, room, "!annehmen 1", relation)
            await send_related(office.ada, room, "Bitte annehmen", relation)
            await react(office.ada, room, notice.event_id, "✅")
        await goes_on(office)
        assert await is_open(app, office)
        assert office.count(office.bea, "Bitte annehmen") == 0


# --- edits, removals, threads


async def test_only_the_submitter_may_edit_and_a_moderator_may_remove(office: Office) -> None:
    async with office.running() as app:
        await enter(office, office.bea)
        first = await office.bea.say(office.network, LINE)
        assert "Nr. 1" in (await office.bea.answer_to(first)).text
        notice = await office.notice()
        await office.ada.edit(office.network, first, LINE.replace("Bonn", "Kiel"))
        for target in (first, NOWHERE, notice.event_id):
            relation = {"rel_type": "m.replace", "event_id": target}
            new = {"msgtype": "m.text", "body": LINE.replace("Bonn", "Kiel")}
            edit = {"m.new_content": new}
            await send_related(office.ada, office.network, "* Kiel", relation, **edit)
        await goes_on(office)
        async with app.database.transaction() as tx:
            [submission] = await submissions.of_submitter(tx, office.bea.user_id)
        assert (submission.place, submission.state) == ("Bonn", "open")
        assert await of_ada(app, office) == []

        await office.ada.redact(office.network, first)
        await office.wait_for(office.bea, "Nr. 1", "zurückgezogen")
        await office.until_notice_says("zurückgezogen")


async def test_a_thread_without_a_root_is_answered_all_the_same(office: Office) -> None:
    async with office.running() as app:
        relation = {"rel_type": "m.thread", "event_id": NOWHERE}
        await send_related(office.ada, office.network, LINE, relation)
        receipt = await office.wait_for(office.ada, "Nr. 1", "ist eingegangen")
        assert receipt.answers is None  # the homeserver knows of no such thread
        await office.notice()
        await send_related(office.bea, office.management, "Der Grund", relation)
        await goes_on(office)
        assert await is_open(app, office)


# --- many, and again


async def test_a_hundred_submissions_in_a_row_are_twenty(office: Office) -> None:
    async with office.running() as app:
        asked = [
            await office.ada.say(office.network, f"{LINE} | Nr. {number}") for number in range(100)
        ]
        said = [(await office.ada.answer_to(event_id)).text for event_id in asked]
        assert ["ist eingegangen" in text for text in said] == [True] * 20 + [False] * 80
        assert all("Von Ihnen warten schon 20" in text for text in said[20:])
        assert len(await of_ada(app, office)) == 20
        await until(lambda: office.count(office.bea, "So entscheiden Sie") == 20, lambda: "")
        await goes_on(office)


@pytest.mark.parametrize("times", [2])
async def test_an_event_that_comes_again_is_not_submitted_again(office: Office, times: int) -> None:
    async with office.running() as app:
        async with app.database.transaction() as tx:
            before = await sync.token(tx)
        assert before is not None
        await office.ada.ask(office.network, LINE)
        await office.notice()
    for _ in range(times):
        async with office.running() as app:
            pass
        async with office.running() as app:
            async with app.database.transaction() as tx:
                await sync.advance(tx, before, app.live.now())
            app.sync._since = before
            await office.ada.ask(office.network, "!hilfe")
            await asyncio.sleep(0.5)
            assert len(await of_ada(app, office)) == 1
    assert office.count(office.ada, "ist eingegangen") == 1
    assert office.count(office.bea, "So entscheiden Sie") == 1
