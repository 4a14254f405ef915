"""The filters of system calls that systemd would make of a unit, through libseccomp."""

import ctypes
import ctypes.util
import errno
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from functools import cache

_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_LESS, _EQUAL, _GREATER, _MASKED, _NOT = 2, 4, 6, 7, 1
_FAMILIES = {"AF_UNIX": 1, "AF_INET": 2, "AF_INET6": 10}
_WRITE, _EXECUTE, _SHARED_EXECUTE = 2, 4, 0o100000
# CLONE_NEWNS, …CGROUP, …UTS, …IPC, …USER, …PID, …NET
_NAMESPACES = (0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000)
_SET_ID_BITS = (0o4000, 0o2000)

Options = Mapping[str, Sequence[str]]


class _Comparison(ctypes.Structure):
    _fields_ = [
        ("argument", ctypes.c_uint),
        ("operation", ctypes.c_int),
        ("a", ctypes.c_uint64),
        ("b", ctypes.c_uint64),
    ]


def why_not() -> str | None:
    """Why there are no filters here; None if there are."""
    if shutil.which("systemd-analyze") is None:
        return "systemd-analyze is missing"
    return None if ctypes.util.find_library("seccomp") else "libseccomp is missing"


@cache
def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(ctypes.util.find_library("seccomp"))
    library.seccomp_init.restype = ctypes.c_void_p
    library.seccomp_init.argtypes = [ctypes.c_uint32]
    library.seccomp_load.argtypes = library.seccomp_release.argtypes = [ctypes.c_void_p]
    library.seccomp_rule_add_array.argtypes = [
        ctypes.c_void_p,
        ctypes.c_uint32,
        ctypes.c_int,
        ctypes.c_uint,
        ctypes.POINTER(_Comparison),
    ]
    return library


class _Filter:
    def __init__(self, action: int = _ALLOW) -> None:
        self._filter = _library().seccomp_init(action)

    def add(self, action: int, name: str, *comparisons: tuple[int, int, int, int]) -> None:
        number = _library().seccomp_syscall_resolve_name(name.encode())
        # Not of this architecture.
        if number < 0:
            return
        array = (_Comparison * len(comparisons))(*(_Comparison(*each) for each in comparisons))
        _check(
            _library().seccomp_rule_add_array(self._filter, action, number, len(comparisons), array)
        )

    def load(self) -> None:
        _check(_library().seccomp_load(self._filter))
        _library().seccomp_release(self._filter)


def _check(result: int) -> None:
    if result < 0:
        raise OSError(-result, "libseccomp")


def filter_unit(options: Options) -> None:
    """From here on. The list of allowed calls comes last: loading a filter is not on it."""
    _families(options["RestrictAddressFamilies"][-1].split())
    refused = _Filter()
    if options["MemoryDenyWriteExecute"][-1] == "yes":
        both = _WRITE | _EXECUTE
        refused.add(_ERRNO | errno.EPERM, "mmap", (2, _MASKED, both, both))
        for name in ("mprotect", "pkey_mprotect"):
            refused.add(_ERRNO | errno.EPERM, name, (2, _MASKED, _EXECUTE, _EXECUTE))
        shared = (2, _MASKED, _SHARED_EXECUTE, _SHARED_EXECUTE)
        refused.add(_ERRNO | errno.EPERM, "shmat", shared)
    if options["RestrictNamespaces"][-1] == "yes":
        refused.add(_ERRNO | errno.ENOSYS, "clone3")
        refused.add(_ERRNO | errno.EPERM, "setns")
        for flag in _NAMESPACES:
            for name in ("clone", "unshare"):
                refused.add(_ERRNO | errno.EPERM, name, (0, _MASKED, flag, flag))
    if options["RestrictSUIDSGID"][-1] == "yes":
        for bit in _SET_ID_BITS:
            for name, argument in (("chmod", 1), ("fchmod", 1), ("fchmodat", 2)):
                refused.add(_ERRNO | errno.EPERM, name, (argument, _MASKED, bit, bit))
    if options["LockPersonality"][-1] == "yes":
        refused.add(_ERRNO | errno.EPERM, "personality", (0, _NOT, 0, 0))
    refused.load()
    _calls(options)


def _families(names: Sequence[str]) -> None:
    allowed = sorted(_FAMILIES[name] for name in names)
    refused = _Filter()
    action = _ERRNO | errno.EAFNOSUPPORT
    refused.add(action, "socket", (0, _LESS, allowed[0], 0))
    refused.add(action, "socket", (0, _GREATER, allowed[-1], 0))
    for family in set(range(allowed[0], allowed[-1])) - set(allowed):
        refused.add(action, "socket", (0, _EQUAL, family, 0))
    refused.load()


def _calls(options: Options) -> None:
    """What systemd does not know gets ENOSYS, so that programs fall back."""
    refusal = _ERRNO | getattr(errno, options["SystemCallErrorNumber"][-1])
    allowed = set(allowed_calls(options["SystemCallFilter"]))
    calls = _Filter(_ERRNO | errno.ENOSYS)
    for name in allowed:
        calls.add(_ALLOW, name)
    for name in _members("@known") - allowed:
        calls.add(refusal, name)
    calls.load()


def allowed_calls(lines: Sequence[str]) -> frozenset[str]:
    """As the lines of SystemCallFilter= say: a list, from which others take away."""
    allowed = set(_members("@default"))
    for line in lines:
        names = set[str]().union(*map(_members, line.removeprefix("~").split()))
        allowed = allowed - names if line.startswith("~") else allowed | names
    return frozenset(allowed)


@cache
def _members(name: str) -> frozenset[str]:
    if not name.startswith("@"):
        return frozenset((name,))
    done = subprocess.run(
        ["systemd-analyze", "syscall-filter", "--no-pager", name],
        check=True,
        capture_output=True,
        text=True,
    )
    words = (line.strip() for line in done.stdout.splitlines()[1:])
    inner = (word for word in words if word and not word.startswith("#"))
    return frozenset().union(*map(_members, inner))
