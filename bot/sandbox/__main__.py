"""The separate process: set the limits, then run the task."""

import contextlib
import os
import sys
from importlib import import_module

if sys.platform != "win32":
    import resource


def main(task: str, memory_mb: int, seconds: int) -> None:
    _limit(memory_mb * 2**20, seconds)
    source, target = sys.stdin.buffer, sys.stdout.buffer
    # Lines that a library prints are no output of the task.
    sys.stdout = sys.stderr
    module, _, name = task.partition(":")
    function = getattr(import_module(module), name)
    report = _silence()
    target.write(b"\x06")
    target.flush()
    try:
        function(source, target)
        target.flush()
    except BaseException as error:
        # A library may have filled the memory: then this fails, too, and nobody is told.
        os.write(report, type(error).__name__.encode())
        raise


def _silence() -> int:
    """Return where the kind of an error can be written; all else could be words of the file."""
    report = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    return report


def _limit(memory: int, seconds: int) -> None:
    """Set the limits, as far as the system can; the parent limits the time, too."""
    if sys.platform == "win32":
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    # It writes only to its pipe, and leaves no core file.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # A filter of system calls may forbid it; then the others wait a little longer.
    with contextlib.suppress(PermissionError):
        os.nice(10)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
