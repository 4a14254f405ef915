"""Options that several commands have."""

from pathlib import Path
from typing import Annotated

import typer

from commands.texts import cli as texts

ConfigFile = Annotated[Path, typer.Option("--config", help=texts.CONFIG, metavar="DATEI")]
