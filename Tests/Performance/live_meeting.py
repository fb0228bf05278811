"""A live meeting with very many offices: what one fact of one room costs, and how fast 32 people act at once.

The peer of the acts is SQLite alone: the very rows that the acts left in the journal, written again into a table with
the same indexes, as durable, a commit for each act.
"""

import shutil
import sqlite3
import statistics
import subprocess
import time
from pathlib import Path

OFFICES = 386
ROUNDS = 3
ACTS_EACH = 5


class LiveMeeting:
    """The program `meeting-load`, which does what it is asked, one line at a time."""

    def __init__(self, program: Path, folder: Path, offices: int):
        self.journal = folder / "journal.sqlite"
        self.process = subprocess.Popen(
            [program, folder, str(offices)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.live = self.answer()

    def answer(self) -> dict[str, float]:
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("bench: meeting-load ended without an answer")
        return {name: float(value) for name, value in (word.split("=") for word in line.split()[1:])}

    def ask(self, words: str) -> dict[str, float]:
        self.process.stdin.write(words + "\n")
        self.process.stdin.flush()
        return self.answer()

    def end(self) -> None:
        self.process.stdin.close()
        self.process.wait()


def rows_of(journal: Path, first: int, last: int) -> tuple[list[str], list[list[tuple]]]:
    """What makes the table and its indexes, and the rows between two positions, those of one act together."""
    database = sqlite3.connect(f"file:{journal}?mode=ro", uri=True)
    schema = [sql for (sql,) in database.execute(
        "SELECT sql FROM sqlite_master WHERE tbl_name = 'events' AND type IN ('table', 'index') AND sql IS NOT NULL"
        " ORDER BY type DESC")]
    acts: dict[str, list[tuple]] = {}
    keys = [column[1] for column in database.execute("PRAGMA table_info(events)")]
    for row in database.execute("SELECT * FROM events WHERE position BETWEEN ? AND ?", (first, last)):
        acts.setdefault(row[keys.index("key")], []).append(row)
    database.close()
    return schema, list(acts.values())


def sqlite_acts(path: Path, schema: list[str], acts: list[list[tuple]]) -> float:
    """Seconds in which SQLite alone keeps the rows, a durable commit for each act."""
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    for sql in schema:
        database.execute(sql)
    insert = f"INSERT INTO events VALUES ({', '.join('?' * len(acts[0][0]))})"
    began = time.monotonic()
    for rows in acts:
        database.execute("BEGIN IMMEDIATE")
        database.executemany(insert, rows)
        database.execute("COMMIT")
    seconds = time.monotonic() - began
    database.close()
    return seconds


def measure(results, program: Path, work: Path) -> None:
    print(f"live meeting with {OFFICES} offices …", flush=True)
    folder = work / "live"
    shutil.rmtree(folder, ignore_errors=True)
    meeting = LiveMeeting(program, folder, OFFICES)
    ours, peers, costs, facts = [], [], [], []
    for _ in range(ROUNDS):
        answer = meeting.ask(f"acts {ACTS_EACH}")
        schema, acts = rows_of(meeting.journal, int(answer["first"]), int(answer["last"]))
        peers.append(len(acts) / sqlite_acts(work / "live-peer.sqlite", schema, acts))
        ours.append(answer["count"] / answer["wall_s"])
        costs.append(answer["cpu_s"] * 1000 / answer["count"])
        facts.append(meeting.ask("facts")["median_cpu_ms"])
    meeting.end()
    middle = statistics.median
    results.add(f"one fact of one room, {OFFICES} offices live", middle(facts), "ms of processor", "<= 1")
    peer = middle(peers)
    results.add("acts of 32 people at once", middle(ours), "durable acts/s", f">= {0.6 * peer:.0f}",
                "sqlite3 alone, same rows", peer)
    results.add("… of that, an act", middle(costs), "ms of processor", "-")
    results.add("the meeting's preparation, every act", meeting.live["wall_s"], "s", "-")
    results.add("… of that, an act", meeting.live["cpu_s"] * 1000 / meeting.live["acts"], "ms of processor", "-")
