"""The installed program carries what is in its folder now, and nothing of an earlier build."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PARTS = ("bot", "commands", "storage", "deploy", "README.md", "pyproject.toml")
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check")
OFFLINE = ("--no-deps", "--no-build-isolation", "--no-index", "--quiet")


def source(folder: Path) -> Path:
    folder.mkdir()
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(
                ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", "*.egg*")
            )
        else:
            shutil.copy2(ROOT / part, folder / part)
    return folder


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_an_older_program_built_where_a_newer_one_was_built_carries_nothing_of_it(
    tmp_path: Path,
) -> None:
    folder, target = source(tmp_path / "source"), tmp_path / "installed"
    newer = folder / "build" / "lib" / "storage" / "migrations" / "9999_newer.sql"
    newer.parent.mkdir(parents=True)
    newer.write_text("CREATE TABLE newer (a TEXT)", encoding="utf-8")

    subprocess.run([*PIP, "install", *OFFLINE, "--target", target, folder], check=True)

    assert not list(target.rglob(newer.name))
    assert not (folder / "build").exists()
    program = "import bot.cli; print(bot.cli.__file__, flush=True); bot.cli.main()"
    done = subprocess.run(
        [sys.executable, "-P", "-c", program, "collection", "search", "Bonn"],
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(target), "PATH": ""},
    )
    where, found = done.stdout.split("\n")[:2]
    assert Path(where).is_relative_to(target)
    assert "Bonn" in found
