"""A key store that cannot be written takes nothing away: what failed is simply done again."""

import resource
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import peewee
import pytest
from nio import (
    EncryptionError,
    Event,
    KeysClaimResponse,
    KeysQueryResponse,
    RoomKeyEvent,
    ToDeviceEvent,
)

from bot.matrix.client import KeyStore
from bot.matrix.olm import GuardedOlm
from bot.process.guard import is_storage_error
from tests.support.full_disk import full_disk

T = TypeVar("T")
ROOM = "!raum:example.org"
BOT, ADA = "@bot:example.org", "@ada:example.org"
WORDS = "!leitlinie Bonn"


@dataclass
class Device:
    """The encryption of one device, with its store in a file; `keys` is what it has published."""

    olm: GuardedOlm
    keys: dict[str, Any]

    @property
    def user_id(self) -> str:
        return str(self.olm.user_id)

    @property
    def device_id(self) -> str:
        return str(self.olm.device_id)

    @property
    def database(self) -> Any:
        return self.olm.store.database

    def query(self, other: "Device") -> None:
        devices = {other.user_id: {other.device_id: other.keys["device_keys"]}}
        self.olm.handle_response(KeysQueryResponse(devices, {}))

    def claim(self, other: "Device") -> None:
        [(name, key), *_] = other.keys["one_time_keys"].items()
        claimed = {other.user_id: {other.device_id: {name: key}}}
        self.olm.handle_response(KeysClaimResponse(claimed, {}))

    def share_key(self, other: "Device") -> Any:
        """Return the event with which the other device gets the key of the room."""
        [(_, body)] = self.olm.share_group_session_parallel(
            ROOM, [other.user_id], ignore_unverified_devices=True
        )
        self.olm.outbound_group_sessions[ROOM].shared = True
        content = body["messages"][other.user_id][other.device_id]
        event = {"type": "m.room.encrypted", "sender": self.user_id, "content": content}
        return ToDeviceEvent.parse_event(event)

    def say(self, words: str = WORDS) -> Any:
        content = {"msgtype": "m.text", "body": words}
        event = {"type": "m.room.message", "content": content}
        return Event.parse_event(
            {
                "type": "m.room.encrypted",
                "event_id": "$e",
                "sender": self.user_id,
                "origin_server_ts": 1_795_000_000_000,
                "content": self.olm.group_encrypt(ROOM, event),
            }
        )

    def read(self, event: Any) -> str:
        return str(self.olm.decrypt_megolm_event(event, ROOM).body)

    def restarted(self) -> "Device":
        """Return what is in the store."""
        return Device(GuardedOlm(self.user_id, self.device_id, self.olm.store), self.keys)

    def knows(self, other: "Device") -> bool:
        return other.device_id in self.olm.device_store[other.user_id]


@contextmanager
def device(folder: Path, user_id: str) -> Iterator[Device]:
    name = user_id[1:4].upper()
    store = KeyStore(user_id, name, str(folder), "schluessel", f"{name}.db")
    store.database.execute_sql("PRAGMA journal_mode = WAL")
    try:
        olm = GuardedOlm(user_id, name, store)
        keys = olm.share_keys()
        olm.account.shared = True
        olm.mark_keys_as_published()
        olm.save_account()
        yield Device(olm, keys)
    finally:
        store.database.close()


Pair = tuple[Device, Device]


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    """The bot and Ada, who can write to it."""
    with ExitStack() as stack:
        bot, ada = [stack.enter_context(device(tmp_path, name)) for name in (BOT, ADA)]
        ada.query(bot)
        ada.claim(bot)
        yield bot, ada


# --- what fails

Fault = Callable[[Device, int], AbstractContextManager[None]]


def full_at(device: Device, number: int) -> AbstractContextManager[None]:
    return full_disk(device.database, number)


@contextmanager
def full_at_the_end(_device: Device, number: int) -> Iterator[None]:
    """No file can grow, which SQLite notices when it commits; the first time only."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0 if number == 1 else soft, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def in_spite_of(fault: Fault, device: Device, work: Callable[[], T]) -> T:
    """Repeat the work until nothing is refused; something must have been."""
    for number in count(1):
        with fault(device, number):
            try:
                result = work()
            except peewee.PeeweeException as error:
                if not is_storage_error(error):
                    raise
                continue
        assert number > 1
        return result
    raise AssertionError


faults = pytest.mark.parametrize("fault", [full_at, full_at_the_end])


# --- and what is not lost


@faults
def test_a_room_key_that_could_not_be_stored_is_understood_the_next_time(
    pair: Pair, fault: Fault
) -> None:
    bot, ada = pair
    event, message = ada.share_key(bot), ada.say()

    key = in_spite_of(fault, bot, lambda: bot.olm.handle_to_device_event(event))
    assert isinstance(key, RoomKeyEvent)
    assert bot.read(message) == WORDS
    assert bot.restarted().read(message) == WORDS


@faults
def test_the_next_room_key_in_the_same_conversation_is_not_lost_either(
    pair: Pair, fault: Fault
) -> None:
    bot, ada = pair
    bot.olm.handle_to_device_event(ada.share_key(bot))
    ada.olm.rotate_outbound_group_session(ROOM)
    event, message = ada.share_key(bot), ada.say()

    in_spite_of(fault, bot, lambda: bot.olm.handle_to_device_event(event))
    assert bot.restarted().read(message) == WORDS


@faults
def test_a_new_device_is_asked_for_until_it_is_stored(pair: Pair, fault: Fault) -> None:
    bot, ada = pair
    bot.olm.add_changed_users({ADA})

    def query() -> None:
        assert bot.olm.users_for_key_query == {ADA}
        assert not bot.knows(ada)
        bot.query(ada)

    in_spite_of(fault, bot, query)
    assert bot.olm.users_for_key_query == set()
    assert bot.knows(ada)
    assert bot.restarted().knows(ada)


@faults
def test_a_device_whose_claimed_key_could_not_be_stored_is_written_to(
    pair: Pair, fault: Fault
) -> None:
    bot, ada = pair
    bot.query(ada)

    def claim() -> None:
        assert bot.olm.get_missing_sessions([ADA]) == {ADA: [ada.device_id]}
        bot.claim(ada)

    in_spite_of(fault, bot, claim)
    ada.olm.handle_to_device_event(bot.share_key(ada))
    assert ada.read(bot.say()) == WORDS


@faults
def test_a_room_is_written_to_only_with_a_key_that_is_stored(pair: Pair, fault: Fault) -> None:
    bot, _ = pair

    def create() -> None:
        assert ROOM not in bot.olm.outbound_group_sessions
        bot.olm.create_outbound_group_session(ROOM)

    in_spite_of(fault, bot, create)
    bot.olm.outbound_group_sessions[ROOM].shared = True
    assert bot.restarted().read(bot.say()) == WORDS


def test_a_store_that_cannot_be_read_again_at_once_is_read_before_the_next_event(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    bot, ada = pair
    event, message = ada.share_key(bot), ada.say()

    def unreadable() -> None:
        raise peewee.OperationalError("disk I/O error")

    with monkeypatch.context() as patched, full_at_the_end(bot, 1):
        patched.setattr(bot.olm.store, "load_account", unreadable)
        for _ in range(2):
            with pytest.raises(peewee.OperationalError):
                bot.olm.handle_to_device_event(event)

    assert isinstance(bot.olm.handle_to_device_event(event), RoomKeyEvent)
    assert bot.read(message) == WORDS


# --- what strangers write


def test_nonsense_ends_nothing_and_is_not_quoted(
    pair: Pair, caplog: pytest.LogCaptureFixture
) -> None:
    bot, ada = pair
    event = ada.share_key(bot)
    for body in ("geheim", "", 5, None):
        [content] = event.ciphertext.values()
        content["body"] = body
        assert bot.olm.handle_to_device_event(event) is None
    message = ada.say()
    message.ciphertext = "geheim"
    with pytest.raises(EncryptionError):
        bot.olm.decrypt_megolm_event(message, ROOM)

    assert "a to-device event was not understood: " in caplog.text
    assert "geheim" not in caplog.text


def test_what_the_store_refuses_for_its_content_is_nonsense_not_a_full_disk(pair: Pair) -> None:
    bot, ada = pair
    ada.keys["device_keys"]["unsigned"] = {"device_display_name": None}
    bot.query(ada)
    assert bot.olm.users_for_key_query == set()
