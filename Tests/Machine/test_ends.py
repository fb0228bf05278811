"""The end of the service: in order, within five seconds, whatever is under way."""

import signal
import socket
import subprocess
import threading
import time

import pytest
from conftest import fresh, plan  # noqa: F401
from machine import MAY_MOUNT, PROGRAM, ROOMS, run
from support import eventually

MOST = 5.0
SIGNALS = [signal.SIGTERM, signal.SIGINT, signal.SIGHUP]


@pytest.fixture(name="house")
def a_house_of_its_own(fresh):  # noqa: F811
    return fresh


def ended(house, number=signal.SIGTERM) -> float:
    """Sends the signal; gives the seconds until the service has ended."""
    began = time.monotonic()
    house.process.send_signal(number)
    house.process.wait(15)
    return time.monotonic() - began


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_it_ends_in_order_though_streams_are_open(house, number):
    stream = house.connect()
    stream.sendall(b"GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    assert b"text/event-stream" in stream.recv(4096)
    assert ended(house, number) < MOST
    assert house.process.returncode == 0, house.log[-400:]
    assert not (house.state / "service.url").exists()
    stream.close()
    house.start()
    assert house.call("GET", "/api/me", token=house.tokens["Sari"]).status == 200


def test_it_ends_though_a_client_reads_nothing_and_another_sends_half(house):
    half, deaf = house.connect(), house.connect()
    half.sendall(b"POST /api/files HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                 + house.tokens["Sari"].encode() + b"\r\nContent-Length: 100000\r\n\r\n%PDF-")
    deaf.sendall(b"GET /openapi.json HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 200)
    time_taken = ended(house)
    assert time_taken < MOST and house.process.returncode == 0, (time_taken, house.log[-400:])
    half.close()
    deaf.close()


def test_a_storm_of_connections_does_not_trap_the_end(house):
    """Connections that were just accepted when the signal came: whoever takes them up, or nobody, the end is in order."""
    for _ in range(3):
        stop = threading.Event()

        def knock():
            while not stop.is_set():
                try:
                    with socket.create_connection(("127.0.0.1", house.port), 1) as connection:
                        connection.sendall(b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                except OSError:
                    continue

        threads = [threading.Thread(target=knock) for _ in range(12)]
        for thread in threads:
            thread.start()
        try:
            eventually("the service is knocked at", 20, lambda: house.call("GET", "/health").status == 204)
            seconds = ended(house)
        finally:
            stop.set()
            for thread in threads:
                thread.join()
        assert house.process.returncode == 0 and seconds < MOST, (house.process.returncode, house.log[-800:])
        assert "NIOAsyncWriter" not in house.log
        house.start()


@pytest.mark.skipif(not MAY_MOUNT, reason="needs root and a mount namespace of its own")
def test_it_ends_though_a_helper_hangs(house, tmp_path):
    """The printer of letters hangs for ten minutes; the service ends in seconds, and the helper with it."""
    fake, tag = tmp_path / "python3", "600.25"
    fake.write_text(f"#!/bin/sh\nexec sleep {tag}\n", encoding="utf-8")
    fake.chmod(0o755)
    token = house.tokens["Wati"]
    case = house.call("POST", "/api/cases", house.observe(), token=token).json["id"]
    house.call("POST", f"/api/cases/{case}/acts", {"act": "P01.1/judge", "branch": "serious"}, token=token)
    draft = {"subject": "Penerimaan", "body": ["Isi"], "urgency": "biasa", "security": "biasa", "addressees": ["Dirjen"]}
    drafted = house.call("POST", f"/api/cases/{case}/acts", {"act": "P01.3", "fields": draft}, token=token)
    paper = drafted.json["documents"][0]["id"]
    house.end()
    with open(house.folder / "service.log", "ab") as log:
        house.process = subprocess.Popen(
            ["unshare", "-m", "sh", "-c", 'mount --bind "$1" "$(readlink -f /usr/bin/python3)" && shift && exec "$@"', "sh",
             fake, PROGRAM, "serve", "--state", house.state, "--rooms", ROOMS, "--port", str(house.port)],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=house.folder)
    eventually("the service listens", 30, (house.state / "service.url").exists)

    def helpers() -> list[str]:
        return subprocess.run(["pgrep", "-f", f"sleep {tag}"], capture_output=True, text=True, check=False).stdout.split()

    asked = threading.Thread(target=lambda: suppress(
        lambda: house.call("GET", f"/api/documents/{paper}/letter.pdf", token=token, timeout=30)))
    asked.start()
    eventually("the helper hangs", 20, helpers)
    seconds = ended(house)
    asked.join()
    assert seconds < MOST and house.process.returncode == 0, (seconds, house.process.returncode, house.log[-800:])
    eventually("no helper is left", 5, lambda: not helpers())


def suppress(work) -> None:
    """The caller of what is cut off hears nothing, or an error."""
    try:
        work()
    except OSError:
        pass


def test_what_killed_work_left_is_gone_after_the_next_start(house):
    house.process.kill()
    house.process.wait()
    left = ["incoming/.rljj-1/a.png", "incoming/snapshot-1.sqlite", "incoming/1.pdf", "blobs/ab.1.partial"]
    kept = ["incoming/rapat-rko-room-1/0"]
    for name in left + kept:
        (house.state / name).parent.mkdir(parents=True, exist_ok=True)
        (house.state / name).write_text("x", encoding="utf-8")
    house.start()
    assert not [name for name in left if (house.state / name).exists()]
    assert (house.state / kept[0]).exists()


def test_a_demo_that_is_told_to_end_leaves_nothing(tmp_path):
    """By SIGHUP, as when its terminal is closed, while it plays."""
    process = subprocess.Popen(
        [PROGRAM, "demo", "--output", tmp_path / "bukti"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, env={"TMPDIR": str(tmp_path), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)})
    try:
        assert "Konsol: http" in process.stdout.readline()
        began = time.monotonic()
        process.send_signal(signal.SIGHUP)
        _, error = process.communicate(timeout=20)
        assert process.returncode == 130 and "interrupted" in error and time.monotonic() - began < MOST, error
    finally:
        process.kill()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(("rljj-", "bukti"))]
    assert run("--version").returncode == 0
