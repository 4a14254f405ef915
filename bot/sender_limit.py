"""How many commands somebody may send in a minute."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

_MINUTE = timedelta(minutes=1)


@dataclass
class _Recent:
    """When a sender's last answered commands were sent, and when they were told of the limit."""

    answered: deque[datetime] = field(default_factory=deque)
    told_at: datetime | None = None

    def is_idle(self, at: datetime) -> bool:
        return not self.answered or abs(at - self.answered[-1]) >= _MINUTE


@dataclass
class SenderLimit:
    """Counts commands per sender by the homeserver's time, so that a backlog counts as it was."""

    per_minute: int
    _senders: dict[str, _Recent] = field(default_factory=dict)

    def count(self, sender: str, at: datetime) -> int:
        """How many commands over the limit this one is: 0 may run, 1 is told, more is ignored."""
        self._forget_idle(at)
        recent = self._senders.setdefault(sender, _Recent())
        # A foreign homeserver may tell any time, also one far ahead: that counts for itself.
        recent.answered = deque(a for a in recent.answered if abs(at - a) < _MINUTE)
        if len(recent.answered) < self.per_minute:
            recent.answered.append(at)
            return 0
        if recent.told_at is not None and abs(at - recent.told_at) < _MINUTE:
            return 2
        recent.told_at = at
        return 1

    def _forget_idle(self, at: datetime) -> None:
        if len(self._senders) > 1000:
            busy = {s: r for s, r in self._senders.items() if not r.is_idle(at)}
            self._senders = busy
