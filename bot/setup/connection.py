"""The homeserver during the dialogue: find it, log in for a while, try again where it fails."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TypeVar

import aiohttp

from bot.matrix.api import Api, RefusedError, UnreachableError, proxy_of, retry_after
from bot.matrix.greeting import AstrayError, delegated, greet
from bot.matrix.session import WrongCredentialError, log_in
from bot.process.failures import unreachable
from bot.setup.answers import AnswerSource, SetupQuestion
from bot.setup.inputs import Site
from bot.texts import setup as texts
from bot.texts import setup_written as written

T = TypeVar("T")
Work = Callable[[Api], Awaitable[T]]
# One and the same, so that a call that was killed leaves no second device.
DEVICE = "NETZWERKBOTINIT"
_TOO_MANY = 429
# Seconds in all that one request waits for a homeserver that asks for a pause.
_PATIENCE = 600.0


@dataclass
class SetupConnection:
    """Does one request after the other; nothing else happens while a person thinks."""

    answers: AnswerSource
    url: str = ""
    user_id: str = ""
    token: str | None = None
    # Whether the token is of a device that only exists for this dialogue.
    is_passing: bool = False

    def once(self, work: Work[T]) -> T:
        """Raises UnreachableError, RefusedError."""
        return asyncio.run(self._with_http(work))

    async def _with_http(self, work: Work[T]) -> T:
        async with aiohttp.ClientSession(proxy=proxy_of(self.url)) as http:
            return await work(Api(http, self.url, self.token))

    def run(self, work: Work[T]) -> T:
        """Wait where the homeserver wants a pause; where it is away let the person try again.

        Raises RefusedError, Failure.
        """
        patience = _PATIENCE
        while True:
            try:
                return self.once(work)
            except UnreachableError as error:
                self._try_again(unreachable(error, self.url))
            except RefusedError as error:
                if error.status != _TOO_MANY:
                    raise
                pause = max(1.0, retry_after(error))
                patience -= pause
                if patience < 0:
                    self._try_again(texts.pause_too_long(pause))
                    patience = _PATIENCE
                    continue
                self.answers.say(texts.pausing(pause))
                time.sleep(pause)

    def _try_again(self, why: str) -> None:
        self.answers.refuse(f"{why} {texts.GO_ON}", passes=True)
        self.answers.read(SetupQuestion("", texts.AGAIN, ""))

    def enter(self, account: str, password: str) -> None:
        """Log in until `leave`. Raises WrongCredentialError, RefusedError."""
        answer = self.run(
            lambda api: log_in(api, account, password, written.DEVICE_NAME, device_id=DEVICE)
        )
        self.user_id, self.token, self.is_passing = answer["user_id"], answer["access_token"], True

    def enter_with(self, token: str) -> None:
        """Use the access token of the bot. Raises WrongCredentialError, RefusedError."""

        async def user_id(api: Api) -> str:
            answer = await replace(api, access_token=token).call("GET", "v3/account/whoami")
            return str(answer["user_id"])

        try:
            self.user_id = self.run(user_id)
        except RefusedError as error:
            raise WrongCredentialError from error
        self.token = token

    def leave(self) -> None:
        """Log out, so that nothing stays of this dialogue; one more try comes with the next."""
        if self.token is None or not self.is_passing:
            return
        try:
            self.once(lambda api: api.call("POST", "v3/logout", {}))
        except (UnreachableError, RefusedError):
            self.answers.say(texts.not_logged_out(DEVICE))
        self.token = None


async def find(api: Api, site: Site) -> str:
    """Return the URL of the homeserver, which may be on another host than its name says.

    Raises UnreachableError, RefusedError.
    """
    if site.is_name:
        named = await delegated(api)
        if named is not None:
            await greet(replace(api, homeserver=named))
            return named
    try:
        await greet(api)
    except AstrayError as error:
        if error.homeserver is None:
            raise
        await greet(replace(api, homeserver=error.homeserver))
        return error.homeserver
    return api.homeserver


async def takes_passwords(api: Api) -> bool:
    """Return whether people log in there with a password. Raises UnreachableError, RefusedError."""
    answer = await api.call("GET", "v3/login")
    flows = answer.get("flows") if isinstance(answer, dict) else None
    kinds = [flow.get("type") for flow in flows or [] if isinstance(flow, dict)]
    return "m.login.password" in kinds
