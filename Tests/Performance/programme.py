"""The programme of five sites beside gst-launch-1.0 playing the very same description, and what its parts cost.

Both take the same streams on the same ports, return the programme to as many rooms and write the recording; they take
turns, and each is measured by its own processor time while it plays. `programme.py parts` measures descriptions with one
part left out each, which says what that part costs in the library itself.
"""

import os
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

import launch_text

SITES = 5
FIRST_PORT = 46000
ROUNDS = 4
WINDOW = 15
TICKS = os.sysconf("SC_CLK_TCK")


def clips(folder: Path) -> list[Path]:
    """A minute of camera and microphone for each site, encoded as a room encodes."""
    made = []
    for number, pattern in zip(range(SITES), ["ball", "smpte", "circular", "ball", "checkers-8"]):
        clip = folder / f"site-{number}.mkv"
        subprocess.run(
            ["gst-launch-1.0", "-q", *(
                f"videotestsrc num-buffers=1500 pattern={pattern} ! video/x-raw,format=I420,width=640,height=360,framerate=25/1"
                " ! x264enc tune=zerolatency speed-preset=superfast key-int-max=12 pass=qual quantizer=21 bitrate=1000"
                " ! h264parse ! matroskamux name=m ! filesink name=f"
                f" audiotestsrc num-buffers=3000 samplesperbuffer=960 freq={300 + 200 * number}"
                " ! audio/x-raw,rate=48000,channels=2 ! opusenc bitrate=64000 ! m."
            ).replace("name=f ", f"location={clip} ").split()], check=True)
        made.append(clip)
    return made


def send(rooms: list[Path]) -> subprocess.Popen:
    """All sites at the pace of a clock, as their rooms send them."""
    words = []
    for number, room in enumerate(rooms):
        words += (
            f"filesrc name=f{number} ! matroskademux name=d{number}"
            f" d{number}. ! queue ! h264parse config-interval=-1 ! video/x-h264,stream-format=byte-stream,alignment=au"
            f" ! clocksync ! s{number}. d{number}. ! queue ! opusparse ! clocksync ! s{number}."
            f" mpegtsmux name=s{number} alignment=7 latency=0 ! rtpmp2tpay"
            f" ! udpsink host=127.0.0.1 port={FIRST_PORT + number} sync=false async=false").split()
        words[words.index(f"name=f{number}")] = f"location={room}"
    return subprocess.Popen(["gst-launch-1.0", "-q", *words], stdout=subprocess.DEVNULL)


def cpu_of(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def load(command: list, recording: Path, rooms: list[Path]) -> float:
    """Processor seconds a second, once the recording runs."""
    recording.unlink(missing_ok=True)
    sender = send(rooms)
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 60
        while not recording.exists() or recording.stat().st_size < 50_000:
            if time.monotonic() > deadline or process.poll() is not None:
                sys.exit(f"bench: {command[0]} recorded nothing")
            time.sleep(0.1)
        # What comes into the picture first is drawn and settled by then.
        time.sleep(3)
        before, began = cpu_of(process.pid), time.monotonic()
        time.sleep(WINDOW)
        return (cpu_of(process.pid) - before) / (time.monotonic() - began)
    finally:
        for child in (process, sender):
            child.send_signal(signal.SIGTERM)
            child.wait()


def product(program: Path, folder: Path) -> list:
    return [program, folder, str(WINDOW + 30), str(SITES), str(FIRST_PORT)]


def peer(folder: Path, without: str | None = None) -> list:
    """The description by gst-launch-1.0, with the code's picture that the product drew, if it did."""
    code = next(iter(folder.glob("code-*.png")), None)
    return ["gst-launch-1.0", "-q", "-e",
            *launch_text.programme(SITES, FIRST_PORT, folder / "peer.mkv", code=code, without=without)]


def measure(results, program: Path, work: Path) -> None:
    print("programme …", flush=True)
    work.mkdir(parents=True, exist_ok=True)
    rooms, ours, peers = clips(work), [], []
    for _ in range(ROUNDS):
        ours.append(load(product(program, work), work / "programme.mkv", rooms))
        (work / "programme.mkv").unlink()
        peers.append(load(peer(work), work / "peer.mkv", rooms))
    middle = statistics.median
    goal = f"<= {1.05 * middle(peers):.3f}"
    results.add(f"programme of {SITES} sites, alone", middle(ours), "CPU s per s", goal,
                "gst-launch-1.0, same description", middle(peers))


def measure_parts(folder: Path) -> None:
    rooms = clips(folder)
    figures: dict[str | None, list[float]] = {part: [] for part in [None, *launch_text.PARTS]}
    for _ in range(3):
        for part, found in figures.items():
            found.append(load(peer(folder, part), folder / "peer.mkv", rooms))
    whole = statistics.median(figures[None])
    print(f"{whole:.3f} whole")
    for part in launch_text.PARTS:
        print(f"{whole - statistics.median(figures[part]):.3f} {part}")


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] != "parts":
        sys.exit("usage: programme.py parts FOLDER")
    measure_parts(Path(sys.argv[2]))
