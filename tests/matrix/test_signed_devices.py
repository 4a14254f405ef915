"""Whether a device is cross-signed by its owner, from an answer of /keys/query."""

from typing import Any

import pytest

from bot.matrix.cross_signing import SigningKey
from bot.matrix.signed_devices import devices_by_key
from commands.conversation.events import SendingDevice

ADA = "@ada:x"
MASTER, SIGNING, OTHER = (SigningKey(bytes([n]) * 32) for n in (1, 2, 3))


def signed(content: dict[str, Any], key: SigningKey, by: str = ADA) -> dict[str, Any]:
    return content | {"signatures": {by: {f"ed25519:{key.public}": key.sign(content)}}}


def public(key: SigningKey, role: str) -> dict[str, Any]:
    return {"user_id": ADA, "usage": [role], "keys": {f"ed25519:{key.public}": key.public}}


def answer(device: dict[str, Any], self_signing: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "device_keys": {ADA: {"HANDY": device}},
        "master_keys": {ADA: public(MASTER, "master")},
        "self_signing_keys": {ADA: self_signing or signed(public(SIGNING, "self_signing"), MASTER)},
    }


DEVICE = {"user_id": ADA, "device_id": "HANDY", "keys": {"curve25519:HANDY": "schluessel"}}


def test_a_device_that_its_owner_has_signed_is_signed() -> None:
    assert devices_by_key(answer(signed(DEVICE, SIGNING)), ADA) == {
        "schluessel": SendingDevice("HANDY", signed=True)
    }


@pytest.mark.parametrize(
    "odd",
    [
        answer(DEVICE),
        answer(signed(DEVICE, OTHER)),
        answer(signed(DEVICE, SIGNING, by="@eve:x")),
        answer(signed(DEVICE, SIGNING) | {"algorithms": ["added later"]}),
        answer(DEVICE | {"signatures": {ADA: {f"ed25519:{SIGNING.public}": "AAAA"}}}),
        answer(DEVICE | {"signatures": {ADA: {f"ed25519:{SIGNING.public}": 5}}}),
        answer(signed(DEVICE, SIGNING), public(SIGNING, "self_signing")),
        answer(signed(DEVICE, SIGNING), signed(public(SIGNING, "self_signing"), OTHER)),
        answer(signed(DEVICE, SIGNING)) | {"self_signing_keys": {}},
        answer(signed(DEVICE, SIGNING)) | {"self_signing_keys": {ADA: {"keys": [1]}}},
        answer(signed(DEVICE, SIGNING)) | {"master_keys": 5},
    ],
)
def test_anything_else_is_not(odd: dict[str, Any]) -> None:
    assert devices_by_key(odd, ADA) == {"schluessel": SendingDevice("HANDY", signed=False)}


@pytest.mark.parametrize("odd", [{}, {"device_keys": {ADA: {"HANDY": 5}}}, {"device_keys": []}])
def test_without_keys_there_is_no_device(odd: dict[str, Any]) -> None:
    assert devices_by_key(odd, ADA) == {}
