"""The packages carry what is in the folder now, all of it, and nothing of an earlier build."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.support.credits import ROOT, locked

PARTS = (
    *("bot", "commands", "storage", "deploy", "docs", "requirements"),
    *("CHANGELOG.md", "MANIFEST.in", "NOTICE", "README.md", "config.example.toml"),
    "pyproject.toml",
)
PROGRAM = ("bot", "commands", "storage")
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check")
OFFLINE = ("--no-deps", "--no-build-isolation", "--no-index", "--quiet")
SDIST = "import clean_build; clean_build.build_sdist('..')"
NEWER = "storage/migrations/9999_newer.sql"


def files_of(folder: Path, *names: str) -> set[str]:
    """Return all files below these folders, as paths from the outer one, without bytecode."""
    found = (path for name in names for path in (folder / name).rglob("*") if path.is_file())
    return {str(path.relative_to(folder)) for path in found if "__pycache__" not in path.parts}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as somebody has it who has built a newer one there, and run the tests."""
    folder = tmp_path_factory.mktemp("package") / "source"
    folder.mkdir()
    ignored = shutil.ignore_patterns("__pycache__", "*.egg*", "pictures")
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, folder / part, ignore=ignored)
        else:
            shutil.copy2(ROOT / part, folder / part)
    for left in (f"build/lib/{NEWER}", "tests/web/node_modules/left.js", "tests/test_left.py"):
        (folder / left).parent.mkdir(parents=True, exist_ok=True)
        (folder / left).write_text("-- left behind", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def wheel(source: Path) -> Path:
    target = source.parent
    subprocess.run([*PIP, "wheel", *OFFLINE, "--wheel-dir", target, source], check=True)
    [built] = target.glob("*.whl")
    return built


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_wheel_has_each_file_of_the_three_folders_and_no_other(
    source: Path, wheel: Path
) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    kept_apart = {name for name in names if name.split("/")[0].startswith("netzwerkbot-")}

    assert names - kept_apart == files_of(source, *PROGRAM)
    assert {name.split("/", 1)[1] for name in kept_apart} == {
        "data/share/netzwerkbot/config.example.toml",
        "data/share/netzwerkbot/netzwerkbot.service",
        "data/share/netzwerkbot/run.txt",
        *("METADATA", "RECORD", "WHEEL", "entry_points.txt", "top_level.txt"),
        "licenses/NOTICE",
    }
    assert not (source / "build").exists()


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_what_is_installed_from_the_wheel_answers_in_another_folder(
    wheel: Path, tmp_path: Path
) -> None:
    target = tmp_path / "installed"
    subprocess.run([*PIP, "install", *OFFLINE, "--target", target, wheel], check=True)
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


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_archive_has_what_the_handbook_works_with_and_no_tests(source: Path) -> None:
    subprocess.run(
        [sys.executable, "-c", SDIST],
        check=True,
        cwd=source,
        capture_output=True,
        env=os.environ | {"PYTHONPATH": str(source / "deploy")},
    )
    [built] = source.parent.glob("*.tar.gz")
    with tarfile.open(built) as archive:
        names = {member.name.partition("/")[2] for member in archive if member.isfile()}

    folders = [part for part in PARTS if (source / part).is_dir()]
    files = {part for part in PARTS if part not in folders}
    made = {name for name in names if name in ("PKG-INFO", "setup.cfg") or ".egg-info/" in name}
    assert names - made == files_of(source, *folders) | files


def test_nothing_that_is_installed_with_it_has_the_name_of_one_of_its_folders() -> None:
    owners = packages_distributions()
    names = {package.name for package in locked()}

    assert [set(owners[name]) for name in PROGRAM] == [{"netzwerkbot"}] * 3
    assert len(names & {owner.lower() for each in owners.values() for owner in each}) > 30
