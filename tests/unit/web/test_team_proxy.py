"""A team behind a proxy that does TLS: which address is its own, what the cookie is, and who is believed to ask."""

GOOD = "seven geese cross the quay"
OTHER = "nine herons on a wet roof"
PUBLIC = "https://case.example.org"


def assert_refused(answer, status):
    assert answer.status_code == status, answer.text
    assert {*answer.json()} == {"detail"}


def test_behind_a_proxy_only_the_public_address_is_its_own(team_desk, people):
    jon = people(team_desk, "Jon", PUBLIC)
    assert jon.get("/api/state").status_code == 200
    assert jon.get("/api/state", headers={"Host": "CASE.example.org:443"}).status_code == 200
    for host in (
        "127.0.0.1:8000",
        "localhost",
        "case.example.org.evil.example",
        "evil.example",
        "case.example.org:8000",
        "",
        "case.example.org@evil.example",
    ):
        assert_refused(jon.get("/api/state", headers={"Host": host}), 421)
        assert_refused(jon.get("/api/state", headers={"Host": host, "X-Forwarded-Host": "case.example.org"}), 421)
        assert_refused(
            jon.get("/api/state", headers={"Host": host, "Forwarded": "host=case.example.org;proto=https"}), 421
        )
    for origin in ("http://case.example.org", "https://evil.example", "https://case.example.org:8443", "null"):
        assert_refused(jon.post("/api/judgements", json={}, headers={"Origin": origin}), 403)
        assert_refused(jon.logs_in("Jon", headers={"Origin": origin}), 403)


def test_behind_a_proxy_the_cookie_goes_through_tls_only_and_to_this_host_only(team_desk, people):
    guest = people(team_desk, public=PUBLIC)
    answer = guest.post("/api/session", json={"name": "Jon", "password": GOOD})
    cookie = answer.headers["set-cookie"].lower()
    parts = {part.strip() for part in cookie.split(";")}
    assert cookie.startswith("__host-allegedly=")
    assert {"secure", "httponly", "samesite=strict", "path=/"} <= parts
    assert "domain" not in cookie
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    plain = people(team_desk)
    assert "strict-transport-security" not in plain.get("/").headers


def test_who_asks_is_what_a_proxy_of_ours_says_and_nobody_else(team_desk, people):
    def seen(client, forwarded, public=PUBLIC):
        guest = people(team_desk, public=public)
        guest.client = (client, 5000)
        guest.logs_in("Jon", OTHER, headers={"X-Forwarded-For": forwarded, "X-Real-IP": "203.0.113.77"})
        return team_desk.team.events()[1][0].address

    assert seen("127.0.0.1", "198.51.100.7") == "198.51.100.7"
    assert seen("127.0.0.1", "203.0.113.1, 198.51.100.8") == "198.51.100.8"  # the first one anybody can make up
    assert seen("192.0.2.55", "198.51.100.9") == "192.0.2.55"
    assert seen("127.0.0.1", "x\r\ny") == "127.0.0.1"
    assert seen("127.0.0.1", "198.51.100.7", None) == "127.0.0.1"  # without --public no proxy is believed
