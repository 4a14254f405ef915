"""Limits for a library on the calendar of a stranger, and the errors that it may raise."""

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

_MOST_SECONDS = 10.0
_SECONDS_EACH = 1.0
_MOST_TIMEOUTS = 2
# Raised by libraries on bad input; other errors stay visible, as they are bugs of the bot.
FAULTS = (
    ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TimeoutError,
    TypeError, ValueError,
)  # fmt: skip


class Effort:
    """The processor time that libraries spend on one calendar."""

    def __init__(self) -> None:
        self._end = time.process_time() + _MOST_SECONDS
        self._timeouts = 0

    @property
    def is_spent(self) -> bool:
        return self._timeouts >= _MOST_TIMEOUTS or time.process_time() > self._end

    @contextmanager
    def limited(self) -> Iterator[None]:
        """Raise TimeoutError in the block after a second, or at once if all is spent.

        Windows cannot; there only the process as a whole is limited.
        """
        if self.is_spent:
            raise TimeoutError
        if sys.platform == "win32":
            yield
            return
        before = signal.signal(signal.SIGVTALRM, self._stop)
        signal.setitimer(signal.ITIMER_VIRTUAL, _SECONDS_EACH)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.signal(signal.SIGVTALRM, before)

    def _stop(self, *_: object) -> None:
        self._timeouts += 1
        raise TimeoutError
