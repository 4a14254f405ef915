"""Directories that other accounts of the machine reach."""

from pathlib import Path


def let_everybody_in(directory: Path) -> None:
    """Open the way to it: what pytest makes is for its own account alone."""
    for above in (directory, *directory.parents):
        if not above.stat().st_mode & 0o001:
            above.chmod(0o755)
