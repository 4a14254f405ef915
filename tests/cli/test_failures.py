"""What ends the program is one sentence, also when it comes out of groups of tasks."""

import asyncio
from pathlib import Path

import pytest

from bot.config.sections import Config
from bot.matrix.session import WrongCredentialError
from bot.process.failures import explained
from bot.process.lifecycle import Failure
from tests.support.serving import configured


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return configured(tmp_path)


@pytest.mark.parametrize(
    "error",
    [
        Failure("ein Satz"),
        ExceptionGroup("tasks", [Failure("ein Satz")]),
        ExceptionGroup("tasks", [ExceptionGroup("more", [Failure("ein Satz")])]),
        BaseExceptionGroup("tasks", [Failure("ein Satz"), Failure("noch einer")]),
    ],
)
def test_a_failure_comes_out_of_its_groups(config: Config, error: BaseException) -> None:
    with pytest.raises(Failure, match="ein Satz"), explained(config):
        raise error


def test_what_tasks_raise_while_running_is_explained(config: Config) -> None:
    async def lose_the_account() -> None:
        raise WrongCredentialError

    async def work() -> None:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(asyncio.sleep(60))
            tasks.create_task(lose_the_account())

    with pytest.raises(Failure, match=r"@bot:example\.org"), explained(config):
        asyncio.run(work())


@pytest.mark.parametrize("error", [ZeroDivisionError(), KeyboardInterrupt(), SystemExit(3)])
def test_what_nobody_can_do_something_about_stays_as_it_is(
    config: Config, error: BaseException
) -> None:
    with pytest.raises(type(error)), explained(config):
        raise error
    with pytest.raises(BaseExceptionGroup) as info, explained(config):
        raise BaseExceptionGroup("tasks", [Failure("ein Satz"), error])
    assert error in info.value.exceptions
