"""What nio leaves undone, each shown on a real homeserver."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.app import App, now
from bot.matrix.api import Api, RefusedError, UnreachableError, segment
from bot.matrix.cross_signing import SigningKey
from bot.matrix.person import Person
from bot.matrix.session import Session
from bot.matrix.sync import Sync
from commands.about.housekeeping import tell_unreadable
from storage import key_value
from tests.homeserver.world import PASSWORD, World, replies, running_app, timeline, until
from tests.support.full_disk import full_disk

ONE_TIME_KEYS = 50


async def claim_all_one_time_keys(person: Person, user_id: str, device_id: str) -> None:
    body = {"one_time_keys": {user_id: {device_id: "signed_curve25519"}}}
    for _ in range(ONE_TIME_KEYS):
        await person.session.api.call("POST", "v3/keys/claim", body)


async def has_all_one_time_keys(session: Session) -> bool:
    answer = await session.api.call("POST", "v3/keys/upload", {})
    return bool(answer["one_time_key_counts"].get("signed_curve25519") == ONE_TIME_KEYS)


async def log_in_as_bot(world: World, person: Person) -> Api:
    """Somebody else who knows the password of the bot."""
    anonymous = Api(person.session.api.http, world.homeserver.url)
    body = {
        "type": "m.login.password",
        "identifier": {"type": "m.id.user", "user": world.bot_id},
        "password": PASSWORD,
    }
    answer = await anonymous.call("POST", "v3/login", body)
    return Api(anonymous.http, anonymous.homeserver, answer["access_token"])


async def call_with_password(
    api: Api, user_id: str, method: str, path: str, body: dict[str, Any]
) -> None:
    with pytest.raises(RefusedError) as asked:
        await api.call(method, path, body)
    proof = {
        "type": "m.login.password",
        "identifier": {"type": "m.id.user", "user": user_id},
        "password": PASSWORD,
        "session": asked.value.answer["session"],
    }
    await api.call(method, path, body | {"auth": proof})


HeldBack = list[dict[str, Any]]


async def say_without_key(person: Person, room: str, body: str) -> tuple[str, HeldBack]:
    """The message arrives, its key does not; it is returned for later."""
    client = person.session.client
    client.olm.create_outbound_group_session(room)
    missing = client.get_missing_sessions(room)
    if missing:
        await client.keys_claim(missing)
    users = list(client.rooms[room].users)
    requests = client.olm.share_group_session_parallel(room, users, ignore_unverified_devices=True)
    key = [messages for _, messages in requests]
    client.olm.outbound_group_sessions[room].shared = True
    return await person.say(room, body), key


async def deliver(person: Person, key: HeldBack) -> None:
    for number, messages in enumerate(key):
        path = f"v3/sendToDevice/m.room.encrypted/{id(key)}-{number}"
        await person.session.api.call("PUT", path, messages)


async def bodies_from_bot(person: Person, bot_id: str) -> list[str | None]:
    return [event.body for event in person.timeline if event.sender == bot_id]


async def test_one_time_keys_are_uploaded_again_after_all_were_taken(world: World) -> None:
    ada, room = await world.one_member()
    async with running_app(world.config([room])) as app:
        await ada.until_in(room, world.bot_id)
        await ada.ask(room, "!leitlinie Bonn")
        await claim_all_one_time_keys(ada, world.bot_id, app.session.device_id)
        await ada.ask(room, "!leitlinie Kiel")

        await until(lambda: has_all_one_time_keys(app.session))


async def test_a_new_sender_reaches_the_bot_although_no_one_time_key_was_left(
    world: World,
) -> None:
    await world.bot_account()
    ada, ben = await world.person("ada"), await world.person("ben")
    room = await world.room(ada, ben)
    config = world.config([room])
    async with running_app(config) as app:
        await ada.until_in(room, world.bot_id)
        await ada.ask(room, "!leitlinie Bonn")
        device_id = app.session.device_id
    await claim_all_one_time_keys(ada, world.bot_id, device_id)
    await ben.until_in(room, world.bot_id)
    question = await ben.say(room, "!leitlinie Kiel")

    async with running_app(config):
        assert "Kiel" in ((await ben.answer_to(question)).body or "")
        used = await fallback_key(ada, world.bot_id, device_id)
    await claim_all_one_time_keys(ada, world.bot_id, device_id)
    async with running_app(config):
        pass
    assert used is None


async def fallback_key(person: Person, user_id: str, device_id: str) -> str | None:
    """The id of the fallback key, if that is all the homeserver has left to give."""
    body = {"one_time_keys": {user_id: {device_id: "signed_curve25519"}}}
    answer = await person.session.api.call("POST", "v3/keys/claim", body)
    [(key_id, key)] = answer["one_time_keys"][user_id][device_id].items()
    return str(key_id) if key.get("fallback") else None


async def test_a_used_fallback_key_is_replaced(world: World) -> None:
    ada, room = await world.one_member()
    config = world.config([room])
    used = []
    for _ in range(2):
        async with running_app(config) as app:
            await ada.until_in(room, world.bot_id)
            await ada.ask(room, "!leitlinie Bonn")
            device_id = app.session.device_id
        await claim_all_one_time_keys(ada, world.bot_id, device_id)
        used.append(await fallback_key(ada, world.bot_id, device_id))

    assert None not in used
    assert used[0] != used[1]


async def test_a_device_that_appeared_in_the_same_sync_can_read_the_answer(world: World) -> None:
    ada, room = await world.one_member()
    config = world.config([room])
    async with running_app(config):
        await ada.until_in(room, world.bot_id)
        await ada.ask(room, "!leitlinie Bonn")

    phone = await world.person("ada", device=2)
    await phone.until_in(room, world.bot_id)
    question = await phone.say(room, "!leitlinie Kiel")
    async with running_app(config):
        answer = await phone.answer_to(question)

    assert answer.body is not None
    assert "Kiel" in answer.body


@pytest.mark.spine
async def test_a_message_is_handled_when_its_key_comes_later(world: World) -> None:
    ada, room = await world.one_member()
    async with running_app(world.config([room])):
        await ada.until_in(room, world.bot_id)
        question, key = await say_without_key(ada, room, "!leitlinie Kiel")
        await asyncio.sleep(1)
        assert replies(await timeline(ada, room), world.bot_id) == []

        await deliver(ada, key)

        assert "Kiel" in ((await ada.answer_to(question)).body or "")


async def test_a_late_key_is_used_even_if_the_bot_was_killed_when_it_came(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, room = await world.one_member()
    config = world.config([room])
    async with running_app(config) as app:
        await ada.until_in(room, world.bot_id)
        question, key = await say_without_key(ada, room, "!leitlinie Kiel")
        await wait_until_undecrypted(app, 1)
        monkeypatch.setattr(Sync, "_read_late", nothing)  # it dies before it can
        await deliver(ada, key)
        await asyncio.sleep(1)
    monkeypatch.undo()

    async with running_app(config):
        assert "Kiel" in ((await ada.answer_to(question)).body or "")


async def nothing(_: Sync) -> None:
    pass


async def wait_until_undecrypted(app: App, number: int) -> None:
    async def reached() -> bool:
        async with app.database.transaction() as tx:
            return len(list(await tx.execute_fetchall("SELECT * FROM undecrypted_event"))) == number

    await until(reached)


async def test_unreadable_messages_are_answered_once_per_room_in_plain_words(
    world: World,
) -> None:
    ada, room = await world.one_member()
    async with running_app(world.config([room])) as app:
        await ada.until_in(room, world.bot_id)
        await ada.ask(room, "!leitlinie Bonn")
        for text in ("!leitlinie Kiel", "!leitlinie Jena"):
            await say_without_key(ada, room, text)
        await wait_until_undecrypted(app, 2)
        ada.session.client.olm.outbound_group_sessions.pop(room)

        for _ in range(3):
            async with app.database.transaction() as tx:
                await tx.execute("UPDATE undecrypted_event SET received_at = received_at - 60")
                await tell_unreadable(app.live.context(tx))
            app.outbox.wake()
        await ada.ask(room, "!hilfe")

        told = [b for b in await bodies_from_bot(ada, world.bot_id) if b and "Schlüssel" in b]
        assert len(told) == 1


async def test_a_slow_key_is_no_reason_to_complain(world: World) -> None:
    ada, room = await world.one_member()
    async with running_app(world.config([room])) as app:
        await ada.until_in(room, world.bot_id)
        await say_without_key(ada, room, "!leitlinie Kiel")
        await wait_until_undecrypted(app, 1)

        async with app.database.transaction() as tx:
            soon = replace(app.live.context(tx), now=now() + timedelta(seconds=2))
            await tell_unreadable(soon)
            [row] = await tx.execute_fetchall("SELECT count(*) AS n FROM outbox")

        assert row["n"] == 0


async def test_the_bot_survives_that_its_device_is_deleted_on_the_homeserver(
    world: World,
) -> None:
    ada, room = await world.one_member()
    async with running_app(world.config([room])) as app:
        await ada.until_in(room, world.bot_id)
        await ada.ask(room, "!leitlinie Bonn")
        other = await log_in_as_bot(world, ada)

        path = f"v3/devices/{segment(app.session.device_id)}"
        await call_with_password(other, world.bot_id, "DELETE", path, {})

        # Ada's client forgets the device and learns of it anew.
        async def signed_again() -> bool:
            keys = await published_keys(ada, world.bot_id)
            device = keys.get(app.session.device_id, {"signatures": {world.bot_id: {}}})
            return len(device["signatures"][world.bot_id]) == 2

        await until(signed_again)
        await asyncio.sleep(1)
        assert "Kiel" in await ada.ask(room, "!leitlinie Kiel")


async def published_keys(person: Person, user_id: str) -> dict[str, Any]:
    answer = await person.session.api.call("POST", "v3/keys/query", {"device_keys": {user_id: []}})
    found: dict[str, Any] = answer["device_keys"][user_id]
    return found


async def test_device_keys_lost_on_the_homeserver_are_published_again_at_the_next_start(
    world: World,
) -> None:
    ada, room = await world.one_member()
    config = world.config([room])
    async with running_app(config) as app:
        await ada.until_in(room, world.bot_id)
        await ada.ask(room, "!leitlinie Bonn")
        device_id = app.session.device_id
    other = await log_in_as_bot(world, ada)
    path = f"v3/devices/{segment(device_id)}"
    await call_with_password(other, world.bot_id, "DELETE", path, {})
    assert device_id not in await published_keys(ada, world.bot_id)

    async with running_app(config):
        assert device_id in await published_keys(ada, world.bot_id)
        await asyncio.sleep(1)
        assert "Kiel" in await ada.ask(room, "!leitlinie Kiel")


async def test_a_cross_signing_set_up_by_somebody_else_is_told_to_the_management(
    world: World,
) -> None:
    ada, room = await world.one_member()
    config = world.config(management=room)
    async with running_app(config):
        await ada.until_in(room, world.bot_id)
        assert "Kiel" in await ada.ask(room, "!leitlinie Kiel")
    other = await log_in_as_bot(world, ada)
    body = foreign_keys(world.bot_id)
    await call_with_password(other, world.bot_id, "POST", "v3/keys/device_signing/upload", body)

    for _ in range(2):
        async with running_app(config) as app:
            async with app.database.transaction() as tx:
                assert await key_value.get(tx, "cross_signing") == "foreign"
            assert "Bonn" in await ada.ask(room, "!leitlinie Bonn")

    told = [b for b in await bodies_from_bot(ada, world.bot_id) if b and "Unterschrift" in b]
    assert len(told) == 1


def foreign_keys(user_id: str) -> dict[str, Any]:
    master, signing = SigningKey(b"1" * 32), SigningKey(b"2" * 32)

    def key(role: str, pair: SigningKey) -> dict[str, Any]:
        return {
            "user_id": user_id,
            "usage": [role],
            "keys": {f"ed25519:{pair.public}": pair.public},
        }

    self_signing = key("self_signing", signing)
    signature = {user_id: {f"ed25519:{master.public}": master.sign(self_signing)}}
    return {
        "master_key": key("master", master),
        "self_signing_key": self_signing | {"signatures": signature},
    }


async def test_the_device_is_signed_by_its_owner_from_the_first_start_on(world: World) -> None:
    await world.bot_account()
    ada = await world.person("ada")
    async with running_app(world.config()) as app:
        keys = await published_keys(ada, world.bot_id)
        signatures = keys[app.session.device_id]["signatures"][world.bot_id]
        async with app.database.transaction() as tx:
            assert await key_value.get(tx, "cross_signing") == "signed"

    assert len(signatures) == 2


async def test_a_key_that_could_not_be_sent_is_sent_before_the_message(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, room = await world.one_member()
    call = Api.call
    failures = 2

    async def flaky(self: Api, method: str, path: str, *args: Any, **options: Any) -> Any:
        nonlocal failures
        if "sendToDevice" in path and failures and self.access_token == token:
            failures -= 1
            raise UnreachableError("planted")
        return await call(self, method, path, *args, **options)

    async with running_app(world.config([room])) as app:
        token = app.session.client.access_token
        await ada.until_in(room, world.bot_id)
        monkeypatch.setattr(Api, "call", flaky)

        assert "Kiel" in await ada.ask(room, "!leitlinie Kiel")
        assert failures == 0


async def test_a_full_disk_takes_no_key_away(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    ada, room = await world.one_member()
    async with running_app(world.config([room])) as app:
        await ada.until_in(room, world.bot_id)
        await ada.ask(room, "!leitlinie Bonn")

        async def noticed() -> bool:
            return caplog.text.count("sync failed: OperationalError database or disk is full") > 1

        with full_disk(app.session.client.store.database):
            phone = await world.person("ada", device=2)
            await phone.until_in(room, world.bot_id)
            ada.session.client.invalidate_outbound_session(room)
            questions = {
                ada: await ada.say(room, "!leitlinie Kiel"),
                phone: await phone.say(room, "!leitlinie Kiel"),
            }
            await until(noticed)
        for person, question in questions.items():
            assert "Kiel" in ((await person.answer_to(question)).body or "")
        assert "Ulm" in await phone.ask(room, "!leitlinie Ulm")
