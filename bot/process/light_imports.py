"""Import for less: some libraries do things at import that this program pays for at every start.

Before 3.13, Python compiles up to six methods of a dataclass from text, each on its own, 0.3 ms
a class, and nio and the bot have 500. Only `__init__` has to be made for its class; the others
can share their code. This reaches into `dataclasses`, here only; if a part that it replaces is
missing, everything stays as Python makes it.
"""

import dataclasses
import operator
import sys
from collections.abc import Callable, Sequence
from dataclasses import Field, FrozenInstanceError
from reprlib import recursive_repr
from types import ModuleType
from typing import Any

Fields = Sequence[Field[Any]]

_COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def lighten() -> None:
    """Do without what is dear and needed by nobody here; to be called before other imports."""
    leave_out_modules()
    share_methods()


def leave_out_modules() -> None:
    modules: dict[str, Any] = sys.modules
    # Of two ways to its code in C pycryptodome prefers cffi, if another program has brought that
    # along, with a parser of C written in Python. ctypes, the other one, is there anyway.
    modules.setdefault("cffi", None)
    # Of nio's other client, which has no event loop, and of its way through a SOCKS proxy.
    for name in ("h11", "h2", "h2.connection", "h2.events", "aiohttp_socks"):
        modules.setdefault(name, ModuleType(name))
    vars(modules["aiohttp_socks"]).setdefault("ProxyConnector", None)


def share_methods() -> None:
    if sys.version_info < (3, 13) and _PARTS.keys() <= vars(dataclasses).keys():
        vars(dataclasses).update(_PARTS)


def _reader(names: Sequence[str]) -> Callable[[object], tuple[Any, ...]]:
    """Return what reads these fields of an object."""
    if len(names) > 1:
        return operator.attrgetter(*names)
    return lambda each: tuple(getattr(each, name) for name in names)


def _named(name: str, method: Callable[..., Any]) -> Callable[..., Any]:
    method.__name__ = name
    return method


def _repr(fields: Fields, *_: object) -> Callable[..., str]:
    names = [field.name for field in fields]

    def represent(self: object) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{self.__class__.__qualname__}({shown})"

    return recursive_repr()(_named("__repr__", represent))


def _comparison(name: str, sign: str, of_self: str, *_: object, **__: object) -> Callable[..., Any]:
    """`of_self` is such as "(self.street,self.town,)"."""
    read = _reader([part.removeprefix("self.") for part in of_self[1:-1].split(",") if part])
    compare = _COMPARISONS[sign]

    def compared(self: object, other: object) -> Any:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return compare(read(self), read(other))

    return _named(name, compared)


def _hash(fields: Fields, *_: object) -> Callable[..., int]:
    read = _reader([field.name for field in fields])
    return _named("__hash__", lambda self: hash(read(self)))


def _refusing(cls: Any, fields: Fields, *_: object) -> Sequence[Callable[..., None]]:
    names = frozenset(field.name for field in fields)

    def assign(self: object, name: str, value: object) -> None:
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def delete(self: object, name: str) -> None:
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    return _named("__setattr__", assign), _named("__delattr__", delete)


def _with_doc(cls: type, *arguments: Any, **named: Any) -> type:
    """Make a dataclass; if it has no docstring, without reading its own signature for one."""
    cls.__doc__ = cls.__doc__ or cls.__name__
    made: type = _process(cls, *arguments, **named)
    return made


_process: Any = vars(dataclasses).get("_process_class")
_PARTS = {
    "_repr_fn": _repr,
    "_cmp_fn": _comparison,
    "_hash_fn": _hash,
    "_frozen_get_del_attr": _refusing,
    "_process_class": _with_doc,
}
