"""Containers of the image that was made here, and what the handbook has podman do with them."""

import asyncio
import os
import shlex
import signal
import subprocess
from argparse import REMAINDER, ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.containerfile import Image
from tests.support.waiting import PATIENCE

# It finds no time zones of the machine, and leaves the machine in peace.
_ENVIRONMENT = {"PYTHONTZPATH": "", "NETZWERKBOT_SUBMISSIONS__CHECK_LINKS": "false"}


@dataclass
class Container:
    """`mounts` are paths of this machine by those in the container."""

    image: Image
    mounts: Mapping[str, Path]
    log_file: Path
    process: asyncio.subprocess.Process | None = None

    def ran(self, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run another command, as `podman exec` would, with the same mounts."""
        words = self.image.words(self.mounts, command, **_ENVIRONMENT, **variables)
        return subprocess.run(words, check=False, capture_output=True, text=True, cwd="/")

    async def start(self) -> None:
        command = (*self.image.entry, *self.image.command)
        with self.log_file.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                *self.image.words(self.mounts, command, **_ENVIRONMENT),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
            )

    @property
    def log(self) -> str:
        return self.log_file.read_text(encoding="utf-8")

    async def stop(self) -> int:
        """Send SIGTERM to its first process, as `podman stop` does."""
        assert self.process is not None
        os.kill(_child(self.process.pid), signal.SIGTERM)
        async with asyncio.timeout(PATIENCE):
            return await self.process.wait()

    async def end(self) -> None:
        if self.process is not None and self.process.returncode is None:
            self.process.kill()
            await self.process.wait()


def _child(pid: int) -> int:
    return int(Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii"))


def _parser() -> ArgumentParser:
    """Read what is said to podman; an option that the handbook does not show is an error."""
    parser = ArgumentParser("podman", exit_on_error=False)
    verbs = parser.add_subparsers(dest="verb", required=True)
    run, execute = verbs.add_parser("run"), verbs.add_parser("exec")
    for option in ("--rm", "--read-only", "-d", "-i", "-t"):
        run.add_argument(option, action="store_true")
    for option in ("--name", "--restart", "--tmpfs", "--cap-drop", "--security-opt", "--memory"):
        run.add_argument(option)
    run.add_argument("-v", action="append", dest="mounts", default=[])
    for verb in (run, execute):
        verb.add_argument("-e", action="append", dest="variables", default=[])
        verb.add_argument("about")
        verb.add_argument("command", nargs=REMAINDER)
    build, tag, logs = (verbs.add_parser(name) for name in ("build", "tag", "logs"))
    for option in ("--format", "-t", "-f"):
        build.add_argument(option, required=True)
    build.add_argument("context")
    tag.add_argument("about")
    tag.add_argument("name")
    logs.add_argument("--tail", type=int)
    for verb in (logs, *(verbs.add_parser(name) for name in ("stop", "start", "rm"))):
        verb.add_argument("about")
    return parser


@dataclass
class Podman:
    """`places` are paths of this machine by those of the handbook; commands run in `folder`."""

    built: Image
    places: Mapping[str, Path]
    folder: Path
    images: dict[str, Image] = field(default_factory=dict)
    containers: dict[str, Container] = field(default_factory=dict)

    async def type(self, block: str) -> str:
        """Return what the lines print. Fails with the first that fails."""
        said = ""
        for line in block.replace("\\\n", "").splitlines():
            for shown, here in self.places.items():
                line = line.replace(shown, str(here))
            program, *words = shlex.split(line)
            if program == "podman":
                said += await self._do(_parser().parse_args(words))
            else:
                said += _printed(await asyncio.to_thread(self._typed, line))
        return said

    async def _do(self, asked: Namespace) -> str:
        match asked.verb:
            case "build":
                self.images[asked.t] = self.built
            case "tag":
                self.images[asked.name] = self.images[asked.about]
            case "run":
                return await self._run(asked)
            case "exec":
                return await self._executed(self.containers[asked.about], asked, asked.command)
            case "logs":
                return "\n".join(self.containers[asked.about].log.splitlines()[-asked.tail :])
            case "stop":
                assert await self.containers[asked.about].stop() == 0
            case "start":
                await self.containers[asked.about].start()
            case "rm":
                process = self.containers.pop(asked.about).process
                assert process is not None
                assert process.returncode is not None
        return ""

    async def _run(self, asked: Namespace) -> str:
        assert asked.read_only  # as it is started here
        image = self.images[asked.about]
        mounts = {place: Path(here) for here, place in (each.split(":") for each in asked.mounts)}
        container = Container(image, mounts, self.folder / "container.log")
        if not asked.d:
            return await self._executed(container, asked, [*image.entry, *asked.command])
        assert asked.name not in self.containers
        self.containers[asked.name] = container
        await container.start()
        return ""

    async def _executed(
        self, container: Container, asked: Namespace, command: Sequence[str]
    ) -> str:
        variables = dict(each.split("=", 1) for each in asked.variables)
        return _printed(await asyncio.to_thread(container.ran, *command, **variables))

    def _typed(self, line: str) -> subprocess.CompletedProcess[str]:
        words = ("bash", "-ec", line)
        return subprocess.run(words, check=False, capture_output=True, text=True, cwd=self.folder)

    async def end(self) -> None:
        for container in self.containers.values():
            await container.end()


def _printed(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 0, done
    return done.stdout
