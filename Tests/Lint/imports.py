#!/usr/bin/env python3
"""Holds the sources against the architecture article and the house rules.

The article's tables of targets are the rule: every import and every dependency that the manifest declares must stand
in them. Needs nothing but the standard library.
"""

import argparse
import json
import re
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

ARTICLE = "Sources/rljj/rljj.docc/Architecture.md"
LONGEST_FILE = 400
# The derived rules stay in one file, as a list that is looked up and not read through.
LONGEST_LIST = 700
TOOLCHAIN = {
    "Dispatch", "Foundation", "FoundationEssentials", "FoundationNetworking", "Glibc", "Observation",
    "PackageDescription", "RegexBuilder", "Swift", "Synchronization", "Testing", "XCTest",
}
PURE_TOOLCHAIN = {"Foundation", "FoundationEssentials"}

IMPORT = re.compile(
    r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:public\s+|package\s+|internal\s+|fileprivate\s+|private\s+)?import\s+"
    r"(?:(?:typealias|struct|class|enum|protocol|let|var|func)\s+)?(\w+)", re.MULTILINE)
FORBIDDEN = [
    (re.compile(r"\bfatalError\s*\("), "fatalError(", "a thrown Refusal or Failure"),
    (re.compile(r"\btry!"), "try!", "try with a typed error"),
    (re.compile(r"\bas!"), "as!", "as? with an answer for nil"),
    (re.compile(r"^\s*(?:@\w+\s+)*public\s", re.MULTILINE), "public", "package, internal or private"),
]
UNFINISHED = re.compile(r"\b(TODO|FIXME)\b")
UNPROVEN = re.compile(r"@unchecked\s+Sendable|nonisolated\(unsafe\)")
EMPTY_NAME = re.compile(
    r"\b(?:class|struct|enum|actor|protocol|typealias)\s+(\w+(?:Manager|Helper|Utils?|Service))\b")
DESK = re.compile(r"\b(?:actor|struct|class|enum|extension)\s+(\w+Desk)\b")
NAMED_DESK = re.compile(r"\b[A-Z]\w*Desk\b")
# What lets rooms and pages know of a change, and the files that say it for everybody: reactions, and `didSet`.
REFRESH = re.compile(r"(?<!func )\b(?:tellPages|makePlans)\s*\(")
REFRESHING = {"ControlRoom.swift", "ControlRoom+reactions.swift"}
ROLES = "Sources/Offices/Role.swift"
# How code asks who somebody is before it answers: that is a rule, and belongs to the domain.
ASKS_POSTS = re.compile(r"\.posts\s*\.\s*(?!map\b)\w+|\bfor\s+\w+\s+in\s+[\w.]*\bposts\b")
ASKS_ROLE = re.compile(r"\.role\s*(?:==|!=)|\bswitch\s+[\w.]*\brole\b|\.roles\.contains\b")


@dataclass
class Target:
    """One row of the article."""

    house: set[str]
    outside: set[str]
    pure: bool = False

    @property
    def allowed(self) -> set[str]:
        return self.house | self.outside | (PURE_TOOLCHAIN if self.pure else TOOLCHAIN)


@dataclass
class Findings:
    lines: list[str] = field(default_factory=list)

    def add(self, path, line: int, found: str, allowed: str) -> None:
        self.lines.append(f"{path}:{line}: found {found}; allowed: {allowed}")


def module(name: str) -> str:
    """The module that a target makes: SwiftPM turns a hyphen into an underscore."""
    return name.replace("-", "_")


def read_table(text: str) -> dict[str, Target]:
    """The rows of both tables; test targets get what their subject may import as well."""
    targets: dict[str, Target] = {}
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        name = re.fullmatch(r"`([\w-]+)`( \\\*)?", cells[0])
        if not name or len(cells) not in (3, 4):
            continue
        house, outside = ({word.strip() for word in cell.split(",")} - {"–"} for cell in cells[-2:])
        targets[name[1]] = Target(house, outside, pure=bool(name[2]))
    for name in [name for name in targets if name + "Tests" not in targets and not name.endswith("Tests")]:
        targets[name + "Tests"] = Target(set(), set())
    for name, target in targets.items():
        subject = targets.get(name.removesuffix("Tests"))
        if name.endswith("Tests") and subject:
            target.house = target.house | subject.house | {module(name.removesuffix("Tests"))}
            target.outside = target.outside | subject.outside
    return targets


def check_table(targets: dict[str, Target], findings: Findings) -> None:
    for name, target in targets.items():
        for imported in sorted(target.house):
            known = imported in map(module, targets)
            if not known:
                findings.add(ARTICLE, 1, f"{name} may import {imported}, which is no target", "targets of the table")
            elif target.pure and not targets[imported].pure:
                findings.add(ARTICLE, 1, f"pure {name} may import {imported}, which is not pure", "pure targets")


def without_text(source: str, keep_comments: bool = False) -> str:
    """The source with string literals, and comments unless kept, replaced by spaces; lines stay where they are."""
    pattern = re.compile(
        r'//[^\n]*|/\*.*?\*/|(#*)"""(?:\\.|.)*?"""\1|#+"(?:.)*?"#+|"(?:\\.|[^"\\\n])*"', re.DOTALL)

    def blank(match: re.Match) -> str:
        if keep_comments and match[0].startswith("/"):
            return match[0]
        return re.sub(r"[^\n]", " ", match[0])

    return pattern.sub(blank, source)


def line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def check_imports(path, name: str, target: Target, code: str, findings: Findings) -> set[str]:
    """Names every import that the table does not allow; gives all that were found."""
    imported = set()
    for match in IMPORT.finditer(code):
        imported.add(match[1])
        if match[1] not in target.allowed:
            allowed = ", ".join(sorted(target.house | target.outside)) or "nothing of the house or from outside"
            toolchain = "Foundation" if target.pure else "the toolchain"
            findings.add(path, line_of(code, match.start(1)), f"{name} imports {match[1]}", f"{allowed}; {toolchain}")
    return imported


def check_words(path, source: str, code: str, is_test: bool, findings: Findings) -> None:
    for pattern, word, instead in FORBIDDEN:
        if word == "public" and is_test:
            continue
        for match in pattern.finditer(code):
            findings.add(path, line_of(code, match.end() - 1), word, instead)
    if not is_test:
        for match in EMPTY_NAME.finditer(code):
            findings.add(path, line_of(code, match.start()), f"the name {match[1]}", "a noun that says what it is")
    lines = source.splitlines()
    for match in UNPROVEN.finditer(code):
        number = line_of(code, match.start())
        above = number - 2
        while above >= 0 and lines[above].strip().startswith("@"):
            above -= 1
        if above < 0 or not lines[above].strip().startswith("//"):
            findings.add(path, number, f"{match[0]} without a proof", "a comment on the line before that proves it")


def check_desks(path, code: str, findings: Findings) -> None:
    """A desk serves one capability and names no other desk; what follows elsewhere is a reaction."""
    own = set(DESK.findall(code))
    for match in NAMED_DESK.finditer(code) if own else ():
        if match[0] not in own:
            names = ", ".join(sorted(own))
            findings.add(path, line_of(code, match.start()), f"{names} names {match[0]}", "a desk that names no other")


def check_refresh(path, code: str, findings: Findings) -> None:
    """Nobody lets rooms or pages know by hand: whoever forgot it would leave them behind."""
    for match in REFRESH.finditer(code) if path.name not in REFRESHING else ():
        found = f"a refresh by hand, {match[0]}"
        findings.add(path, line_of(code, match.start()), found, "a reaction to the event, or didSet of what changes")


def roles_of(root: Path) -> set[str]:
    """The cases of `Role`, by which a rule of access is told."""
    path = root / ROLES
    source = without_text(path.read_text(encoding="utf-8")) if path.exists() else ""
    return {name for line in re.findall(r"^\s*case ([\w, =]+)", source, re.MULTILINE)
            for name in re.findall(r"\w+", line)}


def check_access(path, code: str, roles: set[str], findings: Findings) -> None:
    """The console asks the domain who may do what; it looks at nobody's posts and knows no role by name."""
    named = re.compile(r"\.(%s)\b(?!\()" % "|".join(sorted(roles))) if roles else None
    for pattern in filter(None, (ASKS_POSTS, ASKS_ROLE, named)):
        for match in pattern.finditer(code):
            found = f"a rule of access, {' '.join(match[0].split())}"
            findings.add(path, line_of(code, match.start()), found, "a question to the domain, such as mayRead(person)")


def check_text(path, source: str, findings: Findings) -> None:
    """What holds for files of every kind."""
    length = source.count("\n")
    longest = LONGEST_LIST if str(path).endswith("Definitions/policy.yaml") else LONGEST_FILE
    if length > longest:
        findings.add(path, longest, f"{length} lines", f"at most {longest} lines")
    visible = without_text(source, keep_comments=True) if str(path).endswith(".swift") else source
    for match in UNFINISHED.finditer(visible):
        findings.add(path, line_of(visible, match.start()), match[1], "finished work")


def check_manifest(manifest: dict, targets: dict[str, Target], used: dict[str, set[str]], findings: Findings) -> None:
    """Holds the dependencies that Package.swift declares against the table and against what is imported."""
    programs = {module(target["name"]) for target in manifest["targets"] if target["type"] == "executable"}
    for declared in manifest["targets"]:
        name = declared["name"]
        target = targets.get(name)
        if target is None:
            findings.add("Package.swift", 1, f"target {name}", f"targets of {ARTICLE}")
            continue
        names = set()
        for dependency in declared["dependencies"]:
            kind = next(iter(dependency))
            names.add(module(dependency[kind][0]))
        runs = programs if declared["type"] == "test" else set()
        for extra in sorted(names - target.allowed - runs):
            findings.add("Package.swift", 1, f"{name} depends on {extra}", f"what {ARTICLE} lists for it")
        if declared["type"] == "system":
            continue
        imported = used.get(name, set()) - TOOLCHAIN
        for missing in sorted(imported - names):
            findings.add("Package.swift", 1, f"{name} imports {missing} undeclared", f"{missing} as its dependency")
        if declared["type"] != "test":
            for idle in sorted((names & target.allowed) - imported):
                findings.add("Package.swift", 1, f"{name} depends on {idle} without importing it", "what it imports")


def check_tree(root: Path, manifest: dict | None) -> list[str]:
    findings = Findings()
    targets = read_table((root / ARTICLE).read_text(encoding="utf-8"))
    if not any("Tests" not in name for name in targets):
        findings.add(ARTICLE, 1, "no table of targets", "rows `Target` | holds | house | outside")
    check_table(targets, findings)
    folders = {Path(target["path"] or f"{'Tests' if target['type'] == 'test' else 'Sources'}/{target['name']}"):
               target["name"] for target in (manifest or {"targets": []})["targets"] if "path" in target}
    used: dict[str, set[str]] = {}
    roles = roles_of(root)
    for top in ("Sources", "Tests", "Pipelines", "Rooms"):
        for path in sorted((root / top).rglob("*")):
            relative = path.relative_to(root)
            # Inputs are what others' programs write: no text of the house, and often no text at all.
            if not path.is_file() or path.suffix in {".png", ".sqlite", ".pyc", ".xz"} or "Inputs" in relative.parts:
                continue
            if relative.parts[:2] == ("Tests", "Lint"):
                continue
            source = path.read_text(encoding="utf-8")
            check_text(relative, source, findings)
            if path.suffix == ".swift":
                check_swift(relative, source, targets, folders, used, findings, roles)
    if manifest:
        check_manifest(manifest, targets, used, findings)
    return findings.lines


def check_swift(relative: Path, source: str, targets, folders, used, findings: Findings, roles: set[str]) -> None:
    name = next((folders[folder] for folder in relative.parents if folder in folders), relative.parts[1])
    code = without_text(source)
    if name in targets:
        used.setdefault(name, set()).update(check_imports(relative, name, targets[name], code, findings))
    else:
        findings.add(relative, 1, f"target {name}", f"targets of {ARTICLE}")
    check_words(relative, source, code, relative.parts[0] == "Tests", findings)
    if name == "ControlRoom":
        check_desks(relative, code, findings)
        check_refresh(relative, code, findings)
    if name == "Console":
        check_access(relative, code, roles, findings)


WRONG = [  # what is wrong, and what the finding must say
    ("Sources/Offices/A.swift", "import Dispatch\n", "A.swift:1: found Offices imports Dispatch"),
    ("Sources/Meetings/A.swift", "import Offices\n\npackage import GRDB\n", "A.swift:3: found Meetings imports GRDB"),
    ("Sources/Console/A.swift", "@testable import RoomMedia\n", "found Console imports RoomMedia"),
    ("Sources/rljj/A.swift", "private import struct GStreamer.Bus\n", "found rljj imports GStreamer"),
    ("Sources/Journal/A.swift", "let a = \"x\"\nimport Yams", "A.swift:2: found Journal imports Yams"),
    ("Sources/Elsewhere/A.swift", "import Offices\n", "found target Elsewhere"),
    ("Tests/MeetingsTests/A.swift", "import ControlRoom\n", "found MeetingsTests imports ControlRoom"),
    ("Sources/Journal/A.swift", "func a() {\n    fatalError(\"no\")\n}\n", "A.swift:2: found fatalError("),
    ("Sources/Journal/A.swift", "let a = try! b()\n", "found try!"),
    ("Sources/Journal/A.swift", "let a = b as! C\n", "found as!"),
    ("Sources/Journal/A.swift", "let a = 1\npublic let b = 2\n", "A.swift:2: found public"),
    ("Sources/Journal/A.swift", "// TODO later\n", "A.swift:1: found TODO"),
    ("Pipelines/a.launch", "FIXME ! fakesink\n", "a.launch:1: found FIXME"),
    ("Sources/Journal/A.swift", "struct RoomManager {}\n", "found the name RoomManager"),
    ("Sources/Journal/A.swift", "\nfinal class A: @unchecked Sendable {}\n", "A.swift:2: found @unchecked Sendable"),
    ("Sources/Journal/A.swift", "nonisolated(unsafe) var a = 1\n", "found nonisolated(unsafe)"),
    ("Sources/Journal/A.swift", "\n" * 401, "found 401 lines"),
    ("Sources/ControlRoom/A.swift", "actor ADesk {\n    let b: BDesk\n}\n", "A.swift:2: found ADesk names BDesk"),
    ("Sources/ControlRoom/A.swift", "extension ADesk {\n    func a() { BDesk.b() }\n}\n", "A.swift:2: found ADesk names BDesk"),
    ("Sources/ControlRoom/A.swift", "func a() { b = 1\n    tellPages()\n}\n", "A.swift:2: found a refresh by hand"),
    ("Sources/ControlRoom/A.swift", "control.makePlans(of: rooms)\n", "found a refresh by hand, makePlans("),
    ("Sources/Console/A.swift", "let a = person.posts.contains { $0.office == b }\n", "A.swift:1: found a rule of access, .posts.contains"),
    ("Sources/Console/A.swift", "let a = 1\nlet b = !person.posts.isEmpty\n", "A.swift:2: found a rule of access, .posts.isEmpty"),
    ("Sources/Console/A.swift", "for post in person.posts {}\n", "found a rule of access, for post in person.posts"),
    ("Sources/Console/A.swift", "let a = post.role == b\n", "found a rule of access, .role =="),
    ("Sources/Console/A.swift", "switch actor.role { default: break }\n", "found a rule of access, switch actor.role"),
    ("Sources/Console/A.swift", "let a = act.roles.contains(b)\n", "found a rule of access, .roles.contains"),
    ("Sources/Console/A.swift", "let a: Role = .operatorRko\n", "found a rule of access, .operatorRko"),
]
RIGHT = [
    ("Sources/Journal/A.swift", "package import Foundation\nimport GRDB\nimport Offices\n"),
    ("Sources/Offices/A.swift", "import Foundation\nimport Yams\n"),
    ("Tests/JournalTests/A.swift", "import Testing\n@testable import Journal\nimport GRDB\n"),
    ("Sources/Journal/A.swift", "// import Yams, try! and fatalError( in a comment\nlet a = \"as! TODO\"\n"),
    ("Sources/Journal/A.swift", "let a = \"\"\"\nimport Yams\n\"\"\"\n"),
    ("Sources/Journal/A.swift", "/// Holds because it never changes.\nfinal class A: @unchecked Sendable {}\n"),
    ("Sources/ControlRoom/A.swift", "actor ADesk {\n    // BDesk in a comment\n    let a: ADesk\n}\n"),
    ("Sources/ControlRoom/A.swift", "actor Assembly {\n    let a: ADesk\n    let b: BDesk\n}\n"),
    ("Sources/ControlRoom/ControlRoom+reactions.swift", "func react() { tellPages() }\n"),
    ("Sources/ControlRoom/A.swift", "func makePlans(of rooms: Set<RoomID>) {}\n"),
    ("Sources/Console/A.swift", "let a = person.posts.map(PostAnswer.init)\nlet b = actor.role\n// .operatorRko\n"),
    ("Sources/Console/A.swift", "guard meeting.mayRead(person) else { throw Rejection.forbidden }\n"),
    ("Sources/Meetings/A.swift", "let a = person.posts.contains { $0.role == .operatorRko }\n"),
    ("Sources/Journal/A.swift", "package struct Listener {}\nlet publicKey = 1\n"),
]
WRONG_TABLES = [
    ("| `Meetings` \\* | x | Nobody | – |", "may import Nobody, which is no target"),
    ("| `Meetings` \\* | x | Journal | – |", "pure Meetings may import Journal, which is not pure"),
]
WRONG_MANIFESTS = [
    ([{"product": ["Yams", "Yams", None, None]}], "found Journal depends on Yams; allowed"),
    ([{"byName": ["Offices", None]}], "Journal imports GRDB undeclared"),
    ([{"byName": ["Offices", None]}, {"product": ["GRDB", "GRDB.swift", None, None]},
      {"product": ["Crypto", "swift-crypto", None, None]}], "Journal depends on Crypto without importing it"),
]


def self_test(root: Path) -> list[str]:
    """Feeds the checks wrong snippets, each of which must be found, and right ones, which must pass."""
    article = (root / ARTICLE).read_text(encoding="utf-8")
    roles = (root / ROLES).read_text(encoding="utf-8")
    problems = []

    def findings(path: str, text: str, table: str = "", manifest: dict | None = None) -> list[str]:
        with tempfile.TemporaryDirectory() as folder:
            for name, content in ((ARTICLE, article + "\n" + table), (ROLES, roles), (path, text)):
                file = Path(folder, name)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(content, encoding="utf-8")
            return check_tree(Path(folder), manifest)

    for path, text, expected in WRONG:
        found = findings(path, text)
        if len(found) != 1 or expected not in found[0]:
            problems.append(f"self-test: {text!r} in {path}: expected {expected!r}, found {found}")
    for path, text in RIGHT:
        if found := findings(path, text):
            problems.append(f"self-test: {text!r} in {path}: expected nothing, found {found}")
    for row, expected in WRONG_TABLES:
        found = findings("Sources/Journal/A.swift", "", row)
        if not any(expected in line for line in found):
            problems.append(f"self-test: row {row!r}: expected {expected!r}, found {found}")
    for dependencies, expected in WRONG_MANIFESTS:
        manifest = {"targets": [{"name": "Journal", "type": "regular", "dependencies": dependencies}]}
        found = findings("Sources/Journal/A.swift", "import GRDB\nimport Offices\n", "", manifest)
        if not any(expected in line for line in found):
            problems.append(f"self-test: {dependencies}: expected {expected!r}, found {found}")
    return problems


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--self-test", action="store_true", help="prove that wrong snippets are found")
    parser.add_argument("--manifest", type=argparse.FileType(), help="output of swift package dump-package")
    options = parser.parse_args()
    root = Path(__file__).resolve().parents[2]
    if options.self_test:
        problems = self_test(root)
    else:
        problems = check_tree(root, json.load(options.manifest) if options.manifest else None)
    print("\n".join(problems), end="\n" if problems else "", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
