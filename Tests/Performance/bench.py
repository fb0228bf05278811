#!/usr/bin/env python3
"""Measures the built programs beside peers that do the same work on the same machine in the same run.

Prints a table and writes .build/bench.json. Ends with 1 when a goal is missed. Programs and peers take turns, so that
both meet the same weather on a shared machine. The programs are those of `make build`. Names of parts measure those
alone: `bench.py journal live`.
"""

import codecs
import ctypes
import json
import os
import pty
import re
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import live_meeting
import programme
import schedule

ROOT = Path(__file__).resolve().parents[2]
PRODUCTS = ROOT / ".build/debug"
WORK = ROOT / ".build/bench"
TICKS = os.sysconf("SC_CLK_TCK")
ROUNDS = 2
JOURNAL_SECONDS = 4.0


def become_subreaper() -> None:
    """Media processes outlive their agent: as their new parent this program can count what they used."""
    PR_SET_CHILD_SUBREAPER = 36
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def reap_all(seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                time.sleep(0.05)
        except ChildProcessError:
            return


def cpu_of_children() -> float:
    times = os.times()
    return times.children_user + times.children_system


def descendants() -> list[int]:
    parents = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                parents[int(entry)] = int(Path(f"/proc/{entry}/stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
    known, fresh = set(), {os.getpid()}
    while fresh:
        fresh = {pid for pid, parent in parents.items() if parent in fresh} - known
        known |= fresh
    return sorted(known)


def cpu_of(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


class Demo:
    """One whole demo on a terminal of its own, which shows when each act begins and when it is done."""

    def __init__(self, output: Path):
        self.output = output
        self.acts: list[tuple[str, float]] = []  # reference and title, seconds
        self.programme: list[tuple[float, float]] = []  # time, CPU seconds, while the meeting is on
        self.during = self.ended = False
        self.seconds = self.cpu = 0.0

    def run(self) -> None:
        before, began = cpu_of_children(), time.monotonic()
        pid, terminal = pty.fork()
        if pid == 0:
            program = str(PRODUCTS / "rljj")
            os.execv(program, [program, "demo", "--output", str(self.output), "--replace"])
        sampler = threading.Thread(target=self.sample, daemon=True)
        sampler.start()
        log = self.follow(terminal)
        _, status = os.waitpid(pid, 0)
        self.seconds = time.monotonic() - began
        self.ended = True
        sampler.join()
        reap_all()
        self.cpu = cpu_of_children() - before
        if status != 0:
            sys.exit(f"bench: the demo failed:\n{log[-2000:]}")

    def follow(self, terminal: int) -> str:
        """Reads the terminal to its end; an act runs from the last line that says it begins to the line that says done."""
        log, pending, shown, begun = "", "", "", {}
        decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        while True:
            try:
                piece = os.read(terminal, 65536)
            except OSError:
                return log
            if not piece:
                return log
            now = time.monotonic()
            text = decoder.decode(piece)
            log += text
            pending += text
            *parts, pending = re.split(r"\r?\n|\r\x1b\[K", pending)
            for index, part in enumerate(parts + [pending]):
                is_new, shown = part != shown, part
                if (match := re.match(r"(P\d\d\.\S+)\s+(.*?) …$", part)):
                    if is_new:
                        begun[match[1], match[2]] = now
                elif index < len(parts) and (match := re.match(r"\d\d\.\d\d\.\d\d \w+\s+(P\d\d\.\S+)\s+.*?\): (.*)$", part)):
                    # What the texts do not say is marked as such once it is done.
                    key = (match[1], re.sub(r" \((sebagian )?bukan dari SOP\)$", "", match[2]))
                    self.acts.append((f"{key[0]} {key[1]}", now - begun[key]))
                    self.during = "membuka rapat" in key[1] or (self.during and "menutup rapat" not in key[1])

    def sample(self) -> None:
        while not self.ended:
            if self.during:
                for child in descendants():
                    try:
                        words = Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0")
                        if words[1:3] == [b"pipeline", b"programme"]:
                            self.programme.append((time.monotonic(), cpu_of(child)))
                    except OSError:
                        continue
            time.sleep(0.5)

    @property
    def programme_load(self) -> float:
        (first, used), (last, total) = self.programme[0], self.programme[-1]
        return (total - used) / (last - first)

    def act(self, words: str) -> float:
        return next(seconds for name, seconds in self.acts if words in name)

    @property
    def office_acts(self) -> list[float]:
        """Acts of the preparation that only decide and append."""
        return [seconds for name, seconds in self.acts
                if re.match(r"P06\.", name) and "mengunggah" not in name and "menguji" not in name]


def journal_appends(path: Path, writers: int) -> float:
    """Appends of two events each per second, counted when they are acknowledged as durable."""
    child = subprocess.Popen([PRODUCTS / "journal-crash", path, str(writers)], stdout=subprocess.PIPE)
    child.stdout.readline()
    began, lines = time.monotonic(), 0
    while time.monotonic() - began < JOURNAL_SECONDS:
        lines += child.stdout.read1(65536).count(b"\n")
    seconds = time.monotonic() - began
    child.send_signal(signal.SIGKILL)
    child.stdout.close()
    child.wait()
    return lines / seconds


def sqlite_appends(path: Path) -> float:
    """Peer of the journal: two rows of the same size a commit, in SQLite alone, as durable, one after the other."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("CREATE TABLE IF NOT EXISTS rows (position INTEGER PRIMARY KEY, payload BLOB)")
    began, commits = time.monotonic(), 0
    while time.monotonic() - began < JOURNAL_SECONDS:
        payload = os.urandom(1500)
        database.execute("BEGIN IMMEDIATE")
        database.execute("INSERT INTO rows (payload) VALUES (?)", (payload,))
        database.execute("INSERT INTO rows (payload) VALUES (?)", (payload,))
        database.execute("COMMIT")
        commits += 1
    seconds = time.monotonic() - began
    database.close()
    return commits / seconds


def replay(path: Path) -> float:
    events, seconds = subprocess.check_output([PRODUCTS / "journal-replay", path], text=True).split()
    return int(events) / float(seconds)


def sqlite_replay(path: Path) -> float:
    """Peer of the replay: every column of every event fetched by SQLite alone."""
    database = sqlite3.connect(path)
    began = time.monotonic()
    events = sum(1 for _ in database.execute("SELECT * FROM events ORDER BY position"))
    seconds = time.monotonic() - began
    database.close()
    return events / seconds


def timed(command: list) -> float:
    began = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - began


class Results:
    def __init__(self):
        self.rows = []

    def add(self, name: str, value: float, unit: str, goal: str, peer: str | None = None,
            peer_value: float | None = None) -> None:
        sign, _, bound = goal.partition(" ")
        is_met = sign == "-" or (value <= float(bound) if sign == "<=" else value >= float(bound))
        self.rows.append({
            "name": name, "value": round(value, 3), "unit": unit, "goal": goal, "peer": peer,
            "peer_value": None if peer_value is None else round(peer_value, 3), "ok": is_met})

    def show(self) -> None:
        print(f"{'':5}{'measure':44} {'value':>10} {'goal':>11}  {'unit':22} peer")
        for row in self.rows:
            peer = "" if row["peer"] is None else f"{row['peer_value']:g} {row['peer']}"
            print(f"{'ok' if row['ok'] else 'MISS':5}{row['name']:44} {row['value']:>10g} {row['goal']:>11}"
                  f"  {row['unit']:22} {peer}")

    def save(self) -> None:
        (ROOT / ".build/bench.json").write_text(json.dumps(self.rows, indent=2) + "\n")


def measure_meeting(results: Results) -> None:
    demos = []
    for number in range(ROUNDS):
        print(f"demo {number + 1} of {ROUNDS} …", flush=True)
        demo = Demo(WORK / "demo")
        demo.run()
        demos.append(demo)
    mean = statistics.fmean
    results.add("demo, from start to verified evidence", max(d.seconds for d in demos), "s", "<= 180")
    rooms = len(list((WORK / "demo/rooms").glob("*.mkv")))
    results.add(f"programme of {rooms} sites, meeting under way", mean(d.programme_load for d in demos),
                "CPU s per s", "<= 0.6")
    results.add("whole demo, all processes", mean(d.cpu / d.seconds for d in demos), "CPU s per s", "<= 1.2")
    results.add("an act over HTTP, durable, median", statistics.median(sum((d.office_acts for d in demos), [])),
                "s", "<= 0.1")
    results.add("report: pictures, HTML, PDF", max(d.act("membuat Laporan Hasil Rapat") for d in demos), "s", "<= 10")


def measure_verification(results: Results) -> None:
    files = [path for path in (WORK / "demo").rglob("*") if path.is_file()]
    ours, peers = [], []
    for _ in range(3):
        ours.append(timed([PRODUCTS / "rljj", "verify", WORK / "demo"]))
        peers.append(timed(["sha256sum", *files]))
    results.add("verification of the demo's evidence", statistics.median(ours), "s", "<= 5", "sha256sum, same files",
                statistics.median(peers))


def measure_journal(results: Results) -> None:
    print("journal …", flush=True)
    one, many, peers = [], [], []
    for _ in range(ROUNDS):
        one.append(journal_appends(WORK / "one.sqlite", 1))
        peers.append(sqlite_appends(WORK / "peer.sqlite"))
        many.append(journal_appends(WORK / "many.sqlite", 32))
    mean, peer = statistics.fmean, "sqlite3 alone, one writer"
    results.add("journal, 1 writer, two events an append", mean(one), "durable appends/s", ">= 200", peer, mean(peers))
    results.add("journal, 32 writers, two events an append", mean(many), "durable appends/s", ">= 800", peer,
                mean(peers))
    ours, peers = [], []
    for _ in range(3):
        ours.append(replay(WORK / "many.sqlite"))
        peers.append(sqlite_replay(WORK / "many.sqlite"))
    results.add("journal, replay from the first event", statistics.median(ours), "events/s", ">= 5000",
                "sqlite3 alone, same rows", statistics.median(peers))


def measure_cases(results: Results) -> None:
    print("cases …", flush=True)
    lines = subprocess.check_output([PRODUCTS / "case-load", "1000000"], text=True).splitlines()
    found = {name: float(value) for name, value in (line.split() for line in lines)}
    results.add("386 office cases opened by one act, durable", found["fan_out_ms"], "ms", "<= 250")
    results.add("deciding an act among 386 offices, median", found["decide_us"], "µs", "<= 20")
    results.add("inbox of one person among 100,000 tasks", found["inbox_ms"], "ms", "<= 5")
    events = int(found["journal_events"])
    results.add(f"{events:,} events replayed to the same state", found["replay_wall_s"], "s", "<= 30")
    results.add("… of that, processor time on all cores", found["replay_cpu_s"], "s", "-")
    results.add("start from a snapshot, the same journal", found["snapshot_start_wall_s"], "s", "<= 2")
    for open_cases in (1, 1_000, 5_000, 20_000):
        results.add(f"one command with {open_cases:,} open cases, durable", found[f"turn_wall_ms_of_{open_cases}"], "ms", "-")
        results.add("… of that, processor time", found[f"turn_cpu_ms_of_{open_cases}"], "ms", "-")


def measure_demo(results: Results) -> None:
    measure_meeting(results)
    measure_verification(results)


PARTS = {
    "demo": measure_demo,
    "programme": lambda results: programme.measure(results, PRODUCTS / "programme-load", WORK / "programme"),
    "journal": measure_journal, "cases": measure_cases,
    "schedule": lambda results: schedule.measure(results, PRODUCTS / "slot-load"),
    "live": lambda results: live_meeting.measure(results, PRODUCTS / "meeting-load", WORK),
}


def main() -> int:
    become_subreaper()
    wanted = sys.argv[1:] or list(PARTS)
    if unknown := [part for part in wanted if part not in PARTS]:
        sys.exit(f"bench: no part {unknown[0]}; there are: {', '.join(PARTS)}")
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    results = Results()
    try:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            os.environ["TMPDIR"] = folder
            for part in wanted:
                PARTS[part](results)
    finally:
        shutil.rmtree(WORK, ignore_errors=True)
    results.show()
    results.save()
    return 0 if all(row["ok"] for row in results.rows) else 1


if __name__ == "__main__":
    sys.exit(main())
