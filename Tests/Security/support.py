"""The built service as a process on loopback, its people, and requests of every shape; standard library only."""

import http.client
import json
import os
import re
import resource
import select
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# `RLJJ` names another one, such as the one that is installed.
PROGRAM = Path(os.environ.get("RLJJ", ROOT / ".build" / "debug" / "rljj"))
ROOMS = ROOT / "Rooms"
# How often a condition is looked at, in seconds.
INTERVAL = 0.05
# A password that no list has.
PASSWORD = "kuda tegak baterai jepit"


@dataclass
class Reply:
    """What came back, whole."""

    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float
    cookies: list[str] = field(default_factory=list)

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


@dataclass
class Service:
    """A service with a state folder of its own; `stop` ends it and takes the folder away."""

    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="rljj-attack-")))
    tls: tuple[Path, Path] | None = None
    descriptors: int = 1024
    # How far the service may raise that itself; as much when nothing is said.
    most_descriptors: int = 0
    process: subprocess.Popen | None = None
    port: int = 0

    @property
    def state(self) -> Path:
        return self.folder / "state"

    @property
    def log(self) -> str:
        return (self.folder / "service.log").read_text(encoding="utf-8", errors="replace")

    def start(self) -> "Service":
        words = [PROGRAM, "serve", "--state", self.state, "--rooms", ROOMS, "--port", str(self.port)]
        if self.tls:
            words += ["--tls-certificate", self.tls[0], "--tls-key", self.tls[1]]
        address = self.state / "service.url"
        address.unlink(missing_ok=True)
        with open(self.folder / "service.log", "ab") as log:
            self.process = subprocess.Popen(
                words, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder, preexec_fn=self.limit)
        eventually("the service listens", 30, lambda: address.exists() or self.process.poll() is not None)
        assert self.process.poll() is None, f"the service did not start: {self.log[-600:]}"
        self.port = int(address.read_text(encoding="utf-8").rsplit(":", 1)[1])
        return self

    def limit(self) -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (self.descriptors, max(self.descriptors, self.most_descriptors)))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def end(self) -> None:
        """Ends the service; its folder stays."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def stop(self) -> None:
        self.end()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def open_files(self) -> int:
        """The descriptors that the service's process holds now."""
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    @property
    def lives(self) -> bool:
        return self.process.poll() is None

    # People, as the administrator makes them.

    def people(self, *words: str, given: str | None = None) -> subprocess.CompletedProcess:
        command = [PROGRAM, "people", *words, "--state", self.state]
        if words[0] in ("add", "appoint", "end", "transfer", "import"):
            command += ["--rooms", ROOMS]
        return subprocess.run(command, input=given, capture_output=True, text=True, timeout=180, check=False)

    def add(self, name: str, *posts: str, password: str | None = None) -> str:
        """A person with posts; gives the token."""
        words = [word for post in posts for word in ("--post", post)]
        added = self.people("add", "--name", name, *words)
        assert added.returncode == 0, added.stderr
        if password:
            done = self.people("password", "set", name, given=password + "\n")
            assert done.returncode == 0, done.stderr
        return added.stdout.strip()

    def secret(self, room: str) -> str:
        return (self.state / "keys" / f"{room}.secret").read_text(encoding="utf-8").strip()

    # Requests.

    def connect(self, source: str = "127.0.0.1", timeout: float = 20) -> socket.socket:
        """A connection from an address of loopback; encrypted when the service is."""
        plain = socket.create_connection(("127.0.0.1", self.port), timeout, (source, 0))
        if not self.tls:
            return plain
        context = ssl.create_default_context(cafile=str(self.tls[0]))
        return context.wrap_socket(plain, server_hostname="localhost")

    def call(
        self, method: str, path: str, body=None, token: str | None = None, headers: dict | None = None,
        source: str = "127.0.0.1", timeout: float = 20,
    ) -> Reply:
        """One request as a well-behaved client sends it. A `body` that is no bytes goes as JSON."""
        sent = {"Connection": "close"} | (headers or {})
        if body is not None and not isinstance(body, (bytes, bytearray)):
            body = json.dumps(body).encode()
            sent.setdefault("Content-Type", "application/json")
        if token:
            sent["Authorization"] = f"Bearer {token}"
        began = time.monotonic()
        connection = http.client.HTTPConnection("localhost" if self.tls else "127.0.0.1", self.port)
        connection.sock = self.connect(source, timeout)
        try:
            connection.request(method, path, body=body, headers=sent)
            answer = connection.getresponse()
            text = answer.read()
            found = answer.getheaders()
            return Reply(
                answer.status, {name.lower(): value for name, value in found}, text, time.monotonic() - began,
                [value for name, value in found if name.lower() == "set-cookie"])
        finally:
            connection.close()

    def raw(self, data: bytes, source: str = "127.0.0.1", timeout: float = 15) -> bytes:
        """Sends bytes as they are, and gives the first answer, or all that comes when the service closes before."""
        with self.connect(source, timeout) as connection:
            return converse(connection, data, timeout)

    def sign_in(self, person: str, password: str, source: str = "127.0.0.1", headers: dict | None = None) -> Reply:
        form = {"person": person, "password": password}
        return self.call("POST", "/api/sessions", form, headers=headers, source=source, timeout=180)


def is_answer(found: bytes) -> bool:
    """Whether these bytes are at least one whole answer."""
    head, blank, body = found.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
    return bool(blank and length and len(body) >= int(length[1]))


def converse(connection: socket.socket, data: bytes, timeout: float) -> bytes:
    """Sends and listens at once, for the other end may answer and read no further."""
    found, rest, deadline = b"", memoryview(data), time.monotonic() + timeout
    connection.settimeout(0.2)
    while not is_answer(found):
        assert time.monotonic() < deadline, f"no answer within {timeout} s, {len(rest)} bytes unsent: {found[:200]}"
        readable, writable, _ = select.select([connection], [connection] if rest else [], [], 1)
        try:
            if writable:
                rest = rest[connection.send(rest[:65536]):]
            if readable:
                piece = connection.recv(65536)
                if not piece:
                    return found
                found += piece
        except TimeoutError:
            continue
        except OSError:
            return found
    return found


def drain(connection: socket.socket, timeout: float) -> bytes:
    """All that comes until the other end closes."""
    found, deadline = b"", time.monotonic() + timeout
    while True:
        connection.settimeout(max(0.01, deadline - time.monotonic()))
        try:
            piece = connection.recv(65536)
        except ConnectionResetError:
            return found
        if not piece:
            return found
        found += piece


def status(answer: bytes) -> int:
    """The status of a raw answer; 0 for a connection that was closed without one."""
    words = answer.split(b" ", 2)
    return int(words[1]) if len(words) > 1 and words[0].startswith(b"HTTP/") else 0


def is_refused(answer: bytes) -> bool:
    """Answered with an error of the client's, or closed without a word."""
    return status(answer) == 0 or 400 <= status(answer) < 500


def eventually(what: str, seconds: float, holds) -> None:
    """Waits for a condition; waiting in vain is an error that names it."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"not within {seconds} s: {what}"
        time.sleep(INTERVAL)


def together(count: int, work) -> list:
    """The same work by so many threads at once; gives what each came to."""
    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(work, range(count)))


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for localhost that signs itself, and its key."""
    chain, key = folder / "chain.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
         "subjectAltName=DNS:localhost,IP:127.0.0.1", "-out", chain, "-keyout", key],
        check=True, capture_output=True, timeout=60)
    os.chmod(key, 0o600)
    return chain, key
