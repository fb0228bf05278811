"""Connections that are slow, many, half, or speak something else."""

import http.client
import resource
import socket
import time

import pytest
from support import PASSWORD, drain, eventually, is_refused, status

# The service's own limits are shorter; what is not closed after this has no limit.
PATIENCE = 75


def answers(service, token: str | None = None) -> bool:
    """Whether it answers a guest, or the person with the token; who is turned away at the door hears nothing."""
    try:
        return service.call("GET", "/api/me" if token else "/health", token=token, timeout=3).status in (200, 204)
    except (OSError, http.client.HTTPException):
        return False


def test_slow_senders_are_cut_off_one_by_one(fresh):
    """A header, a body and a quiet connection that never come to their end are closed."""
    token = fresh.tokens["Sari"].encode()
    begun = {
        "header": b"GET /api/me HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
        "body": b"POST /api/sessions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                b"Content-Length: 1000\r\n\r\n{",
        "upload": b"POST /api/files HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token
                  + b"\r\nContent-Length: 100000\r\n\r\n%PDF-",
        "silence": b"",
    }
    slow = {name: fresh.connect(timeout=PATIENCE) for name in begun}
    for name, words in begun.items():
        slow[name].sendall(words)
    closed, deadline = set(), time.monotonic() + PATIENCE
    while closed != set(slow) and time.monotonic() < deadline:
        for name in set(slow) - closed:
            slow[name].settimeout(0.5)
            try:
                if name != "silence":
                    slow[name].send(b"a")  # One byte now and then keeps nobody's place.
                if slow[name].recv(4096) == b"":
                    closed.add(name)
            except TimeoutError:
                continue
            except OSError:
                closed.add(name)
    for connection in slow.values():
        connection.close()
    assert closed == set(slow), f"still open after {PATIENCE} s: {set(slow) - closed}"


def test_half_requests_leave_room_for_others(fresh):
    """With 700 half requests held open, a person with a token is still answered, and the service lives."""
    held = []
    try:
        for number in range(700):
            try:
                connection = fresh.connect(f"127.0.0.{2 + number % 4}", timeout=2)
                connection.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")
                held.append(connection)
            except OSError:
                break  # It takes no more, which is its right.

        eventually("a person with a token is answered", 30, lambda: answers(fresh, fresh.tokens["Sari"]))
        assert fresh.lives
    finally:
        for connection in held:
            connection.close()
    eventually("everybody is answered again", 30, lambda: answers(fresh))


@pytest.fixture
def many_files():
    """This process holds as many connections as it likes."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(before[1], 8192), before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_1100_half_requests_at_1024_descriptors_stop_nobody(fresh, many_files):
    """From five addresses; meanwhile a guest, a person and a room are answered, and a sign-in goes through."""
    assert fresh.descriptors == 1024
    held = []
    try:
        for number in range(1100):
            connection = fresh.connect(f"127.0.0.{2 + number % 5}", timeout=5)
            connection.sendall(b"POST /api/cases HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\nX-Half: ")
            held.append(connection)
        assert len(held) == 1100, "each was let in, and displaced another"
        assert fresh.open_files < 1024, "descriptors are left for files"
        assert answers(fresh) and answers(fresh, fresh.tokens["Sari"])
        told = fresh.call("POST", "/api/rooms/rko/facts", [], token=fresh.secret("rko"))
        assert told.status == 200, told.text
        assert fresh.sign_in(fresh.ids["Sari"], PASSWORD).status == 201
        assert fresh.call("POST", "/api/cases", fresh.observe(), token=fresh.tokens["Wati"]).status == 201
    finally:
        for connection in held:
            connection.close()


def test_without_descriptors_for_a_while_the_service_goes_on_afterwards(fresh, many_files):
    """Accepting fails while somebody has taken every descriptor; the listener waits, and all who came are answered."""
    whole = resource.prlimit(fresh.process.pid, resource.RLIMIT_NOFILE)
    resource.prlimit(fresh.process.pid, resource.RLIMIT_NOFILE, (fresh.open_files + 4, whole[1]))
    held = [fresh.connect(timeout=30) for _ in range(40)]
    try:
        eventually("there is no descriptor left", 10, lambda: fresh.open_files >= resource.prlimit(
            fresh.process.pid, resource.RLIMIT_NOFILE)[0])
        for connection in held:
            connection.sendall(b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        assert fresh.lives
        resource.prlimit(fresh.process.pid, resource.RLIMIT_NOFILE, whole)
        codes = [status(drain(connection, 30)) for connection in held]
        assert codes.count(204) >= 30 and set(codes) <= {204, 503, 0}, codes
    finally:
        for connection in held:
            connection.close()
    eventually("it answers as before", 10, lambda: answers(fresh, fresh.tokens["Sari"]))


def test_the_service_raises_its_own_limit_of_open_files(plan):
    """A shell gives 256, the system allows more: the service takes what it needs, and as many connections."""
    from conftest import House
    house = House(descriptors=256, most_descriptors=20_000)
    try:
        house.like(plan)
        limits = resource.prlimit(house.process.pid, resource.RLIMIT_NOFILE)
        assert limits == (16_384, 20_000)
    finally:
        house.stop()


def test_more_connections_than_descriptors_do_not_end_the_service():
    """At 512 descriptors, the least, 700 connections are too many; afterwards all is as before."""
    from conftest import House
    house = House(descriptors=512)
    try:
        house.furnish()
        held = []
        for _ in range(700):
            try:
                held.append(house.connect(timeout=1))
            except OSError:
                break
        for connection in held:
            connection.close()
        eventually("it answers again", 30, lambda: answers(house))
        assert house.call("GET", "/api/me", token=house.tokens["Sari"]).status == 200
    finally:
        house.stop()


@pytest.mark.parametrize("request_text", [
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: " + b"a" * 200_000 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n" + b"".join(b"X-%d: a\r\n" % n for n in range(20_000)) + b"\r\n",
    b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
], ids=["one long header", "many headers", "a long address"])
def test_heads_of_any_size_are_refused(house, request_text):
    answer = house.raw(request_text)
    assert is_refused(answer), answer[:200]


SMUGGLED = b"GET /api/me HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


@pytest.mark.parametrize("head, body", [
    (b"Content-Length: 5\r\nTransfer-Encoding: chunked", b"0\r\n\r\n" + SMUGGLED),
    (b"Content-Length: 0\r\nContent-Length: 44", SMUGGLED),
    (b"Content-Length: -1", b""),
    (b"Content-Length: 99999999999999999999999999", b""),
    (b"Transfer-Encoding: chunked, identity", b"0\r\n\r\n"),
    (b"Transfer-Encoding: chunked", b"FFFFFFFFFFFFFFFFFF\r\nabc"),
    (b"Transfer-Encoding: chunked", b"-5\r\nabc\r\n0\r\n\r\n"),
    (b" Content-Length: 3", b"abc"),
], ids=["two framings", "two lengths", "negative", "beyond 64 bits", "two codings", "chunk beyond 64 bits",
        "negative chunk", "folded"])
def test_framing_that_can_be_read_in_two_ways_is_refused(house, head, body):
    """Otherwise a proxy before the service and the service see different requests."""
    with house.connect(timeout=15) as connection:
        connection.sendall(
            b"POST /masuk HTTP/1.1\r\nHost: 127.0.0.1\r\n" + head + b"\r\nConnection: close\r\n\r\n" + body)
        connection.shutdown(socket.SHUT_WR)
        answer = drain(connection, 15)
    assert answer.count(b"HTTP/1.1 ") <= 1, "the body was taken for a request of its own"
    assert is_refused(answer), answer[:200]


@pytest.mark.parametrize("words", [
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 64, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"\x00" * 4096, b"GET /\r\n\r\n", b"GET / HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n", b"SSH-2.0-OpenSSH_9.2\r\n",
    "GÈT / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode(), b"CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"GET / HTTP/1.1\r\n\r\n",
], ids=["TLS", "HTTP/2", "zeros", "HTTP/0.9", "HTTP/9.9", "SSH", "method", "CONNECT", "no host"])
def test_what_is_no_request_is_refused(house, words):
    with house.connect(timeout=15) as connection:
        connection.sendall(words)
        connection.shutdown(socket.SHUT_WR)
        answer = drain(connection, 15)
    assert is_refused(answer) or status(answer) in (501, 505), answer[:200]
