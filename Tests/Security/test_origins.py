"""Pages of other sites, other names for this machine, and what answers say to browsers."""

import pytest
from support import PASSWORD

FOREIGN = ["https://evil.example", "null", "http://127.0.0.1.evil.example", "http://127.0.0.1:1", "file://"]
PAGES = ["/", "/masuk", "/console.css", "/console.js", "/health", "/openapi.json", "/api/me", "/nowhere"]


def signed_in(house) -> str:
    return house.sign_in(house.ids["Sari"], PASSWORD).json["token"]


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_page_of_another_site_signs_nobody_in_or_out(house, origin):
    token = signed_in(house)
    form = {"Content-Type": "application/x-www-form-urlencoded", "Origin": origin}
    entered = house.call("POST", "/masuk", f"token={token}".encode(), headers=form)
    assert entered.status == 403 and "set-cookie" not in entered.headers
    left = house.call("POST", "/keluar", b"", headers=form | {"Cookie": f"rljj={token}"})
    assert left.status in (401, 403)
    assert house.call("GET", "/api/me", token=token).status == 200, "another site signed Sari out"
    session = house.call("POST", "/api/sessions", {"person": house.ids["Sari"], "password": PASSWORD},
                         headers={"Origin": origin})
    assert session.status == 403


@pytest.mark.parametrize("origin", FOREIGN + [None])
def test_a_cookie_acts_only_from_our_own_page(house, origin):
    headers = {"Cookie": f"rljj={signed_in(house)}"} | ({"Origin": origin} if origin else {})
    for method, path in [("POST", "/api/me/tokens"), ("POST", "/api/meetings"), ("DELETE", "/api/sessions/current")]:
        assert house.call(method, path, {"name": "x"}, headers=headers).status in (401, 403), (method, path)


@pytest.mark.parametrize("host", [
    "evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "[::2]", "", "a b", "127.0.0.1@evil.example",
    "127.0.0.1, evil.example", "evil.example:{port}",
])
def test_another_name_for_this_machine_gets_nothing(house, host):
    """A page of evil.example that has its name point here must not read what we say (DNS rebinding)."""
    host = host.replace("{port}", str(house.port))
    for path in ("/", "/api/me", "/events", "/health"):
        reply = house.call("GET", path, token=house.tokens["Sari"], headers={"Host": host})
        assert 400 <= reply.status < 500 and "Sari" not in reply.text, (path, reply.status)


def test_our_own_names_are_answered(house):
    for host in ("127.0.0.1", f"127.0.0.1:{house.port}", "localhost", f"LOCALHOST:{house.port}"):
        assert house.call("GET", "/api/me", token=house.tokens["Sari"], headers={"Host": host}).status == 200, host


@pytest.mark.parametrize("path", PAGES)
def test_no_other_site_reads_an_answer(house, path):
    reply = house.call("GET", path, headers={"Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in reply.headers
    asked = house.call("OPTIONS", path, headers={
        "Origin": "https://evil.example", "Access-Control-Request-Method": "POST"})
    assert "access-control-allow-origin" not in asked.headers and asked.status >= 400


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_keeps_pages_to_what_they_are(house, path):
    headers = house.call("GET", path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] in ("no-referrer", "same-origin")


@pytest.mark.parametrize("path", ["/api/me", "/api/people", "/api/meetings", "/api/tasks"])
def test_what_people_read_is_not_kept_on_the_way(house, path):
    assert "no-store" in house.call("GET", path, token=house.tokens["Sari"]).headers["cache-control"]


@pytest.mark.parametrize("path", ["/api/me", "/api/cases", "/", "/masuk"])
@pytest.mark.parametrize("method", ["TRACE", "PROPFIND", "PUT", "PATCH", "DELETE"])
def test_a_method_that_is_not_there_does_nothing(house, method, path):
    reply = house.call(method, path, token=house.tokens["Sari"])
    assert reply.status in (404, 405), (method, path, reply.status)


def test_a_tunnel_of_methods_does_not_work(house):
    reply = house.call("POST", "/api/cases", {}, token=house.tokens["Wati"],
                       headers={"X-HTTP-Method-Override": "GET", "X-Forwarded-Host": "evil.example"})
    assert reply.status == 400 and "evil.example" not in reply.text + str(reply.headers)
