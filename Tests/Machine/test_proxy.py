"""Behind nginx, with the configuration of the article Deployment: streams, names, bodies, cookies, a path of its own."""

import contextlib
import http.client
import re
import shutil
import signal
import socket
import ssl
import subprocess
import time
import urllib.parse

import pytest
from conftest import House
from machine import PROGRAM, ROOM_PROGRAM, ROOMS, ROOT
from support import PASSWORD, certificate, eventually

pytestmark = pytest.mark.skipif(not shutil.which("nginx", path="/usr/sbin:/usr/bin"), reason="needs nginx (make setup)")
ARTICLE = ROOT / "Sources/rljj/rljj.docc/Deployment.md"
NAME = "rko.example"


class Site:
    """nginx in a folder of its own, before a service that listens on loopback."""

    def __init__(self, folder, house, site: str):
        self.folder, self.house, self.port = folder, house, free_port()
        self.tls = certificate(folder)
        self.file = folder / "nginx.conf"
        places = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in
                         ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        self.file.write_text(
            f"daemon off; master_process off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;"
            f"events {{}} http {{ access_log off; {places} {site.replace('LISTEN', str(self.port))} }}", encoding="utf-8")
        self.process = None

    def start(self):
        self.process = subprocess.Popen(
            ["/usr/sbin/nginx", "-p", self.folder, "-e", self.folder / "error.log", "-c", self.file],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        eventually("nginx listens", 15, self.listens)
        return self

    def listens(self) -> bool:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
            return True
        assert self.process.poll() is None, (self.folder / "error.log").read_text(encoding="utf-8")
        return False

    def stop(self):
        if self.process:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(10)

    def connect(self):
        """A connection over TLS, or a plain one where the site speaks none."""
        plain = socket.create_connection(("127.0.0.1", self.port), 20)
        if "ssl_certificate" not in self.file.read_text(encoding="utf-8"):
            return plain
        context = ssl.create_default_context(cafile=str(self.tls[0]))
        context.check_hostname = False
        return context.wrap_socket(plain, server_hostname=NAME)

    def call(self, method, path, body=None, **headers):
        connection = http.client.HTTPConnection(NAME, self.port)
        connection.sock = self.connect()
        sent = {"Host": f"{NAME}:{self.port}"} | {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body=body, headers=sent)
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        return answer, text


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def example(folder, port: int) -> str:
    """The article's file, with ports and paths of this test; each is there once."""
    text = re.search(r"```nginx\n(.*?)```", ARTICLE.read_text(encoding="utf-8"), re.DOTALL)[1]
    for found, ours in [
        ("server 127.0.0.1:8080;", f"server 127.0.0.1:{port};"), ("listen 443 ssl;", "listen 127.0.0.1:LISTEN ssl;"),
        ("/etc/rljj/chain.pem", f"{folder}/chain.pem"), ("/etc/rljj/key.pem", f"{folder}/key.pem"),
    ]:
        assert text.count(found) == 1, found
        text = text.replace(found, ours)
    return text


def serve(house, *options):
    """The furnished house again, with options of its own."""
    house.end()
    (house.state / "service.url").unlink(missing_ok=True)
    with open(house.folder / "service.log", "ab") as log:
        house.process = subprocess.Popen(
            [PROGRAM, "serve", "--state", house.state, "--rooms", ROOMS, "--port", str(house.port), *options],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=house.folder)
    eventually("the service listens", 30, (house.state / "service.url").exists)


@pytest.fixture(scope="module")
def furnished():
    house = House()
    try:
        yield house.furnish()
    finally:
        house.stop()


@pytest.fixture(scope="module")
def site(furnished, tmp_path_factory):
    folder = tmp_path_factory.mktemp("nginx")
    serve(furnished, "--behind-proxy", "--name", NAME)
    found = Site(folder, furnished, example(folder, furnished.port))
    try:
        yield found.start()
    finally:
        found.stop()


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def first_bytes(site, path: str, token: str, wanted: bytes, seconds: float) -> tuple[float, bytes]:
    """How long a stream takes to bring the wanted bytes; its headers with it."""
    began, found = time.monotonic(), b""
    with site.connect() as connection:
        connection.settimeout(seconds)
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {NAME}:{site.port}\r\nAuthorization: Bearer {token}\r\n\r\n".encode())
        while wanted not in found:
            piece = connection.recv(65536)
            assert piece, found
            found += piece
    return time.monotonic() - began, found


@pytest.mark.parametrize("prefix", ["", "/rljj"])
def test_streams_deliver_at_once_behind_default_buffering(site, prefix):
    house = site.house
    for path, token, wanted in [
        ("/events", house.tokens["Sari"], b"event: wall"),
        ("/api/rooms/rko/plan", house.secret("rko"), b": halo"),
    ]:
        seconds, found = first_bytes(site, prefix + path, token, wanted, 10)
        assert seconds < 3, (path, seconds)
        assert b": halo" in found and b"no-cache, no-transform" in found.lower()


def test_a_stream_says_that_nobody_may_gather_it(furnished, site):
    with furnished.connect() as connection:
        connection.sendall(b"GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                           + furnished.tokens["Sari"].encode() + b"\r\n\r\n")
        head = connection.recv(65536).lower()
    assert b"x-accel-buffering: no" in head and b"cache-control: no-cache, no-transform" in head
    assert site.process.poll() is None


@pytest.mark.parametrize("prefix", ["", "/rljj"])
def test_a_person_signs_in_from_the_service_s_own_page(site, prefix):
    """Every link of the page leads to the service; the sign-in's cookie is Secure, and acts from that page."""
    page, text = site.call("GET", f"{prefix}/masuk")
    assert page.status == 200
    links = re.findall(r'(?:href|src|action)="([^"#]+)"', text.decode())
    assert links
    for link in links:
        place = urllib.parse.urljoin(f"{prefix}/masuk", link)
        assert place.startswith(f"{prefix}/"), link
        assert site.call("GET", place)[0].status == 200, link
    origin = f"https://{NAME}:{site.port}"
    entered, _ = site.call("POST", f"{prefix}/masuk", f"token={site.house.tokens['Sari']}", Origin=origin)
    assert entered.status == 303
    assert urllib.parse.urljoin(f"{prefix}/masuk", entered.headers["Location"]) == f"{prefix}/"
    cookie = entered.headers["Set-Cookie"]
    assert cookie.startswith("__Host-rljj=") and "; Secure" in cookie and "HttpOnly" in cookie
    own = {"Cookie": cookie.split(";")[0]}
    assert site.call("GET", f"{prefix}/", **own)[0].status == 200
    assert "Strict-Transport-Security" in entered.headers
    left, _ = site.call("POST", f"{prefix}/keluar", "", Origin=origin, **own)
    assert left.status == 303 and site.call("GET", f"{prefix}/api/me", **own)[0].status == 401


def test_the_wall_is_not_public(site):
    refused, _ = site.call("GET", "/")
    assert refused.status == 303 and refused.headers["Location"].endswith("masuk")
    for path in ("/events", "/rooms/rko/picture"):
        assert site.call("GET", path)[0].status == 401, path
    assert site.house.call("GET", "/events").status == 401, "not for this machine either: it is the proxy's"


def test_large_bodies_come_through(site):
    """9 MiB, of which nginx lets one through unless told otherwise; the service answers, whatever it holds."""
    answer, text = site.call("POST", "/api/files", b"%PDF-1.7\n" + b"a" * (9 << 20), **bearer(site.house.tokens["Sari"]))
    assert answer.status in (201, 413, 422) and b"nginx" not in text, (answer.status, text[:300])


def test_a_foreign_origin_and_host_are_named_in_answer_and_log(site):
    form = '{"person": "%s", "password": "%s"}' % (site.house.ids["Sari"], PASSWORD)
    json_type = {"Content_Type": "application/json"}
    answer, text = site.call("POST", "/api/sessions", form, Origin="https://lain.example", **json_type)
    assert answer.status == 403
    for word in ("https://lain.example", f"{NAME}:{site.port}", "proxy_set_header Host"):
        assert word in text.decode() and word in site.house.log, word
    other, text = site.call("GET", "/health", Host="lain.example")
    assert other.status == 421 and "lain.example" in text.decode() and NAME in text.decode()
    assert "lain.example” is no name" in site.house.log


def test_callers_are_told_apart_by_what_the_proxy_says(site):
    """The address that nginx saw counts; one that the caller wrote is not passed on."""
    site.call("GET", "/health", Host="a.example", X_Forwarded_For="203.0.113.9")
    assert "203.0.113.9" not in site.house.log and "refused 127.0.0.1: “a.example”" in site.house.log
    site.house.call("GET", "/health", headers={"Host": "b.example", "X-Forwarded-For": "203.0.113.9, 198.51.100.7"})
    assert "refused 198.51.100.7: “b.example”" in site.house.log


def test_a_room_dials_below_a_path(site):
    """Its agent takes such an address: what it lacks here is only trust in the test's certificate."""
    secret = site.folder / "rko.secret"
    secret.write_text(site.house.secret("rko"), encoding="utf-8")
    secret.chmod(0o600)
    log = site.folder / "agent.log"
    with open(log, "wb") as out:
        process = subprocess.Popen(
            [ROOM_PROGRAM, "run", "--room", ROOMS / "rko.yaml", "--service", f"https://localhost:{site.port}/rljj",
             "--secret-file", secret, "--state", site.folder / "agent"],
            stdin=subprocess.DEVNULL, stdout=out, stderr=out)
    try:
        eventually("the agent calls the service below the path", 40,
                   lambda: f"calls https://localhost:{site.port}/rljj" in log.read_text(encoding="utf-8"))
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(15)


@pytest.fixture
def plain_proxy(furnished, tmp_path):
    """nginx as somebody sets it up who knows of nothing: an address to pass to, and no more."""
    serve(furnished)
    found = Site(tmp_path, furnished, "server { listen 127.0.0.1:LISTEN; location / { proxy_pass http://127.0.0.1:%d; } }"
                 % furnished.port)
    try:
        yield found.start()
    finally:
        found.stop()


def test_behind_a_proxy_with_nothing_but_an_address_the_wall_is_closed_too(plain_proxy, furnished):
    """And to a browser at this machine it stays open."""
    assert plain_proxy.call("GET", "/")[0].status == 303
    assert plain_proxy.call("GET", "/events")[0].status == 401
    assert furnished.call("GET", "/").status == 200
    for header in ("X-Forwarded-For", "X-Real-IP", "Forwarded", "Via"):
        assert furnished.call("GET", "/", headers={header: "203.0.113.9"}).status == 303, header
    # The typed name does not come through: the sign-in says so.
    answer, text = plain_proxy.call("POST", "/masuk", "token=x", Origin=f"http://{NAME}:{plain_proxy.port}")
    assert answer.status == 403 and f"http://{NAME}" in text.decode() and f"127.0.0.1:{furnished.port}" in text.decode()
