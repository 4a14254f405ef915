"""The process that works apart: first the limits, then the task."""

import os
import sys
from importlib import import_module

if sys.platform != "win32":
    import resource


def main(task: str, memory_mb: int, seconds: int) -> None:
    _limit(memory_mb * 2**20, seconds)
    source, target = sys.stdin.buffer, sys.stdout.buffer
    # What a library prints is no output of ours.
    sys.stdout = sys.stderr
    module, _, function = task.partition(":")
    getattr(import_module(module), function)(source, target)
    target.flush()


def _limit(memory: int, seconds: int) -> None:
    """As far as the system can; the time is kept from outside, too."""
    if sys.platform == "win32":
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    # It writes to its pipe and to nothing else, and leaves no core behind.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(10)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
