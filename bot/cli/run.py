"""netzwerkbot run: the bot itself, until it is stopped."""

import asyncio
import signal

import typer

from bot import config, logs
from bot.app import open_app
from bot.cli.options import ConfigFile
from bot.failures import explained
from commands.texts import cli as texts

app = typer.Typer()


@app.command("run", help=texts.RUN)
def run_command(config_file: ConfigFile) -> None:
    settings = config.load(config_file)
    logs.set_up(settings.logging)
    with explained(settings):
        asyncio.run(_run(settings))


async def _run(settings: config.Config) -> None:
    """Until SIGTERM or Ctrl-C."""
    task = asyncio.current_task()
    assert task is not None  # noqa: S101  we are inside one
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, task.cancel)
    try:
        async with open_app(settings) as running:
            await running.run()
    except asyncio.CancelledError:
        return
