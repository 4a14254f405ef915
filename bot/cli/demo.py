"""netzwerkbot demo: everything on this machine."""

from pathlib import Path
from typing import Annotated

import typer

from bot import demo
from commands.texts import cli as texts

app = typer.Typer()

Directory = Annotated[Path, typer.Option(help=texts.DEMO_DIRECTORY, metavar="VERZEICHNIS")]
Port = Annotated[int, typer.Option(help=texts.DEMO_PORT, min=1, max=65535)]
Web = Annotated[Path | None, typer.Option(help=texts.DEMO_WEB, metavar="VERZEICHNIS")]


@app.command("demo", help=texts.DEMO)
def demo_command(
    directory: Directory = Path("demo-data"), port: Port = 8448, web: Web = None
) -> None:
    demo.main(directory.resolve(), port, web)
