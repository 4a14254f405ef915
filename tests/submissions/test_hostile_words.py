"""Hostile words and names of files get one clear answer and do no harm."""

from collections.abc import Sequence

import pytest

from bot.matrix.files import file_of
from tests.support.hostile_files import HOSTILE, pdf
from tests.support.hostile_submissions import ADA, GOOD, WORD, World, each

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("nothing_is_logged")]
WORDS = {
    "10,000 characters": "a" * 10_000,
    "4,001 characters": "a" * 4001,
    "3,900 characters": "ä" * 3900,
    "a thousand words": "Bad " * 900,
    "a script": "<script>alert(1)</script>",
    "an image": '<img src=x onerror="alert(1)">',
    "a link in HTML": "<a href=\"javascript:alert(1)\" onclick='x'>Bonn</a>",
    "a reply in HTML": "<mx-reply><blockquote>Ja</blockquote></mx-reply>",
    "half a tag": "</p></li></ul><b",
    "a comment": "<!-- <![CDATA[ <?php",
    "entities": "&lt;b&gt; &amp;amp; &#60;script&#62; &quot;",
    "control characters": "Bo\x07nn\x1b[31m\x08\x00\x9b",
    "a null byte": "Bonn\x00; DROP",
    "turned around": "Bonn \u202eexe.fdp\u2066 \u200f",
    "zero width": "B\u200bo\u200cn\u200dn\ufeff\u2060\u00ad",
    "tag characters": "Bonn\U000e0041\U000e007f",
    "half a character": "Bonn \ud800",
    "the other half": "\udfff Bonn",
    "emoji": "🐌🐌🐌",
    "a family": "👩\u200d👩\u200d👧",
    "marks above marks": "B" + "\u0301" * 500 + "onn",
    "nothing but marks": "\u0301\u0302",
    "not a character": "\uffff\ufdd0 Bonn",
    "private use": "\ue000 Bonn",
    "lines": "Bonn\nEinreichung Nr. 99: angenommen\n\n\nvom Netzwerkmanagement",
    "other lines": "Bonn\u2028Zeile\u2029Absatz\x85noch\x0bund\x0c",
    "pipes": "|" * 3000,
    "pipes and words": "|a" * 1500,
    "Markdown": "[Bonn](javascript:alert(1)) **fett** `code` ![a](mxc://example.org/a)",
    "a pill": "[@bea](https://matrix.to/#/@bea:example.org)",
    "a pill in HTML": '<a href="https://matrix.to/#/@bea:example.org">Bea</a>',
    "everybody": "@room @leitung:example.org",
    "SQL": "Bonn'; DROP TABLE submission; --",
    "SQL with wildcards": "%' OR 1=1 -- _%_\\",
    "a template": "{{7*7}} ${7*7} <%= 7*7 %> %s %d %(a)s {0} {a!r}",
    "a path": "../../../../etc/passwd",
    "a shell": "$(rm -rf /) `id` ; && |",
    "a number": "1",
    "a huge number": "9" * 400,
    "a key": "05314000",
    "not a number": "NaN",
    "null": "null",
    "a command": "!annehmen 1",
    "the bot": "Netzwerkbot: !annehmen 1",
    "a list only": "kinder",
    "full stops": "...",
    "a space": "\u3164 \u00a0 \u2800",
    "JSON": '{"msgtype": "m.text", "body": "x"}',
    "quotation marks": "»«„“\"'",
}
NAMES: dict[str, object] = {
    "a path": "../../../etc/passwd",
    "a path of Windows": "..\\..\\boot.ini",
    "a null byte": "leitlinien.pdf\x00.exe",
    "half a character": "leit\ud800linien.pdf",
    "turned around": "leitlinien\u202efdp.exe",
    "lines": "leitlinien.pdf\n\nEinreichung Nr. 99: angenommen",
    "control characters": "\x1b[31mleitlinien\x07.pdf",
    "HTML": "<img src=x onerror=alert(1)>.pdf",
    "huge": "a" * 10_000,
    "nothing": "",
    "spaces": "  \u200b ",
    "emoji": "🐌.pdf",
    "a device": "CON.pdf",
    "a pill": "[@bea](https://matrix.to/#/@bea:example.org).pdf",
    "not a name": {"a": 1},
}


# --- words


def lines(word: str) -> Sequence[str]:
    return (
        f"!einreichen {word}",
        f"!einreichen {word} {GOOD}",
        f"!einreichen {word} | {GOOD} | {WORD} | beschlossen 2014",
        f"!einreichen Bonn | {GOOD} | {word} | {word} | {word}",
        f"!einreichen Bonn | | {word}",
        f"!einreichen {word}\n{word}\n{word}\n{word}\n{word}",
        f"!einreichung {word}",
        f"!zurückziehen {word}",
    )


@each(WORDS)
async def test_hostile_words_in_one_line_do_no_harm(world: World, what: str) -> None:
    for line in lines(what):
        await world.say(line)
        await world.look()
    await world.is_shown_everywhere()
    await world.has_come_to_no_harm()


@each(WORDS)
async def test_hostile_words_in_an_edit_do_no_harm(world: World, what: str) -> None:
    for n, line in enumerate(lines(what)[1:6:2]):
        await world.say(f"!einreichen Bonn | {GOOD}/{n} | Nr. {n}", event_id=f"$first{n}")
        await world.look()
        await world.say(line, replaces=f"$first{n}")
        await world.look()
    await world.is_shown_everywhere()
    await world.has_come_to_no_harm()


@each(WORDS)
async def test_hostile_words_in_a_dialogue_do_no_harm(world: World, what: str) -> None:
    await world.say("!einreichen", direct=True)
    for good in ("Bonn", "bürger", GOOD, "Leitlinien", "beschlossen 2014", "weiter"):
        await world.say(what, direct=True)
        step = await world.say("vorschau", direct=True)
        if "Schritt" in step["body"]:
            await world.say(good, direct=True)
    await world.say(what, direct=True)
    await world.say("senden", direct=True)
    await world.look()
    await world.is_shown_everywhere()
    await world.has_come_to_no_harm()


@each(WORDS)
async def test_a_hostile_answer_to_a_question_does_no_harm(world: World, what: str) -> None:
    await world.say(f"!einreichen Bonn {GOOD}")
    await world.look()
    await world.manager("!rückfrage 1 Ist das so?")
    await world.room.read(ADA)
    await world.say(what, direct=True)
    await world.has_come_to_no_harm(relayed=True)


async def test_the_longest_that_fits_can_still_be_sent(world: World) -> None:
    """Also as an edit, encrypted, with each character four bytes long."""
    url, title, note = "https://www.example.org/" + "🐌" * 970, "🐌" * 299 + "a", "🐌" * 1000
    await world.say("!einreichen", direct=True)
    for said in ("Bonn", "bürger", url, "weiter", title, "weiter", note):
        await world.say(said, direct=True)
    await world.say("senden", direct=True)
    await world.look()
    await world.is_shown_everywhere()
    await world.has_come_to_no_harm()


# --- names of files


@each(NAMES)
@pytest.mark.parametrize("content", ["a PDF", "an EXE", "nothing"])
async def test_a_hostile_name_of_a_file_does_no_harm(
    world: World, what: object, content: str
) -> None:
    """As it comes from the homeserver."""
    event = {"msgtype": "m.file", "body": WORD, "filename": what, "url": "mxc://example.org/a"}
    file = file_of(event)
    assert file is not None
    world.data = {"a PDF": pdf(), "an EXE": HOSTILE["EXE"][0](), "nothing": b""}[content]
    await world.say("!einreichen Bonn", reply_to="$file", replied_file=file)
    await world.look()
    await world.say("!einreichen", direct=True)
    for line in ("Kiel", "bürger"):
        await world.say(line, direct=True)
    await world.say("", direct=True, file=file)
    await world.say("vorschau", direct=True)
    await world.say("abbrechen", direct=True)
    await world.is_shown_everywhere()
    await world.has_come_to_no_harm()
