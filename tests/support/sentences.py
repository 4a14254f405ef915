"""List every sentence the bot can say, for reading: `python -m tests.support.sentences [FILE]`.

They come from the folders called texts, in the order of the code; what is put in is shown as "…".
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHORTEST = 3


def texts() -> list[Path]:
    folders = (ROOT / "bot", ROOT / "commands")
    return [path for folder in folders for path in sorted(folder.rglob("texts/*.py"))]


def sentences(source: str) -> Iterator[tuple[str, str]]:
    """Return the name of each function or constant, and what it says."""
    for node in ast.parse(source).body[1:]:
        names = [target.id for target in getattr(node, "targets", ()) if hasattr(target, "id")]
        name = getattr(node, "name", " ".join(names))
        said = " ".join("".join(_said(node)).split())
        if len(said.split()) >= SHORTEST:
            yield name, said


def _said(node: ast.AST) -> Iterator[str]:
    """Return the strings below the node in their order, but no docstrings and annotations."""
    if isinstance(node, ast.JoinedStr):
        yield from ("…" if not isinstance(v, ast.Constant) else str(v.value) for v in node.values)
        yield " "
        return
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield f"{node.value} "
        return
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "args") and not isinstance(
            node, ast.Call
        ):
            continue
        for child in value if isinstance(value, list) else [value]:
            docstring = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
            if isinstance(child, ast.AST) and not docstring:
                yield from _said(child)


def listing() -> str:
    parts = []
    for path in texts():
        found = list(sentences(path.read_text(encoding="utf-8")))
        if found:
            parts.append(f"\n## {path.relative_to(ROOT)}\n")
            parts += [f"- {name}: {said}" for name, said in found]
    return "\n".join(parts).strip() + "\n"


if __name__ == "__main__":
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(listing(), encoding="utf-8")
    else:
        sys.stdout.write(listing())
