"""When the management is not disturbed: at night and on weekends."""

from datetime import datetime
from zoneinfo import ZoneInfo

_FRIDAY = 4
_FROM_HOUR, _TO_HOUR = 8, 18


def is_working_time(moment: datetime, zone: ZoneInfo) -> bool:
    """Monday to Friday, 8 to 18; holidays differ from Land to Land and are not known."""
    local = moment.astimezone(zone)
    return local.weekday() <= _FRIDAY and _FROM_HOUR <= local.hour < _TO_HOUR
