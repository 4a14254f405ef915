"""Dataclasses that cost less to make are as Python makes them."""

import copy
import dataclasses
import operator
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any, ClassVar

import pytest

from bot.process.light_imports import share_methods

REPLACED = ("_repr_fn", "_cmp_fn", "_hash_fn", "_frozen_get_del_attr", "_process_class")
KINDS: Sequence[Mapping[str, Any]] = [
    {},
    {"frozen": True},
    {"frozen": True, "slots": True},
    {"frozen": True, "order": True, "kw_only": True},
    {"order": True},
    {"unsafe_hash": True},
    {"eq": False, "repr": False},
]


def instances(kind: Mapping[str, Any]) -> list[Any]:
    @dataclass(**kind)
    class Nothing:
        pass

    @dataclass(**kind)
    class Place:
        """Has all kinds of fields."""

        street: str = "Markt"
        number: object = 1
        secret: str = field(default="s", repr=False)
        seen: int = field(default=0, compare=False)
        parts: tuple[int, ...] = field(default=(), hash=False)
        kinds: ClassVar[int] = 3

    @dataclass(**kind)
    class Town(Place):
        name: str = "Bonn"

    @dataclass(**kind)
    class Number:
        value: float = 0.0

    @dataclass(**kind)
    class Own:
        value: int = 0

        def __repr__(self) -> str:
            return "own"

    nowhere = float("nan")
    places = [Place(), Place(number=2), Place(seen=5), Place(secret="t"), Place(number=[])]
    numbers = [Number(), Number(value=1.0), Number(value=nowhere), Number(value=nowhere)]
    return [Nothing(), Nothing(), *places, Town(), Town(name="Köln"), *numbers, Own(), Own(value=1)]


def outcome(work: Callable[..., object], *arguments: object) -> object:
    try:
        return work(*arguments)
    except (TypeError, AttributeError, dataclasses.FrozenInstanceError) as error:
        return type(error), str(error)


def behaviour(kind: Mapping[str, Any]) -> list[object]:
    """Return all that can be seen of the instances from outside."""
    all_of_them = instances(kind)
    comparisons = (operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge)
    seen: list[object] = [
        outcome(compare, one, other)
        for compare, one, other in product(comparisons, all_of_them, all_of_them)
    ]
    hashes = [outcome(hash, each) for each in all_of_them]
    for each, own in zip(all_of_them, hashes, strict=True):
        seen += [[hash_ == own for hash_ in hashes] if isinstance(own, int) else own]
        seen += [repr(each) if kind.get("repr", True) else "", type(each).__match_args__]
        seen += [outcome(setattr, copy.copy(each), name, 1) for name in ("number", "value", "new")]
        seen += [outcome(delattr, copy.copy(each), name) for name in ("number", "new")]
        seen += [type(each).__doc__] if type(each).__doc__ == "Has all kinds of fields." else []
        methods = ("__eq__", "__repr__", "__hash__", "__setattr__")
        seen += [getattr(getattr(type(each), name), "__qualname__", None) for name in methods]
    return seen


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="Python makes the methods at once there")
@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_a_dataclass_behaves_as_python_makes_it(
    kind: Mapping[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    as_python_does = behaviour(kind)
    for name in REPLACED:
        monkeypatch.setattr(dataclasses, name, getattr(dataclasses, name))

    share_methods()

    assert behaviour(kind) == as_python_does


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="Python makes the methods at once there")
def test_what_contains_itself_can_still_be_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in REPLACED:
        monkeypatch.setattr(dataclasses, name, getattr(dataclasses, name))
    share_methods()

    @dataclass
    class Ring:
        next: object = None

    ring = Ring()
    ring.next = ring

    assert repr(ring).endswith("Ring(next=...)")


def test_a_python_without_these_parts_makes_its_dataclasses_itself() -> None:
    code = """
import dataclasses
del dataclasses._hash_fn
before = dict(vars(dataclasses))
from bot.process.light_imports import lighten
lighten()
assert vars(dataclasses) == before
"""
    subprocess.run([sys.executable, "-c", code], check=True)
