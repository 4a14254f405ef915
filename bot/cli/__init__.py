"""The command line: netzwerkbot run | check | health | demo | collection … | meetings …"""

import gc
import os
import sys
from pathlib import Path

from bot.process.lifecycle import Failure
from bot.process.light_imports import lighten


def main() -> None:
    """Run the command; make files readable for the bot alone, and each error one line."""
    os.umask(0o077)
    # Nobody extends pydantic here: it would look for plugins among all installed packages.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    lighten()
    # Modules stay: looking for garbage in them would take a tenth of the start.
    gc.disable()
    try:
        code = _run_command(sys.argv[1:])
    except Failure as failure:
        sys.stderr.write(f"{failure.text}\n" if failure.text else "")
        sys.exit(failure.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    else:
        sys.exit(code)


def _run_command(arguments: list[str]) -> int:
    """Run the command; the bot itself, as the unit starts it, needs no typer. Raises Failure."""
    match arguments:
        case ["run", "--config", config_file] if config_file and not config_file.startswith("-"):
            from bot.cli.run import run

            run(Path(config_file))
            return 0
        case _:
            from bot.cli.program import run_program

            return run_program(arguments)
