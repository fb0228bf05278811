"""The schedule of a directorate for a year, beside a plain SQLite loop and a search that tries every start in Python.

400 rooms have three bookings a day for 348 days, 417,600 in all. The SQLite peer asks the same question of an indexed table,
one query for each room and week; the Python peer looks through the bookings of the fortnight for each start.
"""

import json
import sqlite3
import statistics
import subprocess
import time
from pathlib import Path

ROOMS = 400
DAYS = 348
WEEKS = 52
HOURS = (1, 3, 6)
STEP = 15
LENGTH, SETUP, TEARDOWN = 60, 15, 10


def bookings():
    """Room, first and last minute with setting up and clearing away, from the year's first minute on."""
    for day in range(DAYS):
        for hour in HOURS:
            start = (day * 24 + hour) * 60
            for room in range(ROOMS):
                yield room, start - SETUP, start + LENGTH + TEARDOWN


def sqlite_series() -> float:
    """Seconds of processor time to ask whether a weekly meeting in every room meets any booking."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE booking (room INTEGER, first INTEGER, last INTEGER)")
    database.executemany("INSERT INTO booking VALUES (?, ?, ?)", bookings())
    database.execute("CREATE INDEX by_room ON booking (room, first)")
    began = time.process_time()
    for week in range(WEEKS):
        start = (week * 7 * 24 + 18) * 60
        for room in range(ROOMS):
            row = database.execute(
                "SELECT 1 FROM booking WHERE room = ? AND first < ? AND first > ? AND last > ? LIMIT 1",
                (room, start + LENGTH + TEARDOWN, start - 24 * 60, start - SETUP)).fetchone()
            if row:
                raise SystemExit("bench: the slot of the series was taken")
    return time.process_time() - began


def brute_force(offices: int) -> float:
    """Seconds of processor time to find the first common slot of the fortnight by trying every start."""
    busy: dict[int, list[tuple[int, int]]] = {}
    for room, first, last in bookings():
        if room < offices and first < 15 * 24 * 60:
            busy.setdefault(room, []).append((first, last))
    began = time.process_time()
    for start in range(0, 14 * 24 * 60 - LENGTH, STEP):
        # Working hours of the three zones: 07.30 to 17.00 on the wall, which is 00.30, 23.30 or 22.30 of UTC.
        if not all(450 <= (start + ahead * 60) % 1440 <= 1020 - LENGTH for ahead in (7, 8, 9)):
            continue
        if all(last <= start - SETUP or first >= start + LENGTH + TEARDOWN
               for room in range(offices) for first, last in busy[room]):
            break
    return time.process_time() - began


def measure(results, program: Path) -> None:
    print("schedule …", flush=True)
    found, loops, brutes = [], [], []
    for _ in range(3):
        found.append(json.loads(subprocess.check_output([program], text=True)))
        loops.append(sqlite_series())
        brutes.append({offices: brute_force(offices) for offices in (40, 386)})
    value = {name: statistics.median(run[name] for run in found) for name in found[0]}
    loop = statistics.median(loops) * 1000
    brute = {offices: statistics.median(run[offices] for run in brutes) * 1000 for offices in (40, 386)}
    python = "tried one by one in Python"
    results.add("one room, one time: is it free", value["check-one"] * 1e6, "µs", "<= 5")
    results.add("400 rooms × 52 weeks among 417,600 bookings", value["check-series"] * 1000, "ms", "<= 5",
                "SQLite, a query each", loop)
    results.add("first common slot of 40 offices in 14 days", value["first-40"] * 1000, "ms", "<= 0.05", python, brute[40])
    results.add("first common slot of 386 offices", value["first-386"] * 1000, "ms", "<= 0.2", python, brute[386])
    results.add("all slots of 386 offices, 20 with reasons", value["answer-386"] * 1000, "ms", "<= 5")
    results.add("a booking of 386 offices, decided", value["book-386"] * 1000, "ms", "-")
