"""How long ago something was, in words."""

from datetime import timedelta

_UNITS = (
    (86_400, "einem Tag", "Tagen"),
    (3_600, "einer Stunde", "Stunden"),
    (60, "einer Minute", "Minuten"),
    (1, "einer Sekunde", "Sekunden"),
)


def since(duration: timedelta) -> str:
    """What follows "vor" and "seit": "einem Tag", "3 Stunden"; the largest unit is enough."""
    seconds = int(duration.total_seconds())
    for length, one, many in _UNITS:
        count = seconds // length
        if count > 0:
            return one if count == 1 else f"{count} {many}"
    return "weniger als einer Sekunde"
