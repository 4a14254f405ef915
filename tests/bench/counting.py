"""What was lost, doubled or out of order, and the middle of what was measured."""

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Tally:
    """Commands asked; of these unanswered; answers too many; answers behind a later command's."""

    asked: int = 0
    lost: int = 0
    doubled: int = 0
    swapped: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.asked + other.asked,
            self.lost + other.lost,
            self.doubled + other.doubled,
            self.swapped + other.swapped,
        )


def tally(asked: Sequence[str], answered: Sequence[str]) -> Tally:
    """Both in the order of one room's timeline: commands, and the commands that were answered."""
    place = {event_id: index for index, event_id in enumerate(asked)}
    replies = [event_id for event_id in answered if event_id in place]
    counted = Counter(replies)
    return Tally(
        asked=len(asked),
        lost=len(place) - len(counted),
        doubled=len(replies) - len(counted),
        swapped=_overtaken([place[event_id] for event_id in dict.fromkeys(replies)]),
    )


def _overtaken(places: Sequence[int]) -> int:
    furthest, overtaken = -1, 0
    for place in places:
        overtaken += place < furthest
        furthest = max(furthest, place)
    return overtaken


def median(values: Sequence[float]) -> float | None:
    return statistics.median(values) if values else None


def ratio(ours: Sequence[float], floor: Sequence[float]) -> float | None:
    """Median of the quotients, round by round: noise that lasts longer than a round cancels."""
    pairs = zip(ours, floor, strict=False)
    return median([own / least for own, least in pairs if least > 0])
