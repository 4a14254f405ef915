"""The side of systemd of the socket over which a service tells how it is."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def listening(address: str) -> Iterator[Callable[[], list[str]]]:
    """Yield what returns all that was sent since the last time."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as receiving:
        receiving.bind("\0" + address[1:] if address.startswith("@") else address)
        receiving.setblocking(False)

        def received() -> list[str]:
            found = []
            while True:
                try:
                    found.append(receiving.recv(1000).decode())
                except BlockingIOError:
                    return found

        yield received
