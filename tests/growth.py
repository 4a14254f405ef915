"""How much longer a long text takes."""

from collections.abc import Callable
from time import process_time


def growth(read: Callable[[str], object], piece: str) -> float:
    """Of four times the text: about 4 if each character takes its time, 16 if all do together."""
    return _seconds(read, piece, 4000) / _seconds(read, piece, 1000)


def _seconds(read: Callable[[str], object], piece: str, length: int) -> float:
    """The best of several, because others use the machine, too."""
    text = (piece * length)[:length]
    taken = []
    for _ in range(5):
        start = process_time()
        read(text)
        taken.append(process_time() - start)
    return min(taken)
