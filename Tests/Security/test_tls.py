"""TLS: versions, suites, keys, and the headers that go with it."""

import os
import socket
import subprocess

import pytest
from conftest import House
from support import PASSWORD, PROGRAM, ROOMS, certificate, eventually


@pytest.fixture(scope="module")
def secure(tmp_path_factory):
    house = House(tls=certificate(tmp_path_factory.mktemp("tls")))
    try:
        yield house.furnish()
    finally:
        house.stop()


def handshake(house, *options: str) -> str:
    """What openssl says of a handshake; its own lower bounds are taken away first."""
    done = subprocess.run(
        ["openssl", "s_client", "-connect", f"127.0.0.1:{house.port}", "-CAfile", house.tls[0], *options],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=30, check=False)
    return done.stdout + done.stderr


@pytest.mark.parametrize("version", ["-tls1", "-tls1_1"])
def test_versions_below_1_2_are_refused(secure, version):
    assert "Cipher is (NONE)" in handshake(secure, version, "-cipher", "ALL:@SECLEVEL=0")


@pytest.mark.parametrize("suites", [
    "ECDHE-RSA-AES128-SHA", "ECDHE-RSA-AES256-SHA384", "ECDHE-RSA-AES128-SHA256", "AES128-SHA", "AES256-SHA256",
    "AES128-GCM-SHA256", "DHE-RSA-AES128-SHA", "NULL", "aNULL", "3DES", "RC4",
])
def test_suites_without_aead_or_forward_secrecy_are_refused(secure, suites):
    said = handshake(secure, "-tls1_2", "-cipher", f"{suites}:@SECLEVEL=0")
    assert "Cipher is (NONE)" in said or "no cipher match" in said, said[:400]


@pytest.mark.parametrize("options", [
    ["-tls1_3"], ["-tls1_2", "-cipher", "ECDHE-RSA-AES128-GCM-SHA256"],
    ["-tls1_2", "-cipher", "ECDHE-RSA-CHACHA20-POLY1305"],
])
def test_what_is_good_is_taken(secure, options):
    said = handshake(secure, *options)
    assert "Cipher is (NONE)" not in said and "Verify return code: 0" in said, said[:400]


def test_a_session_is_not_renegotiated_or_compressed(secure):
    said = handshake(secure, "-tls1_2")
    assert "Compression: NONE" in said
    assert "Secure Renegotiation IS supported" in said or "Renegotiation IS NOT supported" not in said


def test_pages_are_bound_to_tls(secure):
    """HSTS for a year at least, and a cookie that only this host over TLS can set."""
    reply = secure.sign_in(secure.ids["Sari"], PASSWORD)
    assert reply.status == 201, reply.text
    for cookie in reply.cookies:
        assert cookie.startswith("__Host-") and "Secure" in cookie and "Domain" not in cookie
    age = reply.headers["strict-transport-security"].split("max-age=")[1].split(";")[0]
    assert int(age) >= 31_536_000


def test_the_wall_is_closed_without_a_sign_in(tmp_path):
    """Beyond loopback the wall is for people who have signed in; a listener on all addresses is beyond loopback."""
    house = House(tls=certificate(tmp_path))
    try:
        house.furnish()
        for path in ("/api/me", "/api/meetings", "/api/policy"):
            assert house.call("GET", path).status == 401
    finally:
        house.stop()


def test_a_listener_beyond_loopback_needs_tls(tmp_path):
    """Tokens would go in clear: it does not start, and says what to do."""
    done = subprocess.run(
        [PROGRAM, "serve", "--state", tmp_path / "state", "--rooms", ROOMS, "--host", "0.0.0.0", "--port", "0"],
        capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode != 0 and "--tls-certificate" in done.stderr, done.stderr


def test_plain_text_gets_no_answer_on_a_tls_port(secure):
    with socket.create_connection(("127.0.0.1", secure.port), 10) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        connection.settimeout(20)
        try:
            assert b"HTTP/1.1 200" not in connection.recv(4096)
        except ConnectionResetError:
            pass


def test_a_key_that_others_can_read_is_refused(tmp_path):
    chain, key = certificate(tmp_path)
    os.chmod(key, 0o644)
    house = House(tls=(chain, key))
    try:
        with pytest.raises(AssertionError, match="0644|644"):
            house.start()
    finally:
        house.stop()


def test_displaced_connections_give_their_descriptors_back_at_once(tmp_path):
    """A client that never says goodbye keeps no descriptor, however many such clients come."""
    house = House(tls=certificate(tmp_path), descriptors=512)
    try:
        house.furnish()
        before, held, most = house.open_files, [], 0
        for _ in range(240):
            # The handshake is whole; what comes afterwards is never read, so that nothing is answered to a goodbye.
            held.append(house.connect(timeout=10))
            most = max(most, house.open_files - before)
        # 48 on the doorstep of 512 descriptors, and the one or other that is about to go.
        assert most <= 48 + 8, f"{most} descriptors were held by connections of nobody known"
        for connection in held:
            connection.close()
        eventually("all are gone", 10, lambda: house.open_files - before < 8)
    finally:
        house.stop()
