"""A homeserver that answers at once, and counts: what the bot costs, without what others do."""

import asyncio
import contextlib
import itertools
import json
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

BOT = "@bot:example.org"
ADA = "@ada:example.org"


@dataclass
class FakeHomeserver:
    """`members` by room; `requests` counts them by method and kind, in `order` of arrival."""

    members: dict[str, list[str]]
    url: str = ""
    requests: Counter[str] = field(default_factory=Counter)
    order: list[str] = field(default_factory=list)
    sent: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    on_put: Callable[[], None] = lambda: None
    # By room: what is sent there is answered when the test says so.
    held: dict[str, asyncio.Event] = field(default_factory=dict)
    _timeline: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    _keys: dict[str, Any] = field(default_factory=dict)
    _ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        self.news = asyncio.Condition()

    async def say(
        self, room_id: str, *bodies: str, sender: str = ADA, at: float | None = None
    ) -> None:
        """Have a person say it; several lines come with one sync."""
        when = {} if at is None else {"origin_server_ts": int(at * 1000)}
        async with self.news:
            for body in bodies:
                content = {"msgtype": "m.text", "body": body}
                event = self._event("m.room.message", sender, content, **when)
                self._timeline.append((room_id, event))
            self.news.notify_all()

    async def post(self, room_id: str, kind: str, content: Any, *, sender: str = ADA) -> str:
        """Put an event into the room; return its id."""
        event = self._event(kind, sender, content)
        async with self.news:
            self._timeline.append((room_id, event))
            self.news.notify_all()
        return str(event["event_id"])

    async def answers(self, number: int) -> None:
        """Wait until so many events were sent to the rooms."""
        async with self.news:
            await self.news.wait_for(lambda: len(self.sent) >= number)

    def _event(self, kind: str, sender: str, content: Any, **more: Any) -> dict[str, Any]:
        now = 1_764_500_000_000
        event = {"type": kind, "sender": sender, "content": content, "origin_server_ts": now}
        return {**event, "event_id": f"$event{next(self._ids)}", **more}

    def _state(self, room_id: str) -> list[dict[str, Any]]:
        power = {"users": {BOT: 0}, "users_default": 0}
        kinds = {
            "m.room.create": {"room_version": "11"},
            "m.room.power_levels": power,
            "m.room.join_rules": {"join_rule": "invite"},
        }
        state = [self._event(kind, ADA, each, state_key="") for kind, each in kinds.items()]
        for user_id in self.members[room_id]:
            content = {"membership": "join", "displayname": user_id[1:].partition(":")[0]}
            state.append(self._event("m.room.member", user_id, content, state_key=user_id))
        return state

    async def answer(self, request: web.Request) -> web.Response:
        path = request.path.removeprefix("/_matrix/client/").removeprefix("v3/")
        kind = path if not path.startswith("rooms/") else path.split("/")[2]
        self._note(f"{request.method} {kind.partition('/@')[0]}")
        if path == "sync":
            return await self._sync(request)
        raw = await request.read()
        body = json.loads(raw) if raw.startswith(b"{") else {}
        if kind == "event":
            wanted = path.rpartition("/")[2]
            return web.json_response(next(e for _, e in self._timeline if e["event_id"] == wanted))
        if path.startswith("rooms/") and request.method == "PUT":
            return await self._put(path, body)
        return web.json_response(self._plain(path, body))

    def _note(self, kind: str) -> None:
        self.requests[kind] += 1
        self.order.append(kind)

    async def _put(self, path: str, body: dict[str, Any]) -> web.Response:
        self.on_put()
        room_id = path.split("/")[1]
        if room_id in self.held:
            await self.held[room_id].wait()
        async with self.news:
            self.sent.append((room_id, body))
            self.news.notify_all()
        return web.json_response({"event_id": f"$sent{len(self.sent)}"})

    def _plain(self, path: str, body: dict[str, Any]) -> Any:
        match path:
            case "versions":
                return {"versions": ["v1.11"]}
            case "account/whoami":
                return {"user_id": BOT, "device_id": "DEVICE"}
            case "keys/upload":
                self._keys |= {"DEVICE": body["device_keys"]} if "device_keys" in body else {}
                return {"one_time_key_counts": {"signed_curve25519": 50}}
            case "keys/query":
                return {"device_keys": {BOT: self._keys} if self._keys else {}, "failures": {}}
            case "joined_rooms":
                return {"joined_rooms": list(self.members)}
        return {"displayname": "Netzwerkbot"} if path.startswith("profile/") else {}

    async def _sync(self, request: web.Request) -> web.Response:
        since, wait = request.query.get("since"), int(request.query.get("timeout", "0")) / 1000
        # As Synapse, which has something to tell at once to whom it has told nothing.
        wait = 0 if since is None else wait
        begin = int(since or len(self._timeline))
        with contextlib.suppress(TimeoutError):
            async with self.news, asyncio.timeout(wait):
                await self.news.wait_for(lambda: len(self._timeline) > begin)
        full = since is None or request.query.get("full_state") == "true"
        return web.json_response(self.synced(begin, full=full))

    def synced(self, begin: int = 0, *, full: bool) -> dict[str, Any]:
        """Return what was said since then, with the whole state of the rooms if that is wanted."""
        joined: dict[str, Any] = {}
        for room_id in self.members if full else ():
            joined[room_id] = _room([], self._state(room_id))
        for room_id, event in self._timeline[begin:]:
            joined.setdefault(room_id, _room([], []))["timeline"]["events"].append(event)
        return {
            "next_batch": str(len(self._timeline)),
            "rooms": {"join": joined},
            "device_one_time_keys_count": {"signed_curve25519": 50},
            "device_unused_fallback_key_types": ["signed_curve25519"],
        }


def _room(timeline: list[Any], state: list[Any]) -> dict[str, Any]:
    return {
        "timeline": {"events": timeline, "limited": False, "prev_batch": "0"},
        "state": {"events": state},
    }


@asynccontextmanager
async def fake_homeserver(members: dict[str, list[str]]) -> AsyncIterator[FakeHomeserver]:
    """Everybody in `members` has joined; the bot has to be among them."""
    homeserver = FakeHomeserver(members)
    async with served(homeserver):
        yield homeserver


@asynccontextmanager
async def served(homeserver: FakeHomeserver) -> AsyncIterator[None]:
    application = web.Application(client_max_size=10_000_000)
    application.router.add_route("*", "/{path:.*}", homeserver.answer)
    # Nothing is what aiohttp takes for no limit.
    runner = web.AppRunner(application, shutdown_timeout=0.01)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    homeserver.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield
    finally:
        await runner.cleanup()
