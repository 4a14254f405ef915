"""A Synapse of its own on loopback, for the demo and the tests: start, register, stop."""

import asyncio
import hashlib
import hmac
import json
import secrets
import socket
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from bot.matrix.api import Api
from bot.matrix.session import log_in

UNLIMITED = {"per_second": 1e6, "burst_count": 1_000_000}
RELAXED_LIMITS: Mapping[str, object] = {
    "rc_message": UNLIMITED,
    "rc_registration": UNLIMITED,
    "rc_login": {"address": UNLIMITED, "account": UNLIMITED, "failed_attempts": UNLIMITED},
    "rc_joins": {"local": UNLIMITED, "remote": UNLIMITED},
    "rc_joins_per_room": UNLIMITED,
    "rc_invites": {"per_room": UNLIMITED, "per_user": UNLIMITED, "per_issuer": UNLIMITED},
    "rc_room_creation": UNLIMITED,
    "rc_admin_redaction": UNLIMITED,
    "rc_key_requests": UNLIMITED,
    "rc_media_create": UNLIMITED,
    "rc_user_directory": UNLIMITED,
}


# Linux ends it together with its parent (PR_SET_PDEATHSIG), even if that is killed.
_SYNAPSE = """
import ctypes, runpy, sys
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, 15)
runpy.run_module("synapse.app.homeserver", run_name="__main__", alter_sys=True)
"""


class HomeserverError(Exception):
    """Synapse could not be started; the text is for the user."""


class PortInUseError(HomeserverError):
    """Another program listens on the port."""


@dataclass(frozen=True)
class Account:
    """A registered user, logged in with a device."""

    user_id: str
    access_token: str
    device_id: str


class Homeserver:
    """A Synapse with SQLite in `directory`, which can be stopped and started again."""

    def __init__(
        self, directory: Path, port: int, *, extra: Mapping[str, object] | None = None
    ) -> None:
        self.directory = directory
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self._extra = extra or {}
        self._process: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int | None:
        return None if self._process is None else self._process.pid

    @property
    def _secret(self) -> str:
        """Return the secret from its file, so that a later start can register users, too."""
        path = self.directory / "registration_secret"
        if not path.exists():
            path.write_text(secrets.token_hex(32), encoding="ascii")
            path.chmod(0o600)
        return path.read_text(encoding="ascii")

    def _write_config(self) -> Path:
        folder = str(self.directory)
        config: dict[str, object] = {
            "server_name": "localhost",
            "public_baseurl": self.url,
            "pid_file": f"{folder}/homeserver.pid",
            "signing_key_path": f"{folder}/signing.key",
            "media_store_path": f"{folder}/media",
            "log_config": f"{folder}/log.json",
            "listeners": [
                {
                    "port": self.port,
                    "bind_addresses": ["127.0.0.1"],
                    "type": "http",
                    "tls": False,
                    "resources": [{"names": ["client"], "compress": False}],
                }
            ],
            "database": {"name": "sqlite3", "args": {"database": f"{folder}/homeserver.db"}},
            "registration_shared_secret": self._secret,
            "macaroon_secret_key": hashlib.sha256(f"m{self._secret}".encode()).hexdigest(),
            "form_secret": hashlib.sha256(f"f{self._secret}".encode()).hexdigest(),
            "report_stats": False,
            "trusted_key_servers": [],
            "suppress_key_server_warning": True,
            "federation_domain_whitelist": [],
            "presence": {"enabled": False},
            "bcrypt_rounds": 4,
            **RELAXED_LIMITS,
            **self._extra,
        }
        path = self.directory / "homeserver.json"
        path.write_text(json.dumps(config), encoding="utf-8")
        (self.directory / "log.json").write_text(json.dumps(_log_config(folder)), encoding="utf-8")
        return path

    async def start(self) -> None:
        """Start and wait until it answers. Raises HomeserverError, PortInUseError."""
        self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        _refuse_used_port(self.port)
        config = self._write_config()
        # A process group of its own: Ctrl-C reaches only the demo, which then stops Synapse.
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            _SYNAPSE,
            "-c",
            str(config),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,
        )
        await self._until_healthy(self._process)

    async def _until_healthy(self, process: asyncio.subprocess.Process) -> None:
        async with aiohttp.ClientSession() as session:
            for _ in range(1200):
                if process.returncode is not None:
                    raise HomeserverError(await _last_line(process))
                try:
                    async with session.get(f"{self.url}/health") as response:
                        if response.status == 200:
                            return
                except aiohttp.ClientError:
                    pass
                await asyncio.sleep(0.05)
        await self.stop()
        raise HomeserverError("no answer within a minute")

    async def stop(self) -> None:
        process, self._process = self._process, None
        if process is None or process.returncode is not None:
            return
        process.terminate()
        try:
            async with asyncio.timeout(10):
                await process.communicate()
        except TimeoutError:
            process.kill()
            await process.communicate()

    async def register(self, localpart: str, password: str, *, admin: bool = False) -> Account:
        """Create the user, or log in if they exist."""
        url = f"{self.url}/_synapse/admin/v1/register"
        async with aiohttp.ClientSession() as session:
            async with session.get(url) as response:
                nonce = str((await response.json())["nonce"])
            fields = [nonce, localpart, password, "admin" if admin else "notadmin"]
            mac = hmac.new(self._secret.encode(), "\0".join(fields).encode(), hashlib.sha1)
            body = {
                "nonce": nonce,
                "username": localpart,
                "password": password,
                "admin": admin,
                "mac": mac.hexdigest(),
            }
            async with session.post(url, json=body) as response:
                answer = await response.json()
            if answer.get("errcode") == "M_USER_IN_USE":
                answer = await log_in(Api(session, self.url), localpart, password, "demo")
        if "access_token" not in answer:
            raise HomeserverError(f"{localpart}: {answer.get('errcode')}")
        return Account(answer["user_id"], answer["access_token"], answer["device_id"])


@asynccontextmanager
async def running_homeserver(
    directory: Path, port: int = 0, *, extra: Mapping[str, object] | None = None
) -> AsyncIterator[Homeserver]:
    """Start a homeserver and stop it at the end; port 0 takes a free one."""
    homeserver = Homeserver(directory, port or free_port(), extra=extra)
    try:
        await homeserver.start()
        yield homeserver
    finally:
        await asyncio.shield(homeserver.stop())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _refuse_used_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise PortInUseError(str(port)) from error


async def _last_line(process: asyncio.subprocess.Process) -> str:
    _, errors = await process.communicate()
    lines = errors.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else f"exit code {process.returncode}"


def _log_config(folder: str) -> dict[str, object]:
    return {
        "version": 1,
        "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
        "handlers": {
            "file": {
                "class": "logging.handlers.RotatingFileHandler",
                "formatter": "line",
                "filename": f"{folder}/homeserver.log",
                "maxBytes": 5_000_000,
                "backupCount": 1,
                "encoding": "utf-8",
            }
        },
        "root": {"level": "WARNING", "handlers": ["file"]},
        "disable_existing_loggers": False,
    }
