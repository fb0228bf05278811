"""A meeting of the demo, played by real processes, in which faults are injected; standard library only."""

import json
import mmap
import os
import re
import shutil
import signal
import struct
import subprocess
import tempfile
import threading
import time
import urllib.request
import uuid
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / ".build" / "debug"
SLOT = struct.Struct("40sqii8x")


class Broken(Exception):
    """The stage itself could not be had: no finding about the product."""


class Faults:
    """The page that the preloaded library reads in every process of the meeting."""

    def __init__(self, folder: Path, names: list[str]):
        self.library, self.page = folder / "faults.so", folder / "faults.page"
        source = Path(__file__).with_name("faults.c")
        subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", self.library, source], check=True)
        self.page.write_bytes(bytes(4096))
        with open(self.page, "r+b") as file:
            self.memory = mmap.mmap(file.fileno(), 4096)
        self.slots = {name: at * SLOT.size for at, name in enumerate(names)}
        for name in names:
            self.set(name)

    def set(self, name: str, seconds: int = 0, writing: int = 0, flushing: int = 0) -> None:
        SLOT.pack_into(self.memory, self.slots[name], name.encode(), seconds, writing, flushing)

    @property
    def environment(self) -> dict[str, str]:
        return {"LD_PRELOAD": str(self.library), "RLJJ_FAULTS": str(self.page)}


class Stage:
    """One demo. Its own processes alone are touched: those below the demo's, or with its folder in their words."""

    def __init__(self, name: str, pace: float = 2.0, preload: bool = False, network: bool = False):
        self.folder = Path(tempfile.mkdtemp(prefix=f"rljj-soak-{name}-"))
        self.lines: list[str] = []
        self.extra: list[subprocess.Popen] = []
        self.rooms = sorted(path.stem for path in (ROOT / "Rooms").glob("*.yaml"))
        self.faults = Faults(self.folder, ["service", *self.rooms]) if preload else None
        environment = dict(os.environ) | {"TMPDIR": str(self.folder)} | (self.faults.environment if preload else {})
        # The service's words and environment, for when it ends itself.
        self.words: tuple[list[str], dict[str, str]] | None = None
        # A network of its own has nothing but loopback, which can be cut without touching anybody else.
        alone = ["unshare", "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"] if network else []
        words = [*alone, BUILD / "rljj", "demo", "--output", self.evidence, "--pace", str(pace), "--keep"]
        self.demo = subprocess.Popen(
            words, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, errors="replace", start_new_session=True)
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        for line in self.demo.stdout:
            self.lines.append(line.rstrip("\n"))

    @property
    def evidence(self) -> Path:
        return self.folder / "evidence"

    @property
    def home(self) -> Path:
        """The demo's working folder, with `state`, `agents` and the logs."""
        found = [path for path in self.folder.glob("rljj-??????") if (path / "rooms").is_dir()]
        if not found:
            raise Broken("the demo has made no working folder")
        return found[0]

    def log(self, name: str) -> str:
        path = self.home / f"{name}.log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def played(self) -> list[str]:
        """The acts that the service has acknowledged, as `P09.1 Name`."""
        acts = []
        for line in self.lines:
            found = re.match(r"\d\d\.\d\d\.\d\d \w+ +(P\d\d\.\d+)\S* +(.+?) \([^:]*: (.*)", line)
            # Handing in a file and asking for a test are no acts: what follows them is.
            if found and not found[3].startswith(("mengunggah bahan", "menguji perangkat")):
                acts.append(f"{found[1]} {found[2]}")
        return acts

    # Waiting, never longer than it takes.

    def until(self, what: str, holds, seconds: float = 300) -> None:
        deadline = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > deadline:
                raise Broken(f"not within {seconds:.0f} s: {what}; the demo's last line: {self.lines[-1:]}")
            time.sleep(0.1)

    def through(self, words: str) -> None:
        """Until an act with these words is done."""
        self.until(f"the demo says «{words}»", lambda: any(words in line for line in self.lines) or self.over)
        if self.over:
            raise Broken(f"the demo ended before «{words}»: {self.lines[-3:]}")

    @property
    def over(self) -> bool:
        return self.demo.poll() is not None

    def end(self, seconds: float = 420) -> int:
        """Waits for the demo's own end; one that hangs is ended, and counts as failed."""
        try:
            code = self.demo.wait(seconds)
        except subprocess.TimeoutExpired:
            self.demo.send_signal(signal.SIGTERM)
            code = self.demo.wait(60)
        self.reader.join(5)
        return code

    # Processes.

    def processes(self) -> dict[int, list[str]]:
        """Those with the stage's folder in their words."""
        found = {}
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                words = path.read_bytes().split(b"\0")[:-1]
            except OSError:
                continue
            if any(str(self.folder).encode() in word for word in words) and int(path.parent.name) != os.getpid():
                found[int(path.parent.name)] = [word.decode(errors="replace") for word in words]
        return found

    def service(self) -> int:
        return self._one("the service", lambda words: "serve" in words[:2])

    def agent(self, room: str) -> int:
        return self._one(f"the agent of {room}", lambda words: "run" in words[:2] and f"{room}.yaml" in " ".join(words))

    def _one(self, what: str, holds) -> int:
        found = [process for process, words in self.processes().items() if holds(words)]
        if not found:
            raise Broken(f"{what} does not run")
        return min(found)

    def child(self, room: str, name: str) -> int:
        """A pipeline of a room: `capture`, `programme`, `screen`."""
        path = self.home / "agents" / room / "run" / f"{name}.pid"
        self.until(f"{room} has {name}", lambda: path.exists() and path.read_text().strip().isdigit(), 60)
        return int(path.read_text())

    def start_again(self, process: int, words: list[str], environment: dict[str, str], log: str) -> subprocess.Popen:
        with open(self.home / f"{log}.log", "ab") as sink:
            started = subprocess.Popen(
                words, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=sink, stderr=sink,
                start_new_session=True)
        self.extra.append(started)
        return started

    @staticmethod
    def facts(process: int) -> tuple[list[str], dict[str, str]]:
        """Words and environment of a process, to start the same again."""
        read = lambda name: [part.decode(errors="replace") for part in
                             Path(f"/proc/{process}/{name}").read_bytes().split(b"\0")[:-1]]
        return read("cmdline"), dict(part.split("=", 1) for part in read("environ") if "=" in part)

    def remember(self) -> None:
        """Keeps what the service was started with, on the port that it has."""
        words, environment = self.facts(self.service())
        port = (self.home / "state" / "service.url").read_text().rsplit(":", 1)[1].strip("/ \n")
        words[words.index("--port") + 1] = port
        self.words = (words, environment)

    def operator(self, method: str, path: str, form: dict | None = None) -> dict | list:
        """Calls the service as the operator of the RKO, with a token made for it."""
        state = self.home / "state"
        people = json.loads((state / "people.json").read_text(encoding="utf-8"))["persons"]
        person = next(one for one in people if any(post["role"] == "operator-rko" for post in one["posts"]))
        made = subprocess.run([BUILD / "rljj", "people", "token", "add", person["id"], "--name", "fault campaign",
                               "--state", state], capture_output=True, text=True, check=True)
        headers = {"Authorization": f"Bearer {made.stdout.split()[-1]}", "Content-Type": "application/json",
                   "Idempotency-Key": str(uuid.uuid4())}
        url = (state / "service.url").read_text(encoding="utf-8").strip().rstrip("/") + path
        body = json.dumps(form).encode() if form is not None else None
        with urllib.request.urlopen(urllib.request.Request(url, body, headers, method=method), timeout=30) as answer:
            return json.loads(answer.read())

    def give_up(self, room: str, reason: str) -> None:
        """After the end of the meeting the operator gives up what the room cannot bring any more."""
        self.through("menutup rapat")
        meeting = self.operator("GET", "/api/meetings")[0]["id"]
        self.operator("POST", f"/api/meetings/{meeting}/recordings/give-up",
                      {"room": room, "track": "room", "part": 1, "reason": reason})

    def kill(self, process: int, number: int = signal.SIGKILL) -> None:
        os.kill(process, number)
        if number == signal.SIGKILL or number == signal.SIGTERM:
            self.until(f"{process} has ended", lambda: not self.runs(process), 60)

    @staticmethod
    def runs(process: int) -> bool:
        try:
            return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
        except OSError:
            return False

    def pause_people(self) -> None:
        os.kill(self.demo.pid, signal.SIGSTOP)

    def resume_people(self) -> None:
        os.kill(self.demo.pid, signal.SIGCONT)

    def service_again(self, number: int = signal.SIGKILL, while_down=lambda: None) -> None:
        """Ends the service and starts it with the same words, while the people wait."""
        self.pause_people()
        self.remember()
        process, (words, environment) = self.service(), self.words
        self.kill(process, number)
        (self.home / "state" / "service.url").unlink(missing_ok=True)
        while_down()
        self.start_again(process, words, environment, "service")
        self.until("the service is back", (self.home / "state" / "service.url").exists, 60)
        self.resume_people()

    def strike(self, keep: bool) -> None:
        """Ends what is left of this stage, by its own ids, and takes the folder away."""
        if not self.over:
            self.resume_people()
            self.demo.send_signal(signal.SIGTERM)
            try:
                self.demo.wait(30)
            except subprocess.TimeoutExpired:
                self.demo.kill()
        for process in self.processes():
            try:
                os.kill(process, signal.SIGCONT)
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                pass
        for process in self.extra:
            process.wait()
        if not keep:
            shutil.rmtree(self.folder, ignore_errors=True)
