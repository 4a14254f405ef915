"""`python -m bot.backup`: a job on standard input, its outcome on standard output, as JSON."""

import contextlib
import logging
import os
import signal
import sys
import threading
import warnings

from bot.backup.job import BackupJob, FailedBackup, MadeBackup
from bot.backup.making import BusyError, carry_out
from bot.process.guard import guard
from bot.process.lifecycle import Failure
from bot.texts import backup as texts


def _outcome(job: BackupJob) -> MadeBackup | FailedBackup:
    """Return it also of a bug, which is logged by its kind and place."""
    with guard(logging.getLogger("bot.backup"), "no backup", passes=lambda _: False):
        return _tried(job)
    return FailedBackup(text=texts.BUG, exit_code=1)


def _tried(job: BackupJob) -> MadeBackup | FailedBackup:
    try:
        return carry_out(job)
    except Failure as failure:
        busy = isinstance(failure, BusyError)
        return FailedBackup(text=failure.text, exit_code=failure.exit_code, busy=busy)


def _leave(_number: int, _frame: object) -> None:
    """Put things away on the way out, and do not complain of what is left undone."""
    warnings.simplefilter("ignore")
    sys.unraisablehook = lambda _: None
    # The thread of the database may still have an answer when the loop is closed.
    threading.excepthook = lambda _: None
    sys.exit(143)


if __name__ == "__main__":
    os.umask(0o077)
    signal.signal(signal.SIGTERM, _leave)
    with contextlib.suppress(OSError):  # the unit forbids it: then it is as urgent as the bot
        os.nice(19)
    outcome = _outcome(BackupJob.model_validate_json(sys.stdin.buffer.read()))
    # Whoever asked may be dead; a stream would complain of that once more at the end.
    with contextlib.suppress(BrokenPipeError):
        os.write(sys.stdout.fileno(), outcome.model_dump_json().encode())
