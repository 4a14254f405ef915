"""netzwerkbot demo: everything on this machine."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.usage import GermanCommand
from bot.demo import world
from bot.texts import operation as texts
from bot.texts.usage import NUMBER

app = typer.Typer()

Directory = Annotated[Path, typer.Option(help=texts.DEMO_DIRECTORY, metavar="VERZEICHNIS")]
Port = Annotated[int, typer.Option(help=texts.DEMO_PORT, metavar=NUMBER, min=1, max=65535)]
Web = Annotated[Path | None, typer.Option(help=texts.DEMO_WEB, metavar="VERZEICHNIS")]


@app.command("demo", cls=GermanCommand, help=texts.DEMO)
def demo_command(
    directory: Directory = Path("demo-data"), port: Port = 8448, web: Web = None
) -> None:
    world.main(directory.resolve(), port, web)
