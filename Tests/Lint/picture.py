#!/usr/bin/env python3
"""Draws the targets of the house from the architecture article's table, each above all that it may import.

Without an option it says whether the picture that is kept is the one of today's table. What a target may import by way of
another is not drawn twice. Needs nothing but the standard library.
"""

import argparse
import sys
from html import escape
from pathlib import Path

from imports import ARTICLE, read_table

PICTURE = "Sources/rljj/rljj.docc/Resources/targets.svg"
WIDTH, HEIGHT = 132, 34
GAP, ROW = 22, 84
MARGIN = 24


def house(text: str) -> dict[str, set[str]]:
    """The programs and libraries, each with what it may import of the house; tests and their tools are left out."""
    sources = {name: target for name, target in read_table(text.split("| test target", 1)[0]).items()
               if not name.endswith("Tests")}
    return {name: {other for other in target.house if other in sources} for name, target in sources.items()}


def reach(name: str, targets: dict[str, set[str]], seen: set[str]) -> set[str]:
    for other in targets[name] - seen:
        seen.add(other)
        reach(other, targets, seen)
    return seen


def direct(targets: dict[str, set[str]]) -> dict[str, set[str]]:
    """What each target imports that none of its other imports reaches already."""
    below = {name: reach(name, targets, set()) for name in targets}
    return {name: {other for other in used if not any(other in below[third] for third in used - {other})}
            for name, used in targets.items()}


def rows(targets: dict[str, set[str]]) -> list[list[str]]:
    """The targets in rows, from those that import nothing upwards, each near the middle of what it stands on."""
    level: dict[str, int] = {}

    def height(name: str) -> int:
        if name not in level:
            level[name] = 1 + max((height(other) for other in targets[name]), default=-1)
        return level[name]

    for name in targets:
        height(name)
    edges = direct(targets)
    found = [sorted(name for name in targets if level[name] == row) for row in range(max(level.values()) + 1)]
    for _ in range(6):
        place = {name: index - len(row) / 2 for row in found for index, name in enumerate(row)}
        users = {name: [user for user in targets if name in edges[user]] for name in targets}
        for row in found:
            def middle(name: str) -> tuple[float, str]:
                near = [place[other] for other in [*sorted(edges[name]), *sorted(users[name])]]
                return (sum(near) / len(near) if near else 0, name)
            row.sort(key=middle)
    return found


def picture(text: str) -> str:
    """The picture as SVG, the same bytes for the same table."""
    pure = {name for name, target in read_table(text).items() if target.pure}
    targets = house(text)
    floors, edges = rows(targets), direct(targets)
    width = max(len(row) for row in floors) * (WIDTH + GAP) - GAP + 2 * MARGIN
    height = (len(floors) - 1) * ROW + HEIGHT + 2 * MARGIN
    place = {}
    for number, row in enumerate(floors):
        left = (width - len(row) * (WIDTH + GAP) + GAP) / 2
        for index, name in enumerate(row):
            place[name] = (left + index * (WIDTH + GAP), height - MARGIN - HEIGHT - number * ROW)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="13">',
        "<title>The targets, each above all that it may import</title>",
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
    ]
    for name in sorted(edges):
        for other in sorted(edges[name]):
            (x1, y1), (x2, y2) = place[name], place[other]
            (x1, y1, x2) = (x1 + WIDTH / 2, y1 + HEIGHT, x2 + WIDTH / 2)
            bend = (y2 - y1) / 2
            lines.append(f'<path d="M{x1:g} {y1:g} C{x1:g} {y1 + bend:g} {x2:g} {y2 - bend:g} {x2:g} {y2:g}" '
                         'fill="none" stroke="#8a94a6"/>')
    for name in sorted(place):
        x, y = place[name]
        fill, edge = ("#e3f1e5", "#3c7a47") if name in pure else ("#e6ecf5", "#3b5a8c")
        lines.append(f'<rect x="{x:g}" y="{y:g}" width="{WIDTH}" height="{HEIGHT}" rx="4" fill="{fill}" stroke="{edge}"/>')
        lines.append(f'<text x="{x + WIDTH / 2:g}" y="{y + HEIGHT / 2 + 4.5:g}" text-anchor="middle">{escape(name)}</text>')
    return "\n".join([*lines, "</svg>", ""])


def stale(root: Path) -> list[str]:
    """What is wrong with the picture that is kept."""
    path = root / PICTURE
    if not path.exists():
        return [f"{PICTURE}:1: found no picture; run: make picture"]
    if path.read_text(encoding="utf-8") != picture((root / ARTICLE).read_text(encoding="utf-8")):
        return [f"{PICTURE}:1: found the picture of another table than {ARTICLE}; run: make picture"]
    return []


TABLE = """
| target | holds | house | outside |
|---|---|---|---|
| `Low` \\* | x | – | – |
| `Middle` | x | Low | – |
| `High` | x | Low, Middle | – |

| test target | house | outside |

| `HighTests` | Low | – |
"""


def self_test() -> list[str]:
    """Proves that rows, edges and staleness are found."""
    problems = []
    targets = house(TABLE)
    if rows(targets) != [["Low"], ["Middle"], ["High"]]:
        problems.append(f"self-test: rows {rows(targets)}")
    if direct(targets) != {"Low": set(), "Middle": {"Low"}, "High": {"Middle"}}:
        problems.append(f"self-test: edges {direct(targets)}")
    other = TABLE.replace("| `High` | x | Low, Middle |", "| `High` | x | Low |")
    if picture(TABLE) != picture(TABLE) or picture(TABLE) == picture(other):
        problems.append("self-test: a picture does not follow its table")
    return problems


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--self-test", action="store_true", help="prove that a stale picture is found")
    parser.add_argument("--write", action="store_true", help="draw the picture anew")
    options = parser.parse_args()
    root = Path(__file__).resolve().parents[2]
    if options.write:
        (root / PICTURE).parent.mkdir(parents=True, exist_ok=True)
        (root / PICTURE).write_text(picture((root / ARTICLE).read_text(encoding="utf-8")), encoding="utf-8")
        return 0
    problems = self_test() if options.self_test else stale(root)
    print("\n".join(problems), end="\n" if problems else "", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
