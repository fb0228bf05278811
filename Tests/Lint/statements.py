#!/usr/bin/env python3
"""Holds the tests against the acceptance statements: each has a test that begins with its id.

A test names what it shows at the start of its display name: `@Test("AC-082, AC-083: …")`, or in a name of words,
func `AC-082, AC-083 …`, which can hold no colon. Ids are written out one by one, never as a range. Needs nothing but
the standard library.
"""

import argparse
import re
import sys
import tempfile
from pathlib import Path

# AC-001 to AC-128.
STATEMENTS = 128
TEST = re.compile(r'@Test\(\s*"((?:[^"\\\n]|\\.)*)"|\bfunc `([^`\n]*)`')
ID = re.compile(r"AC-\d{3}")
IDS = r"(AC-\d{3}(?:, AC-\d{3})*)"
NAMED = re.compile(IDS + r": \S")
WORDED = re.compile(IDS + r" (?!to |and |or )[^\s-]")


def ids(number: int = STATEMENTS) -> list[str]:
    return [f"AC-{statement:03}" for statement in range(1, number + 1)]


def without_comments(source: str) -> str:
    """The source with line comments taken away, so that a test that is commented out is none."""
    return re.sub(r"^\s*//[^\n]*", "", source, flags=re.MULTILINE)


def check(path, source: str, known: list[str], shown: dict[str, list[str]]) -> list[str]:
    """Notes which statements the tests of a file show; names what is not written as it should be."""
    findings = []
    code = without_comments(source)
    for match in TEST.finditer(code):
        name = match[1] or match[2] or ""
        line = code.count("\n", 0, match.start(1 if match[1] else 0)) + 1
        if not name.startswith("AC-"):
            continue
        named = (NAMED if match[1] else WORDED).match(name)
        if not named:
            findings.append(f"{path}:{line}: found “{name[:60]}”; allowed: ids one by one: AC-082, AC-083: …")
            continue
        for statement in ID.findall(named[1]):
            if statement not in known:
                findings.append(f"{path}:{line}: found {statement}; allowed: {known[0]} to {known[-1]}")
            shown.setdefault(statement, []).append(str(path))
    return findings


def check_tree(root: Path, known: list[str]) -> list[str]:
    shown: dict[str, list[str]] = {}
    findings = []
    for path in sorted((root / "Tests").rglob("*.swift")):
        findings += check(path.relative_to(root), path.read_text(encoding="utf-8"), known, shown)
    findings += [f"Tests: found no test whose name begins with {statement}; allowed: one or more for each statement"
                 for statement in known if statement not in shown]
    return findings


SAMPLES = [  # the text of a test file, how many statements there are, and what is found
    ('@Test("AC-001: a")\n@Test("AC-002, AC-003: b")\n', 3, []),
    ('@Test(\n    "AC-001: a", arguments: [1])\n', 1, []),
    ('@Test("AC-001: a")\n', 2, ["no test whose name begins with AC-002"]),
    ('@Test("A test of AC-001")\n', 1, ["no test whose name begins with AC-001"]),
    ('let rule = "AC-001"\n', 1, ["no test whose name begins with AC-001"]),
    ('// @Test("AC-001: a")\n', 1, ["no test whose name begins with AC-001"]),
    ("@Test func `AC-001, AC-002 words`() {\n", 2, []),
    ("@Test func `AC-001 to AC-002 w`() {\n@Test(\"AC-001: b\")\n", 1, ["A.swift:1: found “AC-001 to AC-002 w”"]),
    ('@Test("AC-001 to AC-003: a")\n@Test("AC-001: b")\n', 1, ["A.swift:1: found “AC-001 to AC-003: a”"]),
    ('@Test("AC-001 and more")\n@Test("AC-001: b")\n', 1, ["found “AC-001 and more”"]),
    ('\n@Test("AC-001, AC-009: a")\n', 1, ["A.swift:2: found AC-009; allowed: AC-001 to AC-001"]),
]


def self_test() -> list[str]:
    problems = []
    for text, number, expected in SAMPLES:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "Tests", "SomeTests", "A.swift")
            file.parent.mkdir(parents=True)
            file.write_text(text, encoding="utf-8")
            found = check_tree(Path(folder), ids(number))
        if len(found) != len(expected) or any(words not in line for words, line in zip(expected, found)):
            problems.append(f"self-test: {text!r}: expected {expected}, found {found}")
    return problems


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--self-test", action="store_true", help="prove that a missing test is found")
    options = parser.parse_args()
    problems = self_test() if options.self_test else check_tree(Path(__file__).resolve().parents[2], ids())
    print("\n".join(problems), end="\n" if problems else "", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
