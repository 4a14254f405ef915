"""Hosts whose letters are of more than one script."""

import pytest

from commands.language.urls import mixed_scripts


@pytest.mark.parametrize(
    "url",
    [
        "https://bоnn.de/leitlinien",
        "https://xn--bnn-fed.de/",
        "https://κöln.de",
        "https://bonn.xn--p1ai/",
    ],
)
def test_a_mixture_is_found(url: str) -> None:
    assert "LATIN" in mixed_scripts(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.bonn.de/б",
        "https://köln.de",
        "https://xn--kln-sna.de",
        "https://1.2.3.4/",
        "https://xn--/",
        "https://[/",
        "",
    ],
)
def test_an_ordinary_name_is_none(url: str) -> None:
    assert mixed_scripts(url) == ()
