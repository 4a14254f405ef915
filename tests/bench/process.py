"""A contestant as a process of its own, and what /proc says about it."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

_CPUCLOCK_SCHED = 2  # clock_getcpuclockid(3): the clock of another process is made from its id


class BotProcess:
    """Started, stopped and killed as often as a scenario wants; the output goes to a file."""

    def __init__(self, argv: Sequence[str], log: Path, directory: Path | None = None) -> None:
        self._argv = argv
        self._log = log
        self._directory = directory
        self._process: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int:
        if self._process is None:
            raise RuntimeError("not started")
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.returncode is None

    async def start(self, environment: Mapping[str, str] | None = None) -> None:
        with self._log.open("ab") as output:
            self._process = await asyncio.create_subprocess_exec(
                *self._argv,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=self._directory,
                env={**os.environ, **(environment or {})},
            )

    async def stop(self, signal_number: int = signal.SIGTERM) -> None:
        """Ask to end; after ten seconds, insist."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.returncode is None:
            process.send_signal(signal_number)
        try:
            async with asyncio.timeout(10):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()

    async def kill(self) -> None:
        await self.stop(signal.SIGKILL)

    def resident_mb(self) -> float:
        for line in Path(f"/proc/{self.pid}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        raise RuntimeError("no VmRSS")

    def cpu_seconds(self) -> float:
        """User and system time of all threads; /proc/PID/stat would have steps of 10 ms."""
        return time.clock_gettime((~self.pid << 3) | _CPUCLOCK_SCHED)


@asynccontextmanager
async def running(processes: Sequence[BotProcess]) -> AsyncIterator[None]:
    """Whatever happens inside, nothing is left behind."""
    try:
        yield
    finally:
        for process in processes:
            await asyncio.shield(process.stop())
