"""The programme as one description for gst-launch-1.0, joined from the product's own files as the product joins them.

The product adds the branches of `site.launch`, `record.launch` and `return.launch` to the spine `programme.launch`
while it plays. Here the same texts become one: a branch is cut at its joints, its names get a number, and its open ends
are tied to the spine. What the product draws by hand and pushes once (the plate) is a still that a source repeats.
"""

import re
import shlex
from pathlib import Path

PIPELINES = Path(__file__).resolve().parents[2] / "Pipelines"
PROPERTY = re.compile(r"^[A-Za-z][\w-]*(::[\w-]+)?=")
STILL = "I420,width=1280,height=720,framerate=1/1,pixel-aspect-ratio=1/1,colorimetry=bt601,chroma-site=mpeg2"

Part = list[str]  # an element, a reference such as `mix.` or caps, with its properties
Chain = list[Part]


def chains(name: str) -> list[Chain]:
    """The file's chains: parts joined by `!`."""
    found: list[Chain] = []
    joined = False
    for word in shlex.split((PIPELINES / f"{name}.launch").read_text()):
        if word == "!":
            joined = True
        elif PROPERTY.match(word) and not joined:
            found[-1][-1].append(word)
        elif joined:
            found[-1].append([word])
            joined = False
        else:
            found.append([[word]])
    return found


def name_of(part: Part) -> str | None:
    return next((word[5:] for word in part if word.startswith("name=")), None)


def part_named(chain_list: list[Chain], element: str) -> Part:
    return next(part for chain in chain_list for part in chain if name_of(part) == element)


def set_on(chain_list: list[Chain], element: str, *settings: str) -> None:
    part = part_named(chain_list, element)
    for setting in settings:
        key = setting.split("=")[0]
        part[1:] = [word for word in part[1:] if word.split("=")[0] != key] + [setting]


def fed_from(chain_list: list[Chain], joint: str, outer: str) -> None:
    """What is before the joint is there for runs by hand only."""
    for chain in chain_list:
        for index, part in enumerate(chain):
            if name_of(part) == joint:
                chain[:index] = [[f"{outer}."]]
                return


def feeding(chain_list: list[Chain], joint: str, outer: str) -> None:
    """What is after the joint is there for runs by hand only."""
    for chain in chain_list:
        for index, part in enumerate(chain):
            if name_of(part) == joint:
                chain[index + 1:] = [[outer]]
                return


def renamed(chain_list: list[Chain], suffix: str, outer: set[str]) -> list[Chain]:
    """Names of a branch are its own: each gets the suffix, but for references to the spine."""
    def word(text: str) -> str:
        if text.startswith("name="):
            return text + suffix
        if re.fullmatch(r"[\w-]+\.([\w-]+)?", text) and text.split(".")[0] not in outer:
            head, _, tail = text.partition(".")
            return f"{head}{suffix}.{tail}"
        return text
    return [[[word(text) for text in part] for part in chain] for chain in chain_list]


def tiles(count: int) -> list[tuple[int, int, int, int]]:
    """`ProgrammeGeometry`'s even grid: the largest 16:9 places, an unfilled last row in the middle."""
    width, height = 1280, 624

    def grid(columns: int) -> list[tuple[int, int, int, int]]:
        rows = -(-count // columns)
        wide, high = width // columns & ~1, height // rows & ~1
        return [(column * wide, row * high, wide, high) for row in range(rows) for column in range(columns)]

    def widescreen(cell: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
        x, y, w, h = cell
        wide = min(w, h * 16 // 9) & ~1
        high = min(h, wide * 9 // 16) & ~1
        return x + ((w - wide) // 2 & ~1), y + ((h - high) // 2 & ~1), wide, high

    cells = max((grid(columns) for columns in range(1, count + 1)), key=lambda cells: widescreen(cells[0])[2])[:count]
    last = [cell for cell in cells if cell[1] == cells[-1][1]]
    shift = (width - len(last) * last[0][2]) // 2 & ~1
    cells = [(x + shift, y, w, h) if y == cells[-1][1] else (x, y, w, h) for x, y, w, h in cells]
    return [widescreen(cell) for cell in cells]


# What a description may be without, to see what it costs.
PARTS = ["returns", "recording", "labels", "strip", "plate"]


def site(number: int, place: tuple[int, int, int, int], port: int, is_labelled: bool) -> tuple[list[Chain], list[str]]:
    """A site's chains, and the settings of its pad of the mixer."""
    (x, y, width, height), pad = place, f"sink_{number + 3}"
    branch = chains("site")
    set_on(branch, "input", f"port={port}")
    set_on(branch, "label", f"text=KPP Pratama {number}", *([] if is_labelled else ["silent=true"]))
    size = part_named(branch, "size")
    size[:] = [re.sub(r"width=\d+,height=\d+", f"width={width},height={height}", word) for word in size]
    feeding(branch, "picture", f"picture.{pad}")
    feeding(branch, "sound", f"sound-{number + 1}.")
    settings = {"xpos": x, "ypos": y, "width": width, "height": height, "alpha": 1, "zorder": 2,
                "max-last-buffer-repeat": 1500000000}
    return (renamed(branch, f"-s{number}", {"picture", f"sound-{number + 1}"}),
            [f"{pad}::{key}={value}" for key, value in settings.items()])


def room_return(number: int, port: int) -> list[Chain]:
    """The programme on its way to the room of a site, without that site's sound."""
    branch = chains("return")
    set_on(branch, "output", f"port={port}")
    fed_from(branch, "picture", "video")
    inputs = [name_of(chain[0]) for chain in branch if (name_of(chain[0]) or "").startswith("sound-")]
    branch = [chain for chain in branch if name_of(chain[0]) not in inputs]
    whole = renamed(branch, f"-r{number}", {"video"})
    return whole + [[[f"{slot}."], ["identity"], [f"mix-r{number}."]] for slot in inputs if slot != f"sound-{number + 1}"]


def spine(code: Path | None, without: str | None) -> list[Chain]:
    """`programme.launch` as the product dresses it; what it pushes by hand is a source here."""
    found = chains("programme")
    strip = ["silent=true"] if without == "strip" else []
    set_on(found, "words", "text=RLJJ-1 · Penerimaan&#10;00.00.00 WIB · 01.00.00 WITA · 02.00.00 WIT", *strip)
    set_on(found, "recording", f"silent={'true' if strip else 'false'}")
    if code and not strip:
        # A PNG holds its width as four bytes at 16; the code stands in the middle of its ground.
        margin = (96 - int.from_bytes(code.read_bytes()[16:20])) // 2
        set_on(found, "code", f"location={code}", f"offset-x={1184 + margin}", f"offset-y={624 + margin}")
    pushed = {"plate", "page"} if without == "plate" else {"page"}
    plates = [chain for chain in found if name_of(chain[0]) == "plate"]
    for chain in plates:
        chain[0:1] = [["videotestsrc", "is-live=true", "pattern=solid-color", "name=plate"],
                      [f"video/x-raw,format={STILL}"]]
    return [chain for chain in found if name_of(chain[0]) not in pushed]


def programme(
    sites: int, first: int, recording: Path, code: Path | None = None, without: str | None = None
) -> list[str]:
    """The words of the whole: sites on the ports from `first`, returns to those from `first + 100`."""
    whole = spine(code, without)
    picture = part_named(whole, "picture")
    for number, place in enumerate(tiles(sites)):
        branch, settings = site(number, place, first + number, without != "labels")
        picture += settings
        whole += branch
    if without != "returns":
        for number in range(sites):
            whole += room_return(number, first + 100 + number)
    if without == "recording":
        # Somebody has to see that it plays.
        whole.append([["video."], ["queue"], ["filesink", "buffer-mode=unbuffered", f"location={recording}"]])
    else:
        record = chains("record")
        set_on(record, "disk", f"location={recording}")
        fed_from(record, "picture", "video")
        fed_from(record, "sound", "audio")
        whole += renamed(record, "-f", {"video", "audio"})
    words: list[str] = []
    for chain in whole:
        for index, part in enumerate(chain):
            words += (["!"] if index else []) + part
    return words
