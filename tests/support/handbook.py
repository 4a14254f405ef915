"""Type what the operator's handbook shows, as root of a machine that is thrown away afterwards.

Own mounts and processes keep the real one as it is. Not shown are systemd and the registry: what
stands for them is in STAND_INS; every other line of the handbook runs as it stands.
"""

import asyncio
import os
import re
import shutil
import subprocess
import sysconfig
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from textwrap import dedent

ROOT = Path(__file__).parents[2]
HANDBOOK = ROOT / "docs" / "handbuch-betrieb.md"
_SHIPPED = (
    *("bot", "commands", "storage", "deploy", "docs", "requirements"),
    *("README.md", "NOTICE", "config.example.toml", "pyproject.toml"),
)
_PYTHON = "/usr/bin/python3"  # what the handbook means
_NEEDED = ("unshare", "adduser", "runuser", "openssl", "curl", _PYTHON)
_END = "--- end of the block ---"

_MACHINE = f"""
set -e
mount -t tmpfs tmpfs /mnt
for folder in /etc /opt /var; do
  mkdir -p /mnt$folder /mnt/work$folder
  mount -t overlay overlay -o lowerdir=$folder,upperdir=/mnt$folder,workdir=/mnt/work$folder $folder
done
mount -t tmpfs tmpfs /run
mkdir /run/blocks /opt/packages /opt/program
mount --bind "$1" /run/blocks
mount --bind "$2" /opt/packages
cp -r {" ".join(f'"$3/{name}"' for name in _SHIPPED)} /opt/program
mount -t tmpfs tmpfs /tmp
mkdir -p /etc/systemd/system /var/backups
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
unset VIRTUAL_ENV
umask 022
shopt -s expand_aliases
cd /opt/program
"""

STAND_INS = r"""
unit=/etc/systemd/system/netzwerkbot.service
apt-get() { true; }
journalctl() { cat /run/journal; }
packages_of_here() { echo /opt/packages > "$(echo .venv/lib/*/site-packages)/here.pth"; }
systemctl() {
  case "$*" in
    daemon-reload) ;;
    "start netzwerkbot" | "enable --now netzwerkbot")
      mkdir -p /run/credentials
      sed -n 's/^LoadCredential=\(.*\):\(.*\)/\1 \2/p' $unit | while read -r name path; do
        install -o netzwerkbot -m 400 "$path" "/run/credentials/$name"
      done
      : > /run/journal
      (cd / && exec runuser -u netzwerkbot -- \
        env $(sed -n 's/^Environment=//p' $unit | sed 's|%d|/run/credentials|') \
        $(sed -n 's/^ExecStart=//p' $unit)) >> /run/journal 2>&1 &
      until_ready $! ;;
    "stop netzwerkbot" | "disable --now netzwerkbot") pkill -u netzwerkbot && wait ;;
    *) false ;;
  esac
}
until_ready() {
  until grep -q 'bereit$' /run/journal; do
    kill -0 "$1" || { cat /run/journal; return 1; }
    sleep 0.2
  done
}
"""
_INSTEAD = {
    "pip install --require-hashes -r requirements/run.txt": "python --version; packages_of_here",
    ".venv/bin/pip install --no-deps .": (
        "PYTHONPATH=/opt/packages .venv/bin/pip install -q --no-index --no-build-isolation"
        " --no-deps ."
    ),
}


def missing() -> str | None:
    """Why it cannot be shown here; None if it can."""
    lacking = [name for name in _NEEDED if shutil.which(name) is None]
    if lacking or os.geteuid() != 0:
        return f"it takes root and {', '.join(lacking or _NEEDED)}"
    version = f"{sysconfig.get_python_version()}\n"
    tries = {
        ("unshare", "-mpf", "--mount-proc", "true"): "",
        (_PYTHON, "-c", "import ensurepip, sys; print('%d.%d' % sys.version_info[:2])"): version,
    }
    for words, wanted in tries.items():
        done = subprocess.run(words, check=False, capture_output=True, text=True)
        if done.returncode != 0 or done.stdout != wanted:
            return f"{' '.join(words)} does not work here"
    return None


def blocks(heading: str) -> list[str]:
    """Return what is shown indented below the heading, given without its number."""
    text = HANDBOOK.read_text(encoding="utf-8")
    _, chapter = re.split(rf"\n##+ (?:\d+\. )?{re.escape(heading)}\n", text)
    chapter = chapter.partition("\n#")[0]
    found: list[list[str]] = [[]]
    for line in chapter.splitlines():
        if line.startswith("    "):
            found[-1].append(line)
        elif line and found[-1]:
            found.append([])
    return [dedent("\n".join(lines)) for lines in found if lines]


@dataclass
class Machine:
    """`shared` is /run/blocks there."""

    _process: asyncio.subprocess.Process
    shared: Path
    _numbers: "count[int]"

    async def type(self, commands: str) -> str:
        """Return what they print. Fails with the first that fails."""
        for shown, typed in _INSTEAD.items():
            commands = commands.replace(shown, typed)
        number = next(self._numbers)
        (self.shared / f"{number}.sh").write_text(commands, encoding="utf-8")
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f". /run/blocks/{number}.sh < /dev/null\n".encode())
        self._process.stdin.write(f"echo; echo {_END}\n".encode())
        said = ""
        while line := (await self._process.stdout.readline()).decode():
            if line.strip() == _END:
                return said
            said += line
        raise AssertionError(f"{commands}\n--- ended with ---\n{said}")


@asynccontextmanager
async def machine(folder: Path) -> AsyncIterator[Machine]:
    script = folder / "machine.sh"
    script.write_text(f"{_MACHINE}{STAND_INS}", encoding="utf-8")
    words = ["unshare", "-mpf", "--mount-proc", "--kill-child", "bash", "-s", folder]
    words += [sysconfig.get_path("purelib"), ROOT]
    process = await asyncio.create_subprocess_exec(
        *map(str, words),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    assert process.stdin is not None
    process.stdin.write(script.read_bytes())
    try:
        yield Machine(process, folder, count(1))
    finally:
        process.kill()
        await process.wait()
