"""Paths, ranges, headers, files of others, and what lies on the disk."""

import hashlib
import os
import re
import stat
import subprocess
import zlib

import pytest
from support import eventually, together

WAYS_OUT = ["../../keys/rko.secret", "..%2f..%2fkeys%2frko.secret", "%2e%2e/%2e%2e/people.json", "....//people.json",
            "..%5c..%5cpeople.json", "..%c0%afpeople.json", "/etc/passwd", "%2fetc%2fpasswd", "rko%00", "."]
PLACES = ["/{}", "/rooms/{}/picture", "/api/rooms/{}/plan", "/api/meetings/{}", "/api/meetings/{}/report.pdf",
          "/api/meetings/{}/deliveries.pdf", "/api/documents/{}/letter.pdf", "/api/cases/{}", "/api/verifications/{}", "/api/procedures/{}/flowchart.svg",
          "/api/meetings/01a22b48-4a50-7b44-8b03-5f5efbb95e02/evidence/{}/journal.jsonl",
          "/api/meetings/01a22b48-4a50-7b44-8b03-5f5efbb95e02/evidence/evidence-1/{}"]


@pytest.mark.parametrize("way", WAYS_OUT)
def test_no_path_leads_out_of_its_place(house, way):
    secret = house.secret("rko")
    for place in PLACES:
        answer = house.raw(
            f"GET {place.format(way)} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {house.tokens['Sari']}\r\n"
            "Connection: close\r\n\r\n".encode("latin-1"))
        code = int(answer.split(b" ", 2)[1])
        assert 400 <= code < 500, (place, code, answer[:200])
        assert secret.encode() not in answer and b"root:" not in answer and b'"posts"' not in answer


@pytest.mark.parametrize("path", ["/api/meetings/x", "/api/files", "/api/materials", "/api/rooms/rko/facts", "/nowhere",
                                  "/api/documents/01a22b48-4a50-7b44-8b03-5f5efbb95e02/letter.pdf"])
def test_an_answer_tells_nothing_of_the_machine(house, path):
    for method in ("GET", "POST"):
        reply = house.call(method, path, b"%PDF-1.7\nbroken" if method == "POST" else None, token=house.tokens["Sari"])
        told = reply.text + str(reply.headers)
        assert reply.status < 500, told
        assert str(house.folder) not in told and "/tmp/" not in told and "/usr/" not in told, told
        assert not re.search(r"(?i)swift|hummingbird|nio|gstreamer|sqlite", told), told


def test_what_is_sent_comes_back_in_no_header(house):
    """A line break in an address, a query or a key begins no header of ours."""
    for path in ("/api/cases?before=x%0d%0aX-Evil:%201", "/api/people?office=a%0d%0aX-Evil:%201",
                 "/rooms/a%0d%0aX-Evil:%201/picture", "/%0d%0aX-Evil:%201"):
        reply = house.call("GET", path, token=house.tokens["Sari"])
        assert "x-evil" not in reply.headers
    key = b"POST /api/cases HTTP/1.1\r\nHost: 127.0.0.1\r\nIdempotency-Key: a\x00b\r\nContent-Length: 2\r\n\r\n{}"
    assert b"HTTP/1.1 4" in house.raw(key)


def pdf(stream: bytes) -> bytes:
    """A PDF of one page whose content is `stream`, packed."""
    packed = zlib.compress(stream, 9)
    parts = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
             b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 1280 720]/Contents 4 0 R>>",
             b"<</Length %d/Filter/FlateDecode>>stream\n" % len(packed) + packed + b"\nendstream"]
    whole, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(whole))
        whole += b"%d 0 obj" % number + part + b"endobj\n"
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return whole + table + b"trailer<</Root 1 0 R/Size 5>>\nstartxref\n%d\n%%%%EOF\n" % len(whole)


@pytest.fixture(scope="module")
def handed_in(house):
    """A file that Sari has handed in; gives its hash and its bytes."""
    body = pdf(b"0 0 100 100 re f")
    reply = house.call("POST", "/api/files", body, token=house.tokens["Sari"])
    assert reply.status == 201, reply.text
    return hashlib.sha256(body).hexdigest(), body


def test_a_file_is_given_only_with_what_it_goes_with(house, handed_in):
    """A hash alone opens nothing: not for others, not for rooms, not by a paper or a case that does not have it."""
    sha = handed_in[0]
    case = house.call("POST", "/api/cases", house.observe(), token=house.tokens["Wati"]).json["id"]
    for path in (f"/api/cases/{case}/scans/{sha}", f"/api/documents/{case}/files/{sha}",
                 f"/api/meetings/{case}/scans/{sha}"):
        for name in ("Sari", "Ani", "Wati", "Nobody"):
            assert house.call("GET", path, token=house.tokens[name]).status in (400, 401, 403, 404), (path, name)
    for room in ("rko", "kpp-jayapura"):
        assert house.call("GET", f"/api/rooms/{room}/blobs/{sha}", token=house.secret(room)).status == 404


def test_a_room_speaks_for_itself_alone(house):
    """The secret of one room is worth nothing for another, and a person's token is worth nothing for a room."""
    own, other = house.secret("kpp-jayapura"), house.secret("rko")
    calls = [("GET", "plan"), ("POST", "facts"), ("POST", "telemetry"), ("PUT", "preview"),
             ("GET", "blobs/" + "a" * 64), ("PUT", "blobs/" + "a" * 64)]
    for method, call in calls:
        for bearer in (other, house.tokens["Bimo"], None, ""):
            reply = house.call(method, f"/api/rooms/kpp-jayapura/{call}", b"[]", token=bearer)
            assert reply.status == 401, (method, call, reply.status)
    assert house.call("GET", "/api/people", token=own).status == 401


@pytest.mark.parametrize("office, names", [("direktorat-pkp", {"Bimo", "Wati"})])
def test_a_case_is_read_by_those_whom_it_concerns(house, office, names):
    case = house.call("POST", "/api/cases", house.observe(), token=house.tokens["Wati"]).json["id"]
    for name, token in house.tokens.items():
        for path in (f"/api/cases/{case}", f"/api/cases/{case}/tasks", f"/api/cases/{case}/flowchart.svg"):
            status = house.call("GET", path, token=token).status
            assert (status == 200) == (name in names) and status in (200, 401, 403), (name, path, status)
        listed = house.call("GET", "/api/cases", token=token)
        assert (case in listed.text) == (name in names), name


@pytest.mark.parametrize("header", [
    "bytes=0-0", "bytes=5-", "bytes=-5", "bytes=99999999999-", "bytes=-0", "bytes=5-1", "bytes=a-b", "bytes=0-1,4-5",
    "bytes=0-9223372036854775807", "bytes=9223372036854775808-", "bytes=" + "0-0," * 5000 + "0-0", "bytes=--1", "x=1-2",
])
def test_ranges_of_every_kind_are_answered(house, handed_in, header):
    """Only what is a range of the file is cut out of it; nothing ends the service or tells more than the file."""
    sent = {"Range": header}
    reply = house.call("GET", "/api/procedures/p06/flowchart.svg", token=house.tokens["Sari"], headers=sent)
    assert reply.status in (200, 206, 400, 416, 431), reply.status


@pytest.mark.parametrize("body", [
    b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF", b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, b"\xff\xd8\xff\xe0" + b"\x00" * 100,
    b"GIF89a" + b"\x00" * 100, b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", b"#EXTM3U\n/etc/passwd\n",
    b"PK\x03\x04" + b"\x00" * 100, b"\x7fELF", b"<html><script>alert(1)</script>", b"", b"push graphic-context\n",
], ids=["empty PDF", "PDF of nothing", "broken PNG", "broken JPEG", "GIF", "SVG", "playlist", "ZIP", "ELF", "HTML",
        "nothing", "MVG"])
def test_only_files_of_the_three_kinds_are_kept(house, body):
    """What is no PDF, PNG or JPEG is refused in words; what only begins like one does no harm."""
    reply = house.call("POST", "/api/files", body, token=house.tokens["Sari"])
    allowed = (400, 413, 415, 422) if not body.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8")) else (201, 400, 415, 422)
    assert reply.status in allowed, reply.text


def test_a_pdf_that_swells_holds_up_nobody(house):
    """A hundred megabytes of drawing in a small file, six times at once; others are answered meanwhile."""
    bomb = pdf(b"0 0 1 1 re f\n" * 2_000_000)
    assert len(bomb) < 200_000

    def work(number: int) -> float:
        if number == 6:
            return max(house.call("GET", "/api/me", token=house.tokens["Ani"]).seconds for _ in range(20))
        house.call("POST", "/api/files", bomb, token=house.tokens["Sari"], timeout=60)
        return 0

    assert together(7, work)[6] < 1


def children_of(process: int) -> set[str]:
    done = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process)], capture_output=True, text=True, check=False)
    return set(done.stdout.split())


def test_a_sender_who_has_left_keeps_no_program_busy(house):
    """Ten senders hang up while their files are looked at; soon no outside program runs for them."""
    bomb = pdf(b"0 0 1 1 re f\n" * 2_000_000)
    for _ in range(10):
        connection = house.connect()
        connection.sendall(
            f"POST /api/files HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {house.tokens['Sari']}\r\n"
            f"Content-Length: {len(bomb)}\r\n\r\n".encode() + bomb)
        connection.close()
    eventually("no program runs for them", 15, lambda: not children_of(house.process.pid))


def test_the_state_folder_is_private(house):
    """Folders 0700 and files 0600, whatever the umask was."""
    loose = []
    for folder, _, files in os.walk(house.state):
        for path in [folder] + [os.path.join(folder, name) for name in files]:
            mode = stat.S_IMODE(os.lstat(path).st_mode)
            if mode & 0o077:
                loose.append(f"{oct(mode)} {os.path.relpath(path, house.state)}")
    assert not loose


def test_a_state_folder_made_beforehand_with_loose_rights_is_not_used_as_it_is(fresh):
    fresh.end()
    os.chmod(fresh.state, 0o755)
    os.chmod(fresh.state / "people.json", 0o644)
    try:
        fresh.start()
    except AssertionError as refusal:
        assert "0755" in str(refusal) or "0644" in str(refusal) or "chmod" in str(refusal)
        os.chmod(fresh.state, 0o700)
        os.chmod(fresh.state / "people.json", 0o600)
        fresh.start()
    assert stat.S_IMODE(os.stat(fresh.state).st_mode) == 0o700
    assert stat.S_IMODE(os.stat(fresh.state / "people.json").st_mode) == 0o600
