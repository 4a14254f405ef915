"""!wer by size: what a person told counts, else what the register tells of their municipality."""

import pytest

from tests.support.asking import ADA, BO, CORA, Exchange
from tests.support.profiling import make, open_chat
from tests.support.register_files import census, put_into_force, shipped

pytestmark = pytest.mark.slow

PEOPLE = {"05314000": 330_000, "05334002": 249_000, "01002000": 247_000}


@pytest.fixture(autouse=True)
async def _profiles(exchange: Exchange) -> None:
    """Ada and Bo say where they work, Cora says that it is small."""
    await open_chat(exchange, ADA)
    await make(exchange, ADA, "Kiel | Vergabe")
    await make(exchange, BO, "Bonn | Losverfahren", "sichtbar")
    await make(exchange, CORA, "Aachen | Bürgerrat | | | unter 20.000", "sichtbar")


async def test_without_a_register_only_what_was_told_counts(exchange: Exchange) -> None:
    [said] = await exchange.chat("!wer über 100.000")

    assert "noch niemand" in said


async def test_the_register_tells_what_a_person_did_not(exchange: Exchange) -> None:
    await put_into_force(exchange.database, census(shipped(populations=PEOPLE)))
    [large] = await exchange.chat("!wer über 100.000")
    [small] = await exchange.chat("!wer unter 20.000")

    assert "Bo Muster" in large
    # What is from the register is no word of the person.
    assert "Größe" not in large
    # Aachen is large; but Cora said otherwise.
    assert "Cora Probe" not in large
    assert "Cora Probe" in small


async def test_like_me_is_also_of_the_same_size(exchange: Exchange) -> None:
    [before] = await exchange.chat("!wer wie ich")
    await put_into_force(exchange.database, census(shipped(populations=PEOPLE)))
    [after] = await exchange.chat("!wer wie ich")

    assert "Bo Muster" not in before
    assert "Bo Muster" in after
    assert "Cora Probe" not in after


async def test_a_place_that_the_register_knows_is_enough_of_a_profile(exchange: Exchange) -> None:
    await exchange.chat("!profil löschen ja")
    await make(exchange, ADA, "Kiel")
    [before] = await exchange.chat("!wer wie ich")
    await put_into_force(exchange.database, census(shipped(populations=PEOPLE)))
    [after] = await exchange.chat("!wer wie ich")

    assert before.startswith("Dafür brauche ich Ihr Profil")
    assert "Bo Muster" in after
