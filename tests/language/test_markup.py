"""One source, two forms: both must say the same, and nothing typed may become markup."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.language.markup import Bold, Code, Inline, Link, Text, items, text

# From the Matrix specification, "m.room.message msgtypes": what clients may show.
ALLOWED = {
    "del", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "p", "a", "ul", "ol", "sup", "sub",
    "li", "b", "i", "u", "strong", "em", "s", "code", "hr", "br", "div", "table", "thead", "tbody",
    "tr", "th", "td", "caption", "pre", "span", "img", "details", "summary",
}  # fmt: skip

words = st.text(max_size=40)
urls = st.one_of(words, st.builds("https://{}".format, words))
inlines: st.SearchStrategy[Inline] = st.one_of(
    words, st.builds(Bold, words), st.builds(Code, words), st.builds(Link, words, urls)
)
paragraphs = st.lists(inlines, max_size=4).map(lambda parts: text(*parts))
lists = st.lists(st.lists(inlines, max_size=3).map(tuple), max_size=4).map(
    lambda entries: items(*entries)
)


class Reader(HTMLParser):
    """Collects tags, addresses of links and what is left as text; checks that tags close."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.open: list[str] = []
        self.shown = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert [name for name, _ in attrs] == (["href"] if tag == "a" else [])
        self.addresses += [value or "" for _, value in attrs]
        if tag == "br":
            self.shown += "\n"
        else:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.shown += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


def test_a_paragraph_reads_well_in_both_forms() -> None:
    said = text("Zum Beispiel ", Code("!leitlinie Bonn"), " oder ", Bold("gar nichts"), ".")

    assert said.body == "Zum Beispiel !leitlinie Bonn oder gar nichts."
    assert said.formatted_body == (
        "<p>Zum Beispiel <code>!leitlinie Bonn</code> oder <strong>gar nichts</strong>.</p>"
    )


def test_paragraphs_are_separated_by_an_empty_line() -> None:
    assert (text("Eins.") + text("Zwei.")).body == "Eins.\n\nZwei."


def test_a_list_has_a_dash_or_a_number_before_each_entry() -> None:
    assert items("Bonn", ("Köln ", Bold("neu"))).body == "– Bonn\n– Köln neu"
    assert items("Bonn", "Köln", numbered=True).body == "1. Bonn\n2. Köln"
    assert items("Bonn").formatted_body == "<ul><li>Bonn</li></ul>"
    assert items("Bonn", numbered=True).formatted_body == "<ol><li>Bonn</li></ol>"


def test_a_link_keeps_its_address_where_links_cannot_be_clicked() -> None:
    link = text(Link("Leitlinien", "https://example.org/a?b=1&c=2"))

    assert link.body == "Leitlinien: https://example.org/a?b=1&c=2"
    assert link.formatted_body == (
        '<p><a href="https://example.org/a?b=1&amp;c=2">Leitlinien</a></p>'
    )


def test_a_link_that_is_its_own_label_is_shown_once() -> None:
    assert text(Link("https://example.org", "https://example.org")).body == "https://example.org"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//host", "www.a.de"])
def test_only_ordinary_addresses_become_links(url: str) -> None:
    said = text(Link("hier", url))

    assert said.formatted_body == f"<p>hier: {url}</p>"


def test_what_was_typed_stays_text() -> None:
    typed = "<img src=x onerror=\"alert('1')\"> & <b>"
    said = text(typed, Bold(typed), Code(typed), Link(typed, f"https://example.org/{typed}"))

    reader = read(said.formatted_body)
    assert reader.tags == ["p", "strong", "code", "a"]
    assert reader.addresses == [f"https://example.org/{typed}"]
    assert reader.shown == typed * 4
    assert typed in said.body


def test_a_line_break_is_one_in_both_forms() -> None:
    said = text("Anschrift\nOrt")

    assert said.body == "Anschrift\nOrt"
    assert said.formatted_body == "<p>Anschrift<br>Ort</p>"


@given(st.lists(st.one_of(paragraphs, lists), max_size=4))
def test_whatever_is_said_the_html_is_sound_and_allowed(blocks: list[Text]) -> None:
    said = sum(blocks, Text(()))

    reader = read(said.formatted_body)
    assert set(reader.tags) <= ALLOWED
    assert all(a.startswith(("https://", "http://", "mailto:")) for a in reader.addresses)


@given(words)
def test_html_and_plain_text_say_the_same(word: str) -> None:
    """Up to the ends of lines, which HTML writes as one kind."""
    said = text("»", word, "«")

    assert _one_kind_of_line_end(read(said.formatted_body).shown) == _one_kind_of_line_end(
        said.body
    )


def _one_kind_of_line_end(shown: str) -> str:
    return shown.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
