"""A name means one thing, and a file can be read in one go."""

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_a_public_class_name_occurs_once() -> None:
    places: defaultdict[str, list[str]] = defaultdict(list)
    for folder in ("bot", "commands", "storage"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    places[node.name].append(path.relative_to(ROOT).as_posix())

    assert {name: paths for name, paths in places.items() if len(paths) > 1} == {}


def test_no_file_is_longer_than_can_be_read_in_one_go() -> None:
    bounds = {"bot": 340, "commands": 340, "storage": 340, "tests": 400}
    too_long = {
        path.relative_to(ROOT).as_posix(): lines
        for folder, most in bounds.items()
        for path in (ROOT / folder).rglob("*.py")
        if not {"node_modules", "texts"} & set(path.parts)
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > most
    }

    assert too_long == {}
