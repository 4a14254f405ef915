"""Which links are taken, which addresses are public, and which links are the same."""

import contextlib
import ipaddress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from commands.language.urls import BadUrlError, UrlProblem, check_url, is_public, normalised


def problem(text: str) -> UrlProblem | None:
    try:
        check_url(text)
    except BadUrlError as error:
        return error.reason
    return None


# --- what is taken


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("https://www.example.org/leitlinien.pdf", "https://www.example.org/leitlinien.pdf"),
        ("  https://example.org \n", "https://example.org"),
        ("HTTPS://Example.ORG/Pfad", "https://example.org/Pfad"),
        ("http://example.org:8080/", "http://example.org:8080/"),
        ("http://example.org:/a", "http://example.org/a"),
        ("https://bürger-beteiligung.example/", "https://bürger-beteiligung.example/"),
        ("https://BÜRGER.example/Straße?ä=ö#ü", "https://bürger.example/Straße?ä=ö#ü"),
        ("https://straße.example", "https://straße.example"),
        ("https://xn--brger-kva.example/", "https://xn--brger-kva.example/"),
        ("https://bu\u0308rger.example", "https://bürger.example"),
        ("https://example.org./a", "https://example.org/a"),
        ("https://example.org?x=http://localhost/", "https://example.org?x=http://localhost/"),
        ("https://my_office.example.org/a%20b", "https://my_office.example.org/a%20b"),
        ("https://93.184.216.34/", "https://93.184.216.34/"),
        ("https://[2606:2800:220:1::1]:8443/", "https://[2606:2800:220:1::1]:8443/"),
        ("https://example.org/a@b", "https://example.org/a@b"),
        ("https://example.org/a|b{c}[d]", "https://example.org/a|b{c}[d]"),
        ("https://example。org", "https://example.org"),
    ],
)
def test_an_ordinary_link_is_taken(typed: str, stored: str) -> None:
    assert check_url(typed) == stored


def test_a_link_may_have_a_thousand_characters_and_no_more() -> None:
    link = "https://example.org/".ljust(1000, "a")
    assert check_url(link) == link
    assert problem(f"{link}a") is UrlProblem.MALFORMED


# --- what is refused


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "example.org",
        "www.example.org/a",
        "ftp://example.org",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "mailto:ada@example.org",
        "//example.org",
        "ftphttp://example.org",
        "view-source:https://example.org",
        "matrix:u/ada:example.org",
        "example.org:443/a",
    ],
)
def test_only_web_addresses_are_links(typed: str) -> None:
    assert problem(typed) is UrlProblem.NOT_HTTP


@pytest.mark.parametrize(
    "typed",
    [
        "https://ada:secret@example.org",
        "https://ada@example.org",
        "https://@example.org",
        "https://example.org@127.0.0.1/",
        "https://a@b@c",
    ],
)
def test_a_link_with_credentials_is_refused(typed: str) -> None:
    assert problem(typed) is UrlProblem.CREDENTIALS


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.255.255.254",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.178.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "0.1.2.3",
        "192.0.0.8",
        "192.0.2.1",
        "198.18.0.1",
        "198.51.100.7",
        "203.0.113.9",
        "192.88.99.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "[::1]",
        "[::]",
        "[fe80::1]",
        "[fc00::1]",
        "[fd12:3456::1]",
        "[fec0::1]",
        "[ff02::1]",
        "[100::1]",
        "[2001:db8::1]",
        "[2001::1]",
        "[3fff::1]",
        "[5f00::1]",
        "[4000::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[0:0:0:0:0:ffff:a9fe:a9fe]",
        "[::127.0.0.1]",
        "[64:ff9b::127.0.0.1]",
        "[64:ff9b:1::1]",
        "[2002:7f00:1::]",
        "[2002:c0a8:101::1]",
    ],
)
def test_an_address_that_is_not_public_is_refused(host: str) -> None:
    assert problem(f"http://{host}/") is UrlProblem.PRIVATE
    assert problem(f"https://{host}:8443") is UrlProblem.PRIVATE


@pytest.mark.parametrize(
    "host",
    [
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0x7F.0.0.1",
        "127.1",
        "127.0.1",
        "017700000001",
        "0177.0.0.1",
        "127.0.0.01",
        "127.0.0.1.",
        "0",
        "0x",
        "1572395042",
        "93.184.55330",
        "１２７.0.0.1",
        "①27.0.0.1",
        "127。0。0。1",
    ],
)
def test_an_address_in_disguise_is_refused(host: str) -> None:
    assert problem(f"http://{host}/") is UrlProblem.PRIVATE


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LOCALHOST",
        "localhost.",
        "ｌocalhost",
        "a.localhost",
        "rathaus",
        "büro",
        "com",
        "printer.local",
        "db.internal",
        "router.lan",
        "nas.home.arpa",
        "a.onion",
        "a.test",
        "a.invalid",
        "wiki.intranet",
        "A.LoCaL.",
    ],
)
def test_a_name_of_an_inner_network_is_refused(host: str) -> None:
    assert problem(f"http://{host}/x") is UrlProblem.PRIVATE


@pytest.mark.parametrize("name", ["notlocal.example", "mylan.de", "local.example", "latest.de"])
def test_a_name_that_only_looks_inner_is_taken(name: str) -> None:
    assert check_url(f"https://{name}") == f"https://{name}"


@pytest.mark.parametrize(
    "typed",
    [
        "https://example.org/a b",
        "https://example.org/a\tb",
        "https://example.org/\n",
        "https://exam\nple.org",
        "https://example.org/\0",
        "https://example.org/\u202efdp.exe",
        "https://example.org/\u200b",
        "https://local\u00adhost",
        "https://example.org\\@127.0.0.1",
        "https:\\\\example.org",
        "https://example.org/<b>",
        'https://example.org/"',
        "https://",
        "https:///path",
        "https:example.org",
        "http:/example.org",
        "https://:80",
        "https://example.org:99999",
        "https://example.org:0",
        "https://example.org:8a",
        "https://example.org:-1",
        "https://example.org:80:80",
        "https://example.org:８０",
        "https://a..example",
        "https://.example.org",
        "https://-a.example",
        "https://a-.example",
        f"https://{'a' * 64}.example",
        f"https://{'.'.join(['a' * 60] * 5)}.example",
        "https://%31%32%37.0.0.1",
        "https://exa%00mple.org",
        "https://example.org,example.com",
        "https://[::1",
        "https://[::1]x.example",
        "https://[example.org]",
        "https://[v1.a]",
        "https://[fe80::1%25eth0]",
        "https://::1/",
        "https://a.123",
        "https://xn--a.example",
        "https://a\u2100.example",
        "https://\ud800.example",
        "https://*.example.org",
    ],
)
def test_a_malformed_link_is_refused(typed: str) -> None:
    # What stands at the edge is stripped; inside it is refused.
    assert problem(typed.replace("/\n", "/\na")) is UrlProblem.MALFORMED


PIECES = st.one_of(
    st.sampled_from(list("/:@?#%.[]&+1üßⅷİẞא🏛\u0600\u3000\u3002\u200d\u0308\ud800")),
    st.sampled_from(["http", "https", "://", "www.", "utm_a=1", "a=1", "b=2", "%41", "%2f", "%z"]),
    st.sampled_from(["xn--", "xn--mnchen-3ya", "example", ".de", ".local", "127", "0x7f", ":80"]),
)
URLISH = st.lists(PIECES | st.text(max_size=3), max_size=14).map("".join)
ANY_TEXT = st.text() | URLISH | URLISH.map("https://{}".format)


@given(ANY_TEXT)
@example("http://[")
@example("https://" + "ü" * 990)
@example("https://ª\u0308.de")
def test_whatever_is_typed_is_taken_or_refused_with_a_reason(text: str) -> None:
    with contextlib.suppress(BadUrlError):
        stored = check_url(text)
        assert check_url(stored) == stored
        assert stored.startswith(("http://", "https://"))


# --- public addresses


@pytest.mark.parametrize(
    "address",
    ["93.184.216.34", "8.8.8.8", "2a00:1450:4001::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"],
)
def test_a_public_address_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("text", ["", "a", "1.2.3", "8.8.8.8 ", "2a00::1%eth0", "8.8.8.8/32"])
def test_what_is_no_plain_address_is_not_public(text: str) -> None:
    assert not is_public(text)


@given(st.ip_addresses(v=4))
def test_whatever_python_calls_private_is_not_public(address: ipaddress.IPv4Address) -> None:
    inner = address.is_private or address.is_multicast or address.is_reserved
    assert not (is_public(str(address)) and inner)
    mapped = ipaddress.IPv6Address(0xFFFF_0000_0000 + int(address))
    assert is_public(str(mapped)) is is_public(str(address))


@given(st.ip_addresses(v=6).filter(lambda address: int(address) >> 96))
def test_no_inner_ipv6_address_is_public(address: ipaddress.IPv6Address) -> None:
    inner = address.is_private or address.is_multicast or address.is_reserved
    translated = address in ipaddress.ip_network("64:ff9b::/96")
    assert not (is_public(str(address)) and inner and not translated)


# --- the same page

SAME = [
    "https://example.org/leitlinien",
    "http://example.org/leitlinien",
    "https://www.example.org/leitlinien/",
    "https://WWW.Example.org:443/leitlinien#top",
    "http://example.org:80/leitlinien?",
    "http://example.org./%6ceitlinien",
    "https://example.org/leitlinien?utm_source=a&utm_medium=b&fbclid=1&gclid=2",
]


@pytest.mark.parametrize("url", SAME)
def test_spellings_of_one_page_share_a_key(url: str) -> None:
    assert normalised(url) == "example.org/leitlinien"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://bürger.example/ä", "https://xn--brger-kva.example/%c3%a4"),
        ("https://example.org/?b=2&a=1", "https://example.org?a=1&b=2"),
        ("https://example.org/?a=%7e", "https://example.org/?a=~"),
        ("https://example.org/a%2fb", "https://example.org/a%2Fb"),
        ("https://example.org/a?x=1&&", "https://example.org/a?x=1"),
    ],
)
def test_two_spellings_are_the_same(one: str, other: str) -> None:
    assert normalised(one) == normalised(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "https://example.org/A"),
        ("https://example.org/a", "https://example.org/a?id=1"),
        ("https://example.org/?id=1", "https://example.org/?id=2"),
        ("https://example.org/", "https://example.org:8443/"),
        ("https://example.org:80/", "https://example.org/"),
        ("https://example.org/a/b", "https://example.org/a%2Fb"),
        ("https://a.example", "https://b.example"),
        ("https://straße.example", "https://strasse.example"),
    ],
)
def test_different_pages_have_different_keys(one: str, other: str) -> None:
    assert normalised(one) != normalised(other)


@given(ANY_TEXT)
@example("http://http://x")
@example("http://www.www.a.de")
@example("x/%%34%31")
@example("http://a.:.")
@example(":0:")
@example("?&%75tm_a")
@example("/\ud800")
def test_a_key_is_its_own_key(text: str) -> None:
    key = normalised(text)
    assert normalised(key) == key
    assert key.isascii()


@given(ANY_TEXT)
def test_what_is_taken_has_the_key_of_what_was_typed(text: str) -> None:
    with contextlib.suppress(BadUrlError):
        assert normalised(check_url(text)) == normalised(text.strip())
