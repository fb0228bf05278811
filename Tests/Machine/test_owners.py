"""Root changes the people of a service that runs as another user, and leaves that user's files that user's."""

import contextlib
import os
import pwd
import signal
import subprocess

import pytest
from machine import IS_ROOT, PROGRAM, ROOM_PROGRAM, ROOMS, expect, run
from support import Service, eventually

pytestmark = pytest.mark.skipif(not IS_ROOT, reason="needs root and the user nobody")
AS_NOBODY = ["setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups"]


@pytest.fixture
def service():
    """A service of the user nobody."""
    found = Service()
    found.folder.chmod(0o755)
    home = found.folder / "home"
    home.mkdir()
    nobody = pwd.getpwnam("nobody")
    os.chown(home, nobody.pw_uid, nobody.pw_gid)
    found.folder = home
    words = [*AS_NOBODY, PROGRAM, "serve", "--state", found.state, "--rooms", ROOMS, "--port", "0"]
    with open(home / "service.log", "ab") as log:
        found.process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=home)
    address = found.state / "service.url"
    try:
        eventually("the service listens", 30, lambda: address.exists() or found.process.poll() is not None)
        found.port = int(address.read_text(encoding="utf-8").rsplit(":", 1)[1])
        yield found
    finally:
        found.folder = home.parent
        found.stop()


def owners(state) -> set[str]:
    """Who owns the folder and everything in it; what goes meanwhile is nobody's."""
    found = set()
    for path in [state, *state.rglob("*")]:
        with contextlib.suppress(FileNotFoundError):
            found.add(path.owner())
    return found


def test_a_person_whom_root_adds_can_sign_in(service):
    token = service.add("Orang Uji", "dirjen@kantor-pusat")
    assert service.call("GET", "/api/me", token=token).status == 200, service.log[-400:]
    done = service.people("password", "set", "Orang Uji", given="kuda tegak baterai jepit\n")
    assert done.returncode == 0, done.stderr
    assert owners(service.state) == {"nobody"}


def test_what_root_makes_before_the_first_start_belongs_to_the_folder_s_owner(tmp_path):
    """The parts, the lock and the files, also where the folder was empty."""
    state = tmp_path / "s"
    state.mkdir(mode=0o700)
    nobody = pwd.getpwnam("nobody")
    os.chown(state, nobody.pw_uid, nobody.pw_gid)
    done = run("people", "add", "--state", state, "--rooms", ROOMS, "--name", "Ani")
    assert done.returncode == 0, done.stderr
    assert owners(state) == {"nobody"} and (state / "people.lock").exists()


def test_root_does_not_serve_in_another_user_s_folder(service):
    service.process.send_signal(signal.SIGTERM)
    service.process.wait(15)
    done = run("serve", "--state", service.state, "--rooms", ROOMS, "--port", "0")
    expect(done, 4, "belongs to nobody", "runuser -u nobody")
    assert owners(service.state) == {"nobody"}


def test_a_room_s_folder_is_left_to_its_user(tmp_path):
    state = tmp_path / "room"
    state.mkdir(mode=0o700)
    os.chown(state, pwd.getpwnam("nobody").pw_uid, -1)
    done = run("clip", "none.mp4", "--state", state, program=ROOM_PROGRAM)
    assert done.returncode == 4 and "run this as the folder's owner" in done.stderr, done.stderr
    assert not list(state.iterdir())
