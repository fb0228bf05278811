#!/usr/bin/env python3
"""Holds every call of an outside program in the sources against two rules.

It names the files that the program may read (`reading:`), so that it runs confined; and what ffmpeg or ffprobe reads is
a `MediaInput`, which says the container beforehand. Needs nothing but the standard library.
"""

import argparse
import re
import sys
from pathlib import Path

# Programs of the project itself, and one that reads this machine's plug-ins, are no static members of Program.
CALL = re.compile(r"\bProgram\.[a-z]\w*\.run\(")
INPUT = re.compile(r'"-i"')
INPUT_FILE = "MediaInput.swift"


def call(text: str, start: int) -> str:
    """The words between the parentheses of a call that begins before `start`."""
    depth = 1
    for place in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if depth == 0:
            return text[start:place]
    return text[start:]


def findings(name: str, text: str) -> list[str]:
    found = []
    for match in CALL.finditer(text):
        if "reading:" not in call(text, match.end()):
            line = text.count("\n", 0, match.start()) + 1
            found.append(f"{name}:{line}: found {match.group()}…) that may read every file; allowed: with reading: […]")
    if Path(name).name != INPUT_FILE:
        for match in INPUT.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            found.append(f'{name}:{line}: found "-i"; allowed: the arguments of a MediaInput')
    return found


def self_test() -> None:
    assert not findings("a.swift", 'Program.qpdf.run(["x", f(1)], reading: [file])')
    assert len(findings("a.swift", 'x\nProgram.qpdf.run(["reading", f(1)], within: .brief)')) == 1
    assert findings("a.swift", 'Program.qpdf.run([])')[0].startswith("a.swift:1: found Program.qpdf.run(")
    assert len(findings("a.swift", '["-i", file]')) == 1
    assert not findings("Sources/MediaInput.swift", '["-i", file]')
    assert not findings("a.swift", 'agent.run(["check"], within: .ownProgram)')


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("--self-test", action="store_true")
    if options.parse_args().self_test:
        self_test()
        return 0
    found = [line for path in sorted(Path("Sources").rglob("*.swift")) for line in findings(str(path), path.read_text())]
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
