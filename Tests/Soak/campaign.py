#!/usr/bin/env python3
"""The fault campaign: each case plays a meeting of the demo on real processes, breaks something in its midst, lets it
play on, and reads the evidence for what is not so. Prints what was tried, what held and what was lost; ends with 1 when
anything was.

    python3 Tests/Soak/campaign.py [--keep] [CASE ...]     after `make build`, as root for what cuts the network
"""

import argparse
import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from evidence import Evidence, Fault
from stage import Broken, Stage

# The act after which the fault comes: the meeting is live, agreements are noted, pages have been turned.
MIDST = "memperbaiki kesepakatan 2"
FAR = "kpp-jayapura"
HOST = "rko"


@dataclass
class Case:
    """One fault: what is done, and what has to hold besides the evidence's truth."""

    name: str
    tried: str
    act: object
    preload: bool = False
    network: bool = False


CASES: list[Case] = []


def case(tried: str, **options):
    def add(function):
        CASES.append(Case(function.__name__.replace("_", "-"), tried, function, **options))
        return function
    return add


def lasting(seconds: float, room: str | None, silences: bool, begin, end) -> list[Fault]:
    """Does something for so long; the wait is the fault itself."""
    fault = Fault(time.time(), room=room, silences=silences)
    begin()
    time.sleep(seconds)
    end()
    fault.end = time.time()
    return [fault]


def frozen(process: int, seconds: float, room: str | None, silences: bool) -> list[Fault]:
    return lasting(seconds, room, silences, lambda: os.kill(process, signal.SIGSTOP),
                   lambda: os.kill(process, signal.SIGCONT))


@case("nothing: the yardstick")
def nothing(stage: Stage) -> list[Fault]:
    return []


@case("SIGKILL of the service, started again")
def service_killed(stage: Stage) -> list[Fault]:
    stage.service_again()
    return []


@case("SIGKILL of a room's agent, started again after 5 s")
def agent_killed(stage: Stage) -> list[Fault]:
    process = stage.agent(FAR)
    words, environment = stage.facts(process)
    stage.kill(process)
    time.sleep(5)
    stage.start_again(process, words, environment, FAR)
    return []


@case("SIGKILL of a room's recorder and of the programme")
def recorders_killed(stage: Stage) -> list[Fault]:
    faults = []
    for room, child in ((FAR, "capture"), (HOST, "programme")):
        os.kill(stage.child(room, child), signal.SIGKILL)
        faults.append(Fault(time.time(), time.time(), room, silences=True))
    return faults


@case("a room's capture frozen for 20 s")
def capture_frozen(stage: Stage) -> list[Fault]:
    return frozen(stage.child(FAR, "capture"), 20, FAR, silences=True)


@case("the programme frozen for 20 s")
def programme_frozen(stage: Stage) -> list[Fault]:
    return frozen(stage.child(HOST, "programme"), 20, HOST, silences=True)


@case("the service frozen for 20 s")
def service_frozen(stage: Stage) -> list[Fault]:
    stage.pause_people()
    faults = frozen(stage.service(), 20, None, silences=False)
    stage.resume_people()
    return faults


@case("every link of the meeting cut for 30 s", network=True)
def links_cut(stage: Stage) -> list[Fault]:
    inside = ["nsenter", "-t", str(stage.service()), "-n", "ip", "link", "set", "lo"]
    stage.pause_people()
    faults = lasting(30, FAR, True, lambda: subprocess.run([*inside, "down"], check=True),
                     lambda: subprocess.run([*inside, "up"], check=True))
    stage.resume_people()
    return faults


@case("a room's disk full for 15 s", preload=True)
def agent_disk_full(stage: Stage) -> list[Fault]:
    return lasting(15, FAR, True, lambda: stage.faults.set(FAR, writing=errno.ENOSPC), lambda: stage.faults.set(FAR))


@case("a room's writes fail with EIO for 15 s", preload=True)
def agent_input_output_error(stage: Stage) -> list[Fault]:
    return lasting(15, FAR, True, lambda: stage.faults.set(FAR, writing=errno.EIO), lambda: stage.faults.set(FAR))


def service_broken(stage: Stage, **fault) -> list[Fault]:
    """The disk of the service fails under the rooms' facts; afterwards it goes on, or is started again by its keeper."""
    stage.pause_people()
    process = stage.service()
    faults = lasting(
        15, None, False, lambda: stage.faults.set("service", **fault), lambda: stage.faults.set("service"))
    time.sleep(10)
    if not stage.runs(process):
        # A service that cannot keep its promise may end itself; whoever runs it has it started again.
        (stage.home / "state" / "service.url").unlink(missing_ok=True)
        stage.start_again(process, *stage.words, "service")
        stage.until("the service is back", (stage.home / "state" / "service.url").exists, 60)
    stage.resume_people()
    return faults


@case("the service's disk full for 15 s", preload=True)
def service_disk_full(stage: Stage) -> list[Fault]:
    return service_broken(stage, writing=errno.ENOSPC)


@case("the service's fsync fails for 15 s", preload=True)
def service_input_output_error(stage: Stage) -> list[Fault]:
    return service_broken(stage, flushing=errno.EIO)


@case("a room's clock one hour ahead for 20 s, then right again", preload=True)
def room_clock_ahead(stage: Stage) -> list[Fault]:
    return lasting(20, None, False, lambda: stage.faults.set(FAR, seconds=3600), lambda: stage.faults.set(FAR))


@case("the host's clock one hour behind from now on", preload=True)
def host_clock_behind(stage: Stage) -> list[Fault]:
    stage.faults.set(HOST, seconds=-3600)
    return []


@case("the service's clock 90 s ahead from now on", preload=True)
def service_clock_ahead(stage: Stage) -> list[Fault]:
    stage.faults.set("service", seconds=90)
    return []


@case("a second agent with the same secret, on a cloned disk, for 20 s")
def two_agents(stage: Stage) -> list[Fault]:
    process = stage.agent(FAR)
    words, environment = stage.facts(process)
    clone = stage.home / "clone" / "agents" / FAR
    shutil.copytree(stage.home / "agents" / FAR, clone, ignore=shutil.ignore_patterns("run", "*.lock", "recordings"))
    twin = stage.start_again(process, [*words[:words.index("--state") + 1], str(clone),
                                       *words[words.index("--state") + 2:]], environment, f"{FAR}-twin")
    time.sleep(20)
    twin.send_signal(signal.SIGTERM)
    twin.wait(60)
    for left, named in stage.processes().items():
        if any("/clone/" in word for word in named):
            stage.kill(left)
    return []


@case("a room's machine swapped for one with an empty disk")
def machine_swapped(stage: Stage) -> list[Fault]:
    process = stage.agent(FAR)
    words, environment = stage.facts(process)
    fault = Fault(time.time(), room=FAR, silences=True)
    for left, named in stage.processes().items():
        if left != process and any(f"/agents/{FAR}/" in word for word in named):
            os.kill(left, signal.SIGKILL)
    stage.kill(process)
    other = stage.home / "other" / "agents" / FAR
    at = words.index("--state") + 1
    stage.start_again(process, [*words[:at], str(other), *words[at + 1:]], environment, f"{FAR}-other")
    fault.end = time.time() + 5
    stage.give_up(FAR, "mesin ruang rusak, diskanya tidak terbaca")
    return [fault]


@case("the service set back to a backup of 20 s before")
def backup_restored(stage: Stage) -> list[Fault]:
    state, backup = stage.home / "state", stage.home / "backup"
    stage.service_again(signal.SIGTERM, lambda: shutil.copytree(state, backup))
    stage.pause_people()
    time.sleep(20)

    def restore() -> None:
        shutil.rmtree(state)
        shutil.copytree(backup, state)

    stage.service_again(signal.SIGTERM, restore)
    return []


@dataclass
class Outcome:
    case: Case
    lost: list[str] = field(default_factory=list)
    kept: Path | None = None
    seconds: float = 0


def play(one: Case, keep: bool) -> Outcome:
    outcome, began = Outcome(one), time.monotonic()
    stage = Stage(one.name, preload=one.preload, network=one.network)
    try:
        stage.through(MIDST)
        stage.remember()
        faults = one.act(stage)
        code = stage.end()
        if code != 0:
            outcome.lost.append(f"the meeting did not come to its end: {' / '.join(stage.lines[-3:])[-400:]}")
        if (stage.evidence / "summary.json").exists():
            outcome.lost += Evidence(stage.evidence).untruths(stage.played(), faults)
        elif code == 0:
            outcome.lost.append("there is no evidence")
    except Broken as broken:
        outcome.lost.append(f"not played: {broken}")
    finally:
        outcome.seconds = time.monotonic() - began
        kept = keep or bool(outcome.lost)
        outcome.kept = stage.folder if kept else None
        stage.strike(kept)
    return outcome


def table(outcomes: list[Outcome]) -> str:
    rows = ["| tried | held | lost | s |", "|---|---|---|---|"]
    for outcome in outcomes:
        lost = "; ".join(outcome.lost).replace("|", "/").replace("\n", " ")
        rows.append(f"| {outcome.case.name}: {outcome.case.tried} | {'no' if lost else 'yes'} | {lost or '–'} "
                    f"| {outcome.seconds:.0f} |")
    return "\n".join(rows)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="*", metavar="CASE", help=", ".join(one.name for one in CASES))
    parser.add_argument("--keep", action="store_true", help="keep the folders of cases that held, too")
    options = parser.parse_args()
    known = {one.name: one for one in CASES}
    if unknown := [name for name in options.cases if name not in known]:
        parser.error(f"no case is named {', '.join(unknown)}; there are {', '.join(known)}")
    outcomes = []
    for one in [known[name] for name in options.cases] or CASES:
        if one.network and os.geteuid() != 0:
            print(f"{one.name}: left out, it needs root", flush=True)
            continue
        outcomes.append(play(one, options.keep))
        last = outcomes[-1]
        print(f"{one.name}: {'held' if not last.lost else 'LOST'} in {last.seconds:.0f} s", flush=True)
        for line in last.lost:
            print(f"  {line}\n  kept in {last.kept}", flush=True)
    print("\n" + table(outcomes))
    return 1 if any(outcome.lost for outcome in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
