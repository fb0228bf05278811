"""Bodies that are deep, huge, endless, or no JSON."""

import json
import time

import pytest
from support import status, together


def nested(depth: int) -> bytes:
    return b'{"act":"P01.1/observe","fields":' + b'{"a":' * depth + b"1" + b"}" * depth + b"}"


def forms(house) -> dict[str, tuple[str, str]]:
    """Every kind of call that takes JSON, with the bearer it needs."""
    return {
        "/api/cases": house.tokens["Wati"], "/api/meetings": house.tokens["Bimo"],
        "/api/sessions": "", "/api/me/tokens": house.tokens["Sari"],
        "/api/rooms/rko/facts": house.secret("rko"), "/api/rooms/rko/telemetry": house.secret("rko"),
    }


@pytest.mark.parametrize("depth", [40, 480, 10_000])
def test_deep_json_is_refused_at_once(house, depth):
    for path, token in forms(house).items():
        reply = house.call("POST", path, nested(depth), token=token, headers={"Content-Type": "application/json"})
        assert 400 <= reply.status < 500, f"{path}: {reply.status} {reply.text[:200]}"
        assert reply.seconds < 0.5, f"{path}: {reply.seconds} s"


def test_deep_json_from_many_holds_up_nobody(house):
    """Eight at once, and somebody else is answered within half a second all the while."""
    body = nested(480)

    def work(number: int) -> float:
        if number == 8:
            return max(house.call("GET", "/api/me", token=house.tokens["Sari"]).seconds for _ in range(20))
        began = time.monotonic()
        for _ in range(5):
            house.call("POST", "/api/cases", body, token=house.tokens["Wati"])
        return time.monotonic() - began

    assert together(9, work)[8] < 0.5


@pytest.mark.parametrize("body", [
    b"", b"{", b"[]", b"null", b'"a"', b"\xff\xfe{}", b'{"act":"\\ud800"}', b'{"act":"a\\u0000b"}', b"\xef\xbb\xbf{}",
    b'{"act":1e400}', b'{"act":NaN}', b'{"act":' + b"9" * 5000 + b"}", b"[" + b"1," * 100_000 + b"1]",
    b'{"' + b"a" * 100_000 + b'":1}', b'{"act":"P01.1/observe","act":"P01.2"}',
    b'{"procedure":"P01","office":"direktorat-pkp","subject":"' + b"a" * 900_000 + b'","act":"P01.1/observe"}',
])
def test_what_is_no_form_is_a_mistake_of_the_sender(house, body):
    for path, token in forms(house).items():
        reply = house.call("POST", path, body, token=token, headers={"Content-Type": "application/json"})
        empty = body == b"[]" and path.endswith("/facts")
        assert empty or 400 <= reply.status < 500, f"{path}: {reply.status} {reply.text[:200]}"
        assert reply.seconds < 2
        assert len(reply.body) < 2000, "what was sent comes back whole"


def test_a_body_is_not_read_beyond_its_limit(house):
    """10 GB are announced; the answer comes before a tenth of a percent of it could be sent."""
    for path, token in forms(house).items():
        answer = house.raw(
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n"
            "Content-Type: application/json\r\nContent-Length: 10000000000\r\n\r\n".encode() + b"a" * 6_000_000)
        assert status(answer) in (0, 400, 401, 403, 413, 429), f"{path}: {answer[:200]}"


def test_an_endless_body_in_pieces_comes_to_its_end(house):
    piece = b"10000\r\n" + b"a" * 0x10000 + b"\r\n"
    for path, token in forms(house).items():
        answer = house.raw(
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n"
            "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n".encode() + piece * 100)
        assert status(answer) in (0, 400, 401, 403, 413, 429), f"{path}: {answer[:200]}"


@pytest.mark.parametrize("changed", [
    {"feed": "other"}, {"feed": None}, {"summary": ""}, {"summary": "a" * 2001}, {"unknown": 1}, {"figures": "a"},
    {"figures": [{"name": "x"}] * 41}, {"summary": ["a"]}, {"summary": {"a": 1}},
])
def test_a_form_is_held_against_its_fields(house, changed):
    reply = house.call("POST", "/api/cases", house.observe(**changed), token=house.tokens["Wati"])
    assert reply.status in (400, 422), reply.text
    assert json.loads(reply.body)["message"]


def laughs(levels: int) -> str:
    """A few hundred bytes that aliases make into 9 to that power."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels)]
    return "\n".join([*lines, f"? *a{levels - 1}", ": 1"]) + "\n"


@pytest.mark.parametrize("text", [
    "[" * 30_000, "{" * 30_000, "- " * 30_000, "? " * 30_000, "a: [" * 16_000, '{"a":' * 12_000,
    "\n".join(" " * n + "a:" for n in range(350)), laughs(12), laughs(12).replace("*a", "!!seq *a"),
    "years: &y [*y]", "years: [{<<: *y}]", "!!python/object:os.system x", "%YAML 9.9\n---\nyears: []",
    "years: []\n---\n" * 5000, "a: " + "'" * 60_000, "#" * 60_000, "\u0000", "x" * 65_537, "years: []\n" * 6000,
], ids=["lists", "tables", "dashes", "keys", "mixed", "json", "indents", "laughs", "tagged laughs", "self", "merge",
        "object", "version", "documents", "quotes", "comment", "nul", "too large", "same key"])
def test_a_holiday_table_is_bounded_in_depth_aliases_and_size(house, text):
    """Whatever a table holds is refused with the place or the limit, and soon; somebody else is answered meanwhile."""
    began = time.monotonic()
    reply = house.call("POST", "/api/calendar", text.encode(), token=house.tokens["Sari"],
                       headers={"Content-Type": "text/yaml"})
    assert 400 <= reply.status < 500 and reply.status != 403, f"{reply.status} {reply.text[:200]}"
    assert time.monotonic() - began < 3
    assert len(reply.body) < 20_000, "a refusal is no echo"
    assert house.lives


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "limit=-1", "limit=99999999999999999999", "limit=a",
                                   "before=..%2f..", "before=%00"])
def test_a_query_is_held_against_its_bounds(house, query):
    assert house.call("GET", f"/api/cases?{query}", token=house.tokens["Wati"]).status in (400, 422)
