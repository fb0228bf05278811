"""Rooms that lie: facts, uploads and pictures that are not what they say."""

import datetime
import hashlib
import subprocess
import uuid

import pytest
from support import together

CHUNK = 8 << 20
TAKEN_OR_REFUSED = (200, 400, 409, 422)


def now(seconds: float = 0) -> str:
    moment = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Room:
    """A room of the house, as far as its secret goes."""

    def __init__(self, house, name: str = "rko"):
        self.house, self.name, self.boot, self.sequence = house, name, str(uuid.uuid4()), 0

    def call(self, method: str, path: str, body=None, headers: dict | None = None):
        return self.house.call(method, f"/api/rooms/{self.name}/{path}", body, token=self.house.secret(self.name),
                               headers=headers, timeout=60)

    def tell(self, fact: dict, at: str | None = None, sequence: int | None = None):
        self.sequence += 1
        told = {"boot": self.boot, "sequence": sequence or self.sequence, "occurredAt": at or now(), "clockOffset": 0,
                "fact": fact}
        return self.call("POST", "facts", [told])

    def begin(self, meeting: str, number: int = 1, track: str = "room") -> str:
        """Tells that a part has begun; gives the address of its uploads."""
        part = {"meeting": meeting, "track": track, "number": number}
        reply = self.tell({"recordingStarted": {"_0": {"part": part, "firstFrame": now(-30)}}})
        assert reply.status == 200, reply.text
        return f"recordings/{meeting}/{track}/{number}"

    def upload(self, address: str, body: bytes):
        """Sends a file in pieces; gives the answer to the last of them and the seal."""
        for index in range(0, (len(body) + CHUNK - 1) // CHUNK):
            piece = body[index * CHUNK:(index + 1) * CHUNK]
            reply = self.call("PUT", f"{address}/chunks/{index}", piece,
                              headers={"X-Chunk-SHA256": hashlib.sha256(piece).hexdigest()})
            if reply.status != 204:
                break
        return reply, {"bytes": len(body), "sha256": hashlib.sha256(body).hexdigest()}


@pytest.fixture(scope="module")
def film(tmp_path_factory) -> bytes:
    """A real recording of a few seconds, somewhat more than two pieces long."""
    path = tmp_path_factory.mktemp("film") / "film.mkv"
    subprocess.run(
        ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "nullsrc=s=640x360:r=25:d=3,geq=random(1)*255:128:128", "-f",
         "lavfi", "-i", "sine=r=48000:d=3", "-c:v", "libx264", "-preset", "ultrafast", "-qp", "5", "-c:a", "libopus",
         path],
        check=True, timeout=120)
    return path.read_bytes()


def test_a_part_sealed_many_times_at_once_is_stored_whole(fresh, film):
    """Six `complete` calls together: the file is there as it was sent, byte for byte."""
    room = Room(fresh)
    address = room.begin(fresh.decide())
    _, seal = room.upload(address, film)
    replies = together(6, lambda _: room.call("POST", f"{address}/complete", seal))
    assert {reply.status for reply in replies} <= {200, 409}, [reply.text for reply in replies]
    assert any(reply.status == 200 and reply.json["complete"] for reply in replies)
    stored = [path for path in fresh.state.rglob("*") if path.is_file() and path.stat().st_size == len(film)]
    assert any(hashlib.sha256(path.read_bytes()).hexdigest() == seal["sha256"] for path in stored)
    assert not list(fresh.state.rglob("*.partial"))


@pytest.mark.parametrize("body", [
    b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n/etc/passwd\n#EXT-X-ENDLIST\n",
    b"ffconcat version 1.0\nfile '/etc/passwd'\n", b"[playlist]\nFile1=/etc/passwd\n", b"RIFF\x00\x00\x00\x00AVI ",
    b"<?xml version='1.0'?><MPD/>", b"\x00" * 4096,
], ids=["HLS", "concat", "PLS", "AVI", "DASH", "zeros"])
def test_a_recording_that_is_no_matroska_is_refused(house, body):
    room = Room(house)
    address = room.begin(house.decide())
    reply, seal = room.upload(address, body)
    if reply.status == 204:
        reply = room.call("POST", f"{address}/complete", seal)
        # Said once, with the reason, so that an honest agent sets the file aside instead of sending it for ever.
        assert reply.status == 200 and not reply.json["complete"], reply.text
        assert "is no recording" in reply.json["refused"], reply.text
        state = room.call("GET", address).json
        assert state["received"] == [] and not state["complete"], state
    else:
        assert 400 <= reply.status < 500, reply.text


@pytest.mark.parametrize("index, header", [
    (-1, None), (10**6, None), (2**63, None), (0, "a" * 64), (0, ""), (0, "x"), ("..%2f0", None), ("0x0", None),
])
def test_a_piece_is_held_against_its_place_and_hash(house, index, header):
    room = Room(house)
    address = room.begin(house.decide())
    sent = {"X-Chunk-SHA256": hashlib.sha256(b"abc").hexdigest() if header is None else header}
    assert 400 <= room.call("PUT", f"{address}/chunks/{index}", b"abc", headers=sent).status < 500


@pytest.mark.parametrize("seal", [
    {"bytes": 0, "sha256": "a" * 64}, {"bytes": -1, "sha256": "a" * 64}, {"bytes": 2**63 - 1, "sha256": "a" * 64},
    {"bytes": 2**63, "sha256": "a" * 64}, {"bytes": 3, "sha256": "zz"}, {"bytes": 1e300, "sha256": "a" * 64},
])
def test_a_seal_with_impossible_numbers_is_refused(house, seal):
    room = Room(house)
    address = room.begin(house.decide())
    assert 400 <= room.call("POST", f"{address}/complete", seal).status < 500


@pytest.mark.parametrize("moment", [
    "0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2525-01-01T00:00:00Z",
    "-9999-01-01T00:00:00Z", "2026-02-30T00:00:00Z", "not a moment", "292278994-08-17T07:12:55Z",
])
def test_a_fact_of_another_age_is_refused(house, moment):
    """Times far from now are no news of a running room: no year 0, no year 9999, no overflow."""
    meeting = house.decide()
    part = {"meeting": meeting, "track": "room", "number": 1}
    begun = Room(house).tell({"recordingStarted": {"_0": {"part": part, "firstFrame": moment}}})
    assert 400 <= begun.status < 500, begun.text
    told = Room(house).tell({"childLost": {"_0": {"child": "capture", "reason": "x"}}}, at=moment)
    assert 400 <= told.status < 500, told.text


@pytest.mark.parametrize("number", [0, -1, 10**9, 2**31, 2**63 - 1, 2**63])
def test_a_part_with_an_impossible_number_is_refused(house, number):
    part = {"meeting": house.decide(), "track": "room", "number": number}
    reply = Room(house).tell({"recordingStarted": {"_0": {"part": part, "firstFrame": now(-5)}}})
    assert 400 <= reply.status < 500, reply.text


@pytest.mark.parametrize("changed", [
    {"frames": -1}, {"frames": 2**63 - 1}, {"bytes": -1}, {"bytes": 2**63 - 1}, {"sha256": "a"}, {"cause": "magic"},
    {"lastFrame": "9999-12-31T23:59:59Z"},
])
def test_an_end_with_impossible_numbers_is_refused(house, changed):
    room, meeting = Room(house), house.decide()
    room.begin(meeting)
    part = {"meeting": meeting, "track": "room", "number": 1}
    end = {"part": part, "lastFrame": now(-1), "frames": 100, "bytes": 1000, "sha256": "a" * 64,
           "cause": "ordered"} | changed
    reply = room.tell({"recordingEnded": {"_0": end}})
    assert 400 <= reply.status < 500, reply.text


@pytest.mark.parametrize("value", ["1e308", "-1e308", "1e400", "NaN", "9223372036854775808"])
def test_telemetry_and_probes_take_no_impossible_numbers(house, value):
    """What can be told is taken or refused; nothing stops."""
    telemetry = '{"plan":1,"soundLevel":%s,"freeDisk":1,"spooled":0,"children":{}}' % value
    assert Room(house).call("POST", "telemetry", telemetry.encode()).status in TAKEN_OR_REFUSED
    envelope = ('[{"boot":"%s","sequence":1,"occurredAt":"%s","clockOffset":%s,"fact":{"probed":{"_0":{"number":1,'
                '"measures":[{"kind":"frameRate","value":%s,"least":0}]}}}}]') % (uuid.uuid4(), now(), value, value)
    assert Room(house).call("POST", "facts", envelope.encode()).status in TAKEN_OR_REFUSED


@pytest.mark.parametrize("sequence", [-1, 2**63 - 1])
def test_a_sequence_at_the_edge_is_taken_or_refused(house, sequence):
    reply = Room(house).tell({"childLost": {"_0": {"child": "send", "reason": "x"}}}, sequence=sequence)
    assert reply.status in TAKEN_OR_REFUSED, reply.text


def test_a_room_tells_nothing_of_a_meeting_in_which_it_has_no_part(house):
    meeting = house.decide()
    room = Room(house, "kpp-jayapura")
    part = {"meeting": meeting, "track": "room", "number": 1}
    room.tell({"recordingStarted": {"_0": {"part": part, "firstFrame": now(-5)}}})
    assert room.call("GET", f"recordings/{meeting}/room/1").status == 404
    assert room.call("PUT", f"recordings/{meeting}/room/1/chunks/0", b"abc", headers={
        "X-Chunk-SHA256": hashlib.sha256(b"abc").hexdigest()}).status == 404


@pytest.mark.parametrize("body", [
    b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\xff\xd8\xff" + b"a" * 300_000,
])
def test_a_preview_that_is_no_small_jpeg_does_no_harm(house, body):
    assert Room(house).call("PUT", "preview", body).status in (204, 400, 413, 422)


def test_a_picture_is_kept_only_under_its_own_hash(house):
    body = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64
    assert 400 <= Room(house).call("PUT", "blobs/" + "a" * 64, body).status < 500
