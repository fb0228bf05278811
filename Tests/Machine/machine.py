"""The built programs on an odd machine: small limits, full outputs, other users, hanging helpers. Beside the attack suite."""

import os
import resource
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Security"))

from support import PROGRAM, ROOMS, ROOT  # noqa: E402

ROOM_PROGRAM = PROGRAM.with_name("rljj-room")
MIB = 1 << 20


def run(*words, program=PROGRAM, cwd=None, limits=None, before=(), timeout=60, **more) -> subprocess.CompletedProcess:
    """Runs a program to its end. `limits` are of `resource`, hard and soft; `before` are words such as `unshare -n`."""

    def limit():
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        for kind, value in (limits or {}).items():
            resource.setrlimit(kind, (value, value))

    options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | more
    return subprocess.run([*map(str, before), str(program), *map(str, words)], cwd=cwd, text=True, timeout=timeout,
                          check=False, preexec_fn=limit, **options)


def said(done: subprocess.CompletedProcess) -> list[str]:
    """The lines on standard error, without what the log of a start notes."""
    return [line for line in done.stderr.splitlines() if " notice rljj: " not in line and " warning rljj: " not in line]


def expect(done: subprocess.CompletedProcess, code: int, *words: str) -> None:
    """It ended with the code, and said each of the words."""
    assert done.returncode == code, f"ended with {done.returncode}: {done.stderr[-600:]}"
    for word in words:
        assert word in done.stderr, f"{word!r} is not in {done.stderr[-600:]!r}"


def add(state: Path, name: str, **more) -> subprocess.CompletedProcess:
    """A person in a state folder, which is made with the first one."""
    return run("people", "add", "--state", state, "--rooms", ROOMS, "--name", name, **more)


def may(*words: str) -> bool:
    """Whether this machine lets us, such as make a namespace."""
    return subprocess.run(words, capture_output=True, check=False).returncode == 0


IS_ROOT = os.geteuid() == 0
MAY_MOUNT = IS_ROOT and may("unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt")
