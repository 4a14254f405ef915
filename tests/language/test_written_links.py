"""Links that another program wrapped are unwrapped; nothing else is changed."""

import base64
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.collection.fields import parse_url
from commands.language.urls import normalised
from commands.language.written_links import unwrapped

INNER = "https://www.example.org/leitlinien?a=1&b=2"
ESCAPED = quote(INNER, safe="")
IN_BASE64 = base64.urlsafe_b64encode(INNER.encode()).decode().rstrip("=")
WRAPPED = [
    f"https://www.google.com/url?sa=t&source=web&url={ESCAPED}&usg=AOv",
    f"https://www.google.de/url?q={ESCAPED}&sa=D",
    f"http://google.co.uk/url?q={ESCAPED}",
    f"https://eur01.safelinks.protection.outlook.com/?url={ESCAPED}&data=05%7Cada%40example.org",
    f"https://eur01.safelinks.protection.outlook.com/ap/w-59584e83/?URL={ESCAPED}&data=05",
    f"https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/a.html?url={ESCAPED}&l=de",
    f"https://l.facebook.com/l.php?u={ESCAPED}&h=AT0",
    f"https://lm.facebook.com/l.php?u={ESCAPED}",
    f"https://l.instagram.com/?u={ESCAPED}&e=AT",
    f"https://urldefense.proofpoint.com/v1/url?u={ESCAPED}&k=x",
    "https://urldefense.com/v2/url?d=x&u=https-3A__www.example.org_leitlinien-3Fa-3D1-26b-3D2&c=x",
    "https://urldefense.com/v3/__https://www.example.org/leitlinien?a=1&b=2__;!!abc!ada$",
    "https://urldefense.com/v3/__https:/www.example.org/leitlinien*a=1*b=2__;PyY!!abc!ada$",
    "https://urldefense.us/v3/__https://www.example.org/leit**Cen?a=1&b=2__;bGluaQ!!a$",
    f"https://linkprotect.cudasvc.com/url?a={ESCAPED}&c=E,1",
    f"https://secure-web.cisco.com/1abcDEF/{ESCAPED}",
    f"https://deref-gmx.net/mail/client/abc/dereferrer/?redirectUrl={ESCAPED}",
    f"https://deref-web.de/mail/client/abc/dereferrer/?redirectUrl={ESCAPED}",
    f"https://www.linkedin.com/redir/redirect?url={ESCAPED}",
    f"https://www.youtube.com/redirect?event=x&q={ESCAPED}",
    f"https://duckduckgo.com/l/?uddg={ESCAPED}&rut=x",
    f"https://www.bing.com/ck/a?!&&p=x&u=a1{IN_BASE64}&ntb=1",
    f"https://protect.checkpoint.com/v2/___{INNER}___.YzJ1OmV",
    f"https://www.google.com/url?q={quote(f'https://l.facebook.com/l.php?u={ESCAPED}', safe='')}",
]


@pytest.mark.parametrize("wrapped", WRAPPED)
def test_a_redirector_is_unwrapped(wrapped: str) -> None:
    assert unwrapped(wrapped) == INNER
    assert parse_url(wrapped) == INNER


@pytest.mark.parametrize("wrapped", WRAPPED)
def test_a_duplicate_is_seen_behind_a_redirector(wrapped: str) -> None:
    assert normalised(wrapped) == normalised(INNER)


@pytest.mark.parametrize(
    "url",
    [
        INNER,
        "https://www.google.com/search?q=https%3A%2F%2Fexample.org",
        f"https://example.org/url?url={ESCAPED}",
        f"https://google.com.example.org/url?q={ESCAPED}",
        "https://www.google.com/url?q=javascript%3Aalert(1)",
        "https://www.google.com/url?q=bonn",
        "https://eur01.safelinks.protection.outlook.com/?data=1",
        "https://urldefense.com/v3/__x__;!!",
        "https://[/url?q=a",
        "kein Link",
        "",
    ],
)
def test_any_other_link_stays(url: str) -> None:
    assert unwrapped(url) == url


@given(
    st.text() | st.text("*_;!-A/", max_size=60).map("https://urldefense.com/v3/__http://".__add__)
)
def test_any_text_is_taken(text: str) -> None:
    assert isinstance(unwrapped(text), str)
    assert unwrapped(unwrapped(text)) == unwrapped(text)
