"""What refused, repeated and simultaneous requests leave in the journal."""

import json
import sqlite3
import uuid

import pytest
from support import together


def size_of_journal(house) -> int:
    return sum(path.stat().st_size for path in house.state.glob("journal.sqlite*"))


def payloads(house) -> list[bytes]:
    """Every payload of the journal, read beside the running service."""
    with sqlite3.connect(f"file:{house.state}/journal.sqlite?mode=ro", uri=True, timeout=20) as database:
        tables = [row[0] for row in database.execute("select name from sqlite_master where type = 'table'")]
        columns = {name: [row[1] for row in database.execute(f"pragma table_info({name})")] for name in tables}
        table = next(name for name in tables if "payload" in columns[name])
        rows = [row[0] for row in database.execute(f"select payload from {table}")]
        return [row.encode() if isinstance(row, str) else bytes(row) for row in rows]


def refused(house, subject: str):
    """An act that is refused, and so noted, with as much in it as one likes."""
    form = house.observe() | {"act": "P01.9", "subject": subject, "section": subject, "branch": subject}
    return house.call("POST", "/api/cases", form, token=house.tokens["Wati"])


def test_refused_requests_do_not_go_whole_into_the_journal(fresh):
    """Twenty refused requests of nearly a megabyte leave some lines, not twenty megabytes."""
    before = size_of_journal(fresh)
    replies = [refused(fresh, "a" * 900_000) for _ in range(20)]
    assert all(400 <= reply.status < 500 for reply in replies)
    assert size_of_journal(fresh) - before < 1_000_000


def test_what_is_noted_of_a_refusal_is_short_and_printable(fresh):
    """No line break, no control or bidirectional character of the sender stands in the audit as it came."""
    hostile = "x\r\n2026-11-30 masuk berhasil\u202egnp.exe\u0007\u001b[2J"
    for path, body in (("/api/cases", fresh.observe() | {"act": "P01.9", "branch": hostile, "subject": hostile}),
                       ("/api/cases", fresh.observe() | {"office": hostile})):
        assert 400 <= fresh.call("POST", path, body, token=fresh.tokens["Wati"]).status < 500
    noted = [payload for payload in payloads(fresh) if b"masuk berhasil" in payload]
    assert noted
    for payload in noted:
        assert len(payload) < 2000
        for forbidden in ("\u202e", "\u0007", "\u001b"):
            assert forbidden.encode() not in payload
            assert json.dumps(forbidden)[1:-1].encode() not in payload, payload


def test_a_flood_of_refusals_is_bounded(fresh):
    """Two thousand refused requests of one person; others are answered, and the journal stays small."""
    before = size_of_journal(fresh)

    def work(_):
        form, token = {"act": "P01.9"}, fresh.tokens["Ani"]
        return [fresh.call("POST", "/api/cases", form, token=token).status for _ in range(250)]

    codes = {code for answer in together(8, work) for code in answer}
    assert codes <= {400, 403, 409, 422, 429}, codes
    assert size_of_journal(fresh) - before < 8_000_000
    assert fresh.call("POST", "/api/cases", fresh.observe(), token=fresh.tokens["Wati"]).status == 201


def test_a_request_sent_again_is_done_once(house):
    """The same key and the same words: the same answer, one case."""
    form, key = house.observe(), {"Idempotency-Key": str(uuid.uuid4())}
    replies = [house.call("POST", "/api/cases", form, token=house.tokens["Wati"], headers=key) for _ in range(3)]
    assert {reply.status for reply in replies} == {201} and len({reply.json["id"] for reply in replies}) == 1


def test_a_request_sent_many_times_at_once_is_done_once(house):
    form, key = house.observe(), {"Idempotency-Key": str(uuid.uuid4())}
    replies = together(8, lambda _: house.call("POST", "/api/cases", form, token=house.tokens["Wati"], headers=key))
    assert {reply.status for reply in replies} == {201} and len({reply.json["id"] for reply in replies}) == 1


def test_a_key_does_not_do_something_else(house):
    """The same key with other words is refused; with another person it is another key."""
    key = {"Idempotency-Key": str(uuid.uuid4())}
    first = house.call("POST", "/api/cases", house.observe(), token=house.tokens["Wati"], headers=key)
    other = house.call("POST", "/api/cases", house.observe(summary="Lain"), token=house.tokens["Wati"], headers=key)
    assert first.status == 201 and other.status in (409, 422), other.text
    stranger = house.call("POST", "/api/cases", house.observe(), token=house.tokens["Ani"], headers=key)
    assert stranger.status == 403 and first.json["id"] not in stranger.text


@pytest.mark.parametrize("key", ["", "a" * 121, "a b", "a\tb", "ä"])
def test_a_key_is_held_against_its_bounds(house, key):
    reply = house.call("POST", "/api/cases", house.observe(), token=house.tokens["Wati"],
                       headers={"Idempotency-Key": key.encode("utf-8").decode("latin-1")})
    assert reply.status in (400, 422), reply.text


def test_an_act_done_by_two_at_once_is_done_once(house):
    """Two who may do the same act at the same moment: one does it, the other hears that it is done."""
    case = house.call("POST", "/api/cases", house.observe(), token=house.tokens["Wati"]).json["id"]
    task = house.call("GET", f"/api/cases/{case}/tasks", token=house.tokens["Wati"]).json[0]
    act = {"act": task["act"], "role": task["roles"][0]}
    codes = [reply.status for reply in together(6, lambda _: house.call(
        "POST", f"/api/cases/{case}/acts", act, token=house.tokens["Wati"]))]
    assert codes.count(200) <= 1 and set(codes) <= {200, 403, 409, 422}, codes
