"""Patterns are compiled when they are first used; a slip in one must not wait until then."""

import gc
import importlib
import pkgutil
import re

import commands
from commands.language.patterns import Pattern


def test_every_pattern_can_be_compiled() -> None:
    for module in pkgutil.walk_packages(commands.__path__, "commands."):
        importlib.import_module(module.name)
    gc.unfreeze()  # a bot that ran in this process has hidden what there was
    patterns = [each for each in gc.get_objects() if type(each) is Pattern]

    assert len(patterns) > 500
    for each in patterns:
        re.compile(each.source, each.flags)
