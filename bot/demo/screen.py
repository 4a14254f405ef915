"""The output of the demo: wrapped at words and styled on a terminal, plain elsewhere."""

import os
import re
from collections.abc import Iterator
from html import unescape

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from bot.matrix.person import TimelineEvent
from bot.texts import demo as texts


class Screen:
    """Standard output or standard error; NO_COLOR leaves all styles out."""

    def __init__(self, *, stderr: bool = False) -> None:
        without = os.environ.get("NO_COLOR")
        self._console = Console(stderr=stderr, color_system=None if without else "auto")

    def show(self, text: str | Text, style: str = "") -> None:
        shown = text if isinstance(text, Text) else Text(text, style)
        if self._console.is_terminal:
            shown = _wrapped(shown, self._console.width)
        self._console.print(shown, soft_wrap=True)


def _wrapped(text: Text, width: int) -> Text:
    """Wrap each line at words; indent the rest of a list item below its first word."""
    lines: list[Text] = []
    for line in text.split(allow_blank=True):
        indent = len(line.plain) - len(line.plain.lstrip(" –"))
        first, *others = line.divide(_breaks(line.plain, width, indent))
        lines += [first, *(Text(" " * indent).append_text(other) for other in others)]
    for line in lines:
        line.rstrip()
    return Text("\n").join(lines)


def _breaks(line: str, width: int, indent: int) -> Iterator[int]:
    """Yield the places of line breaks; a word longer than a line, such as a link, stays whole."""
    begin = 0
    for word in re.finditer(r"\S+", line):
        room = width - indent if begin else width
        if word.start() > begin and cell_len(line[begin : word.end()]) > room:
            begin = word.start()
            yield begin


def plain(event: TimelineEvent) -> str:
    """Return the readable text of a message."""
    if event.body is None:
        return texts.UNREADABLE
    return event.text if event.file is None else texts.file(event.file.name)


def styled(event: TimelineEvent) -> Text:
    """Return the text with the bold words of its HTML in bold."""
    text, end = Text(plain(event)), 0
    content = event.content.get("m.new_content") or event.content
    html = str(content.get("formatted_body", ""))
    for words in map(unescape, re.findall("<strong>(.*?)</strong>", html)):
        start = text.plain.find(words, end)
        if start >= 0:
            end = start + len(words)
            text.stylize("bold", start, end)
    return text
