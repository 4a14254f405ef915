"""Do what deploy/Containerfile says, step by step, where no builder and no base image is to be had.

In place of the base image are /usr and /etc of this machine, for reading only, and this Python as
/usr/local. A container is a process with mounts, process ids and an account of its own, as
`podman run --read-only --tmpfs /tmp --cap-drop all --network host` would start it.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILE = ROOT / "deploy" / "Containerfile"
_PYTHON = Path(sys.base_prefix)
_NEEDED = ("unshare", "chroot", "setpriv")
_MOUNTS = """
set -e
mount --make-rprivate /
mount --bind "$root" "$root"
for each in usr etc; do mount --bind -o ro /$each "$root/$each"; done
mount --bind -o ro "$python" "$root/usr/local"
mount --rbind /dev "$root/dev"
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
"""
_BUILDS = 'mkdir -p "$root$PIP_CACHE_DIR"; mount --bind "$cache" "$root$PIP_CACHE_DIR"\n'
_RUNS = """
for each in usr etc usr/local; do mount -o remount,bind,ro "$root/$each"; done
while read -r place volume; do
  mkdir -p "$root$place"
  mount --bind "$volume" "$root$place"
done <<< "$mounts"
mount -o remount,bind,ro "$root"
"""
_NO_MORE_RIGHTS = (
    *("--clear-groups", "--no-new-privs", "--bounding-set", "-all", "--inh-caps", "-all"),
)


def missing() -> str | None:
    """Return why it cannot be done here; None if it can."""
    lacking = [name for name in _NEEDED if shutil.which(name) is None]
    if lacking or os.geteuid() != 0:
        return f"it takes root and {', '.join(lacking or _NEEDED)}"
    if not (_PYTHON / "bin" / "python").exists() or Path("/bin").resolve() != Path("/usr/bin"):
        return "this machine has not the folders of the base image"
    done = subprocess.run(["unshare", "-mpf", "true"], check=False, capture_output=True)
    return "mounts of one's own are not allowed here" if done.returncode else None


def instructions(file: Path = FILE) -> Iterator[tuple[str, str]]:
    """Yield each with what follows it, on one line."""
    text = re.sub(r"(?m)^\s*#.*\n", "", file.read_text(encoding="utf-8"))
    for line in re.sub(r"\\\n\s*", " ", text).splitlines():
        if line.strip():
            name, _, value = line.partition(" ")
            yield name, value.strip()


@dataclass
class Image:
    """A stage of the file: its folders, and how its containers are started."""

    root: Path
    environment: dict[str, str] = field(default_factory=dict)
    folder: str = "/"
    user: str = "0:0"
    volume: str = ""
    entry: Sequence[str] = ()
    command: Sequence[str] = ()
    health: Sequence[str] = ()

    def make_folders(self) -> None:
        for name in ("usr", "etc", "dev", "proc", "tmp", "opt", "root", "var"):
            (self.root / name).mkdir(parents=True)
        for name in ("bin", "sbin", "lib", "lib64"):
            (self.root / name).symlink_to(f"usr/{name}")

    def run_step(self, command: str) -> None:
        """Run it as root, with the index that pip is set up for on this machine."""
        kept = ("PIP_", "SSL_", "http", "HTTP", "no_proxy", "REQUESTS_")
        environment = {k: v for k, v in os.environ.items() if k.startswith(kept)}
        environment |= {"PATH": "/usr/local/bin:/usr/bin:/bin", "LD_LIBRARY_PATH": "/usr/local/lib"}
        environment |= {"PIP_CACHE_DIR": "/var/pip", "PIP_ROOT_USER_ACTION": "ignore"}
        environment |= self.environment
        cache = Path.home() / ".cache" / "pip"
        cache.mkdir(parents=True, exist_ok=True)
        words = ["env", "-i", "-C", self.folder, *_set(environment), "sh", "-ec", command]
        variables = {"root": self.root, "python": _PYTHON, "cache": cache}
        script = f'{_MOUNTS}{_BUILDS}exec chroot "$root" "$@"'
        named = {k: str(v) for k, v in variables.items()} | {"PIP_CACHE_DIR": "/var/pip"}
        subprocess.run(
            ["unshare", "-m", "bash", "-c", script, "step", *words],
            check=True,
            env=os.environ | named,
            stdout=subprocess.DEVNULL,
        )

    def words(
        self, mounts: Mapping[str, Path], command: Sequence[str], **environment: str
    ) -> list[str]:
        """Return what starts a container with this command; mounts by their place there."""
        uid, gid = self.user.split(":")
        become = ["setpriv", "--reuid", uid, "--regid", gid, *_NO_MORE_RIGHTS]
        settings = {"LD_LIBRARY_PATH": "/usr/local/lib"} | self.environment | environment
        started = ["env", "-i", "-C", self.folder, *_set(settings), *command]
        variables = {
            "root": str(self.root),
            "python": str(_PYTHON),
            "mounts": "\n".join(f"{place} {path}" for place, path in mounts.items()),
        }
        script = f'{_MOUNTS}{_RUNS}exec chroot "$root" "$@"'
        apart = ["unshare", "-mpf", "--kill-child=SIGTERM", "bash", "-c", script, "container"]
        return ["env", *_set(variables), *apart, *become, *started]


def _set(variables: Mapping[str, str]) -> list[str]:
    return [f"{name}={value}" for name, value in variables.items()]


def build(context: Path, folder: Path) -> Image:
    """Return the image of the last stage. Raises CalledProcessError with the first failing step."""
    stages: dict[str, Image] = {}
    image = Image(folder)
    for name, value in instructions(context / FILE.relative_to(ROOT)):
        if name == "FROM":
            image = Image(folder / str(len(stages)))
            image.make_folders()
            stages[value.rpartition(" AS ")[2]] = image
        else:
            _do(image, name, value, context, stages)
    return image


def _do(image: Image, name: str, value: str, context: Path, stages: Mapping[str, Image]) -> None:
    match name:
        case "RUN":
            image.run_step(value)
        case "COPY":
            *sources, target = shlex.split(value)
            place = image.root / str(Path(image.folder, target)).removeprefix("/")
            if sources[0].startswith("--from="):
                stage = stages[sources.pop(0).removeprefix("--from=")]
                copied = stage.root / sources[0].removeprefix("/")
                shutil.copytree(copied, place, symlinks=True, dirs_exist_ok=True)
                return
            for source in sources:
                _copy(context / source, place, into=target.endswith("/"))
        case "ENV":
            image.environment |= dict(each.split("=", 1) for each in shlex.split(value))
        case "WORKDIR":
            image.folder = value
            (image.root / value.removeprefix("/")).mkdir(parents=True, exist_ok=True)
        case "USER":
            image.user = value
        case "VOLUME":
            image.volume = value
        case "ENTRYPOINT":
            image.entry = json.loads(value)
        case "CMD":
            image.command = json.loads(value)
        case "HEALTHCHECK":
            image.health = json.loads(value.partition(" CMD ")[2])
        case "STOPSIGNAL":
            assert value == "SIGTERM"
        case _:
            raise AssertionError(name)


def _copy(source: Path, place: Path, *, into: bool) -> None:
    """Copy a folder's content, or a file, from what the builder is sent."""
    if source.is_dir():
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(source, place, dirs_exist_ok=True, ignore=ignored)
    else:
        (place if into else place.parent).mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, place / source.name if into else place)
