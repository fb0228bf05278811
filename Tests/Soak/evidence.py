#!/usr/bin/env python3
"""Reads a meeting's evidence as a stranger would, beside what the campaign knows: what stands there and is not so."""

import json
import re
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from stage import BUILD

# Seconds without a fresh picture in a recording from which on a gap has to be stated.
LONGEST_STEP = 1.0
# How far what is stated may lie beside what is in the film, in seconds.
TOLERANCE = 2.5


@dataclass
class Fault:
    """What the campaign did to the meeting, by this machine's clock: from, to, and the room that it took away."""

    begin: float = 0
    end: float = 0
    room: str | None = None
    # The room gave no picture or sound meanwhile; what was recorded has to show it, and the report to say it.
    silences: bool = False


def moment(text: str) -> float:
    text = re.sub(r"Z$", "+00:00", text)
    return datetime.fromisoformat(text).astimezone(timezone.utc).timestamp()


def output(*words) -> str:
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, errors="replace", check=False)
    return done.stdout


def contained(part: list[str], whole: list[str]) -> str | None:
    """The first of `part` that is not in `whole` in this order; `None` when all are."""
    rest = iter(whole)
    return next((item for item in part if all(item != other for other in rest)), None)


def gaps_untold(name: str, times: list[float], stated: list[float]) -> list[str]:
    """Gaps in a film that are not stated, and stated ones that are not in it; in seconds."""
    found, rest = [], list(stated)
    steps = [(one, other) for one, other in zip(times, times[1:]) if other - one > LONGEST_STEP]
    for one, other in steps:
        fitting = [length for length in rest if abs(other - one - length) < TOLERANCE]
        if fitting:
            rest.remove(min(fitting, key=lambda length: abs(other - one - length)))
        else:
            found.append(f"{name}: no picture from {one:.1f} to {other:.1f} s, and no such gap is stated")
    for length in rest:
        if length > LONGEST_STEP + TOLERANCE:
            found.append(f"{name}: a gap of {length:.1f} s is stated and not in the film")
    return found


class Evidence:
    """An evidence folder."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
        with sqlite3.connect(f"file:{folder / 'journal.sqlite'}?mode=ro&immutable=1", uri=True) as journal:
            rows = journal.execute(
                "SELECT payload FROM events WHERE payload IS NOT NULL AND stream LIKE 'meeting/%' ORDER BY position")
            self.events = [json.loads(bytes(payload)) for payload, in rows]
        self.report = re.sub(r"\s+", " ", output("pdftotext", "-enc", "UTF-8", folder / "laporan.pdf", "-"))

    @property
    def acts(self) -> list[str]:
        """As `P09.1 Name`, in their order."""
        acts = []
        for event in self.events:
            if act := event.get("act"):
                key = act["key"] if isinstance(act["key"], str) else act["key"].get("act", "")
                acts.append(f"{re.split('[/@]', str(key))[0]} {act['by']['name']}")
        return acts

    def verdict(self) -> str | None:
        done = subprocess.run([BUILD / "rljj", "verify", self.folder], capture_output=True, text=True, check=False)
        return None if done.returncode == 0 else f"verify: {(done.stdout + done.stderr).strip()[-300:]}"

    def times(self, file: str) -> list[float]:
        """When each picture of a recording is shown, in seconds from its beginning."""
        found = output("ffprobe", "-v", "error", "-select_streams", "v:0", "-show_entries", "packet=pts_time", "-of",
                       "csv=p=0", self.folder / file)
        return sorted(float(word) for word in re.findall(r"^-?\d+\.\d+", found, re.MULTILINE))

    def untruths(self, acknowledged: list[str], faults: list[Fault]) -> list[str]:
        """Each thing that stands there and is not so, or is not there and was acknowledged."""
        found = [problem for problem in [self.verdict()] if problem]
        meeting = [act for act in acknowledged if act.split()[0] in {one.split()[0] for one in self.acts}]
        if (lost := contained(meeting, self.acts)) is not None:
            found.append(f"acknowledged and not in the journal: {lost}")
        for line in self.summary["recordings"]:
            found += self._recording(line, faults)
        for fault in faults:
            if fault.silences and "Tidak ada kejadian" in self.report:
                away = fault.end - fault.begin
                found.append(f"{fault.room} was away for {away:.0f} s; the report: «Tidak ada kejadian»")
        return found

    def _recording(self, line: dict, faults: list[Fault]) -> list[str]:
        name, found = line["file"], []
        if not (self.folder / name).exists():
            return [f"{name} is in the summary and not in the folder"]
        times = self.times(name)
        if not times:
            return [f"{name} holds no picture"]
        found += gaps_untold(name, times, [moment(gap["to"]) - moment(gap["from"]) for gap in line["gaps"]])
        whole = moment(self.summary["closed"]) - moment(self.summary["started"])
        if not -5 < times[-1] - times[0] - whole < 30 and not any(fault.room for fault in faults):
            found.append(f"{name} is {times[-1] - times[0]:.0f} s long, the meeting {whole:.0f} s")
        return found


def self_test() -> list[str]:
    """Holds the reading against films and acts of every kind; gives what was judged wrongly."""
    film = [at / 25 for at in range(100)]
    hole = film + [at + 24 for at in film]
    cases = [  # what it shows, what was found, how many problems it has
        ("a whole film", gaps_untold("a", film, []), 0), ("a hole that is stated", gaps_untold("a", hole, [19.5]), 0),
        ("a hole without a word", gaps_untold("a", hole, []), 1),
        ("a hole that is not there", gaps_untold("a", film, [20]), 1),
        ("a gap stated at another length", gaps_untold("a", hole, [3600]), 2),
        ("one gap stated for two holes", gaps_untold("a", hole + [at + 48 for at in film], [20]), 1),
    ]
    problems = [f"self-test: {what}: expected {count} problems, found {found}"
                for what, found, count in cases if len(found) != count]
    orders = [(["b"], ["a", "b"], None), (["a", "b"], ["b", "a"], "b"), (["a", "a"], ["a"], "a"), ([], [], None)]
    problems += [f"self-test: {part} in {whole}: expected {lost}"
                 for part, whole, lost in orders if contained(part, whole) != lost]
    if moment("2026-11-30T08:46:27.084833Z") - moment("2026-11-30T08:46:26.084833Z") != 1:
        problems.append("self-test: a second was read as another")
    return problems


if __name__ == "__main__":
    wrong = self_test() if sys.argv[1:] == ["--self-test"] else ["usage: evidence.py --self-test"]
    print(*wrong, sep="\n", end="\n" if wrong else "", file=sys.stderr)
    sys.exit(1 if wrong else 0)
