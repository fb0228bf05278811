#!/usr/bin/env python3
"""Holds SECURITY.md against the tests: each test that its table names is there, and each row says how it stands.

Needs nothing but the standard library.
"""

import argparse
import re
import sys
import tempfile
from pathlib import Path

ROW = re.compile(r"^\| (V\d+(?:\.\d+)+[^|]*) \| ([^|]+) \| ([^|]+) \| ([^|]*) \|$")
STATES = {"met", "in part", "unmet", "n/a"}
# Chapters of ASVS 5.0.0, and how many requirements of levels 1 and 2 each has.
CHAPTERS = {1: 27, 2: 11, 3: 19, 4: 10, 5: 9, 6: 35, 7: 18, 8: 7, 12: 9, 13: 13, 15: 13, 16: 16}


def ids(cell: str) -> list[str]:
    """The requirements of a row: `V4.3.1, V4.3.2` or `V4.4.1 to V4.4.4`."""
    if " to " in cell:
        first, last = (part.rsplit(".", 1) for part in cell.split(" to "))
        return [f"{first[0]}.{number}" for number in range(int(first[1]), int(last[1]) + 1)]
    return cell.split(", ")


def known_tests(root: Path) -> set[str]:
    """Functions of the attack suite, and suites of the Swift tests."""
    names = set()
    for path in (root / "Tests" / "Security").glob("test_*.py"):
        names |= set(re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE))
    for path in (root / "Tests").rglob("*.swift"):
        text = path.read_text(encoding="utf-8")
        names |= set(re.findall(r"\b(?:struct|enum|extension) (\w+Tests)\b", text))
    return names


def check(text: str, tests: set[str], chapters: dict[int, int]) -> list[str]:
    findings, seen = [], []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("| V"):
            continue
        match = ROW.match(line)
        if not match:
            findings.append(f"SECURITY.md:{number}: found no row of four cells")
            continue
        seen += ids(match[1])
        named = re.findall(r"`(test_\w+|\w+Tests)`", match[4])
        findings += [f"SECURITY.md:{number}: found {name}; allowed: tests that are there"
                     for name in named if name not in tests]
        if match[3] not in STATES:
            findings.append(f"SECURITY.md:{number}: found the state {match[3]}; allowed: {', '.join(sorted(STATES))}")
        if match[3] in ("unmet", "in part", "n/a") and not match[4].strip():
            findings.append(f"SECURITY.md:{number}: {match[1]} is {match[3]} without a reason")
    findings += [f"SECURITY.md: {name} stands twice" for name in sorted(set(seen)) if seen.count(name) > 1]
    for chapter, count in chapters.items():
        found = sum(name.startswith(f"V{chapter}.") for name in seen)
        if found != count:
            findings.append(f"SECURITY.md: V{chapter} has {found} requirements; allowed: {count}")
    return findings


def self_test() -> list[str]:
    """Feeds the check wrong rows, each of which must be found, and right ones, which must pass."""
    cases = [
        ("| V1.1.1 | a | met | `test_a` |\n| V1.1.2 to V1.1.3 | b | n/a | none |", ""),
        ("| V1.1.1 | a | met | `test_b` |\n| V1.1.2, V1.1.3 | b | n/a | none |", "found test_b"),
        ("| V1.1.1 | a | met | `BTests` |\n| V1.1.2, V1.1.3 | b | n/a | none |", "found BTests"),
        ("| V1.1.1 | a | good | x |\n| V1.1.2, V1.1.3 | b | n/a | none |", "found the state good"),
        ("| V1.1.1 | a | unmet |  |\n| V1.1.2, V1.1.3 | b | n/a | none |", "without a reason"),
        ("| V1.1.1 | a | met | `ATests` |", "V1 has 1 requirements"),
        ("| V1.1.1 | a | met |\n| V1.1.1 to V1.1.3 | b | n/a | none |", "no row of four cells"),
        ("| V1.1.1 | a | met | x |\n| V1.1.1 | b | met | y |\n| V1.1.2 | b | met | y |", "stands twice"),
    ]
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        tests = Path(folder, "Tests", "Security")
        tests.mkdir(parents=True)
        (tests / "test_x.py").write_text("def test_a(house):\n    pass\n", encoding="utf-8")
        (tests.parent / "A.swift").write_text("struct ATests {}\n", encoding="utf-8")
        for text, expected in cases:
            found = check(text, known_tests(Path(folder)), {1: 3})
            if len(found) != bool(expected) or expected not in "".join(found):
                problems.append(f"self-test: {text!r}: expected {expected!r}, found {found}")
    return problems


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--self-test", action="store_true", help="prove that wrong rows are found")
    root = Path(__file__).resolve().parents[2]
    if parser.parse_args().self_test:
        problems = self_test()
    else:
        problems = check((root / "SECURITY.md").read_text(encoding="utf-8"), known_tests(root), CHAPTERS)
    print("\n".join(problems), end="\n" if problems else "", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
