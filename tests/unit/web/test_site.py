"""Under which names the server is known, and whom it believes where somebody asks from."""

import pytest

from allegedly.errors import AllegedlyError
from allegedly.web.site import Site, is_loopback


def scope(client, *forwarded):
    return {
        "type": "http",
        "client": client and (client, 1),
        "headers": [(b"x-forwarded-for", one.encode()) for one in forwarded],
    }


@pytest.mark.parametrize(
    ("address", "hosts", "origin", "cookie"),
    [
        (
            "https://case.example.org",
            {"case.example.org", "case.example.org:443"},
            "https://case.example.org",
            "__Host-allegedly",
        ),
        (
            "https://Case.Example.org/",
            {"case.example.org", "case.example.org:443"},
            "https://case.example.org",
            "__Host-allegedly",
        ),
        (
            "https://case.example.org:443",
            {"case.example.org", "case.example.org:443"},
            "https://case.example.org",
            "__Host-allegedly",
        ),
        (
            "https://case.example.org:8443",
            {"case.example.org:8443"},
            "https://case.example.org:8443",
            "__Host-allegedly_8443",
        ),
        ("https://[2001:db8::7]", {"[2001:db8::7]", "[2001:db8::7]:443"}, "https://[2001:db8::7]", "__Host-allegedly"),
    ],
)
def test_a_public_address(address, hosts, origin, cookie):
    site = Site.public(address)
    assert (site.hosts, site.origins, site.cookie, site.is_public) == (hosts, (origin,), cookie, True)


@pytest.mark.parametrize(
    "address",
    ["http://case.example.org", "case.example.org", "https://", "https://case.example.org/allegedly", "https://a@b", "https://a?b",
     "https://a#b", "https://a:99999", "https://a:b", "ftp://a", "", "https://käse.example", "https://[::1"],
)  # fmt: skip
def test_what_is_none(address):
    with pytest.raises((AllegedlyError, ValueError)):
        Site.public(address)


def test_a_proxy_that_is_none():
    with pytest.raises(AllegedlyError):
        Site.public("https://case.example.org", ["proxy.example.org"])


@pytest.mark.parametrize(
    ("client", "forwarded", "seen"),
    [
        ("127.0.0.1", [], "127.0.0.1"),
        ("127.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("::1", ["198.51.100.1"], "198.51.100.1"),
        ("::ffff:127.0.0.1", ["::ffff:198.51.100.1"], "198.51.100.1"),
        ("127.0.0.1", ["6.6.6.6, 198.51.100.1"], "198.51.100.1"),
        ("127.0.0.1", ["6.6.6.6", "198.51.100.1"], "198.51.100.1"),
        ("127.0.0.1", ["6.6.6.6, 198.51.100.1, 10.1.2.3"], "198.51.100.1"),  # our second proxy
        ("10.9.9.9", ["198.51.100.1"], "198.51.100.1"),
        ("11.9.9.9", ["198.51.100.1"], "11.9.9.9"),
        ("127.0.0.1", ["6.6.6.6, unknown"], "127.0.0.1"),
        ("127.0.0.1", ["6.6.6.6,"], "127.0.0.1"),
        ("127.0.0.1", ["127.0.0.1, 127.0.0.1"], "127.0.0.1"),
        ("127.0.0.1", [",".join(["127.0.0.1"] * 5000)], "127.0.0.1"),
        ("127.0.0.1", ["2001:db8::9"], "2001:db8::9"),
        (None, ["198.51.100.1"], ""),
    ],
)
def test_where_somebody_asks_from(client, forwarded, seen):
    site = Site.public("https://case.example.org", ["10.0.0.0/8"])
    assert site.address_of(scope(client, *forwarded)) == seen


def test_without_a_public_address_no_proxy_is_believed():
    assert Site.here("127.0.0.1", 8000).address_of(scope("127.0.0.1", "198.51.100.1")) == "127.0.0.1"


def test_what_is_loopback():
    assert all(map(is_loopback, ["127.0.0.1", "127.8.8.8", "::1", "localhost", "::ffff:127.0.0.1"]))
    assert not any(map(is_loopback, ["0.0.0.0", "::", "192.0.2.1", "evil.example", "localhost.evil.example", ""]))  # noqa: S104
