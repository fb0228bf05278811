"""Limits of the system that are too low are told at the start, with what is needed."""

import resource

import pytest
from machine import IS_ROOT, MIB, ROOM_PROGRAM, ROOMS, add, expect, run

SERVICE = ["serve", "--rooms", str(ROOMS), "--port", "0", "--state"]
LOW = [
    (resource.RLIMIT_NOFILE, 256, ["open files is 256", "needed: 512", "ulimit -n 512", "LimitNOFILE"]),
    (resource.RLIMIT_NOFILE, 20, ["open files is 20"]),
    (resource.RLIMIT_AS, 2048 * MIB, ["address space is 2048 MiB", "needed: 4096 MiB", "LimitAS"]),
    (resource.RLIMIT_FSIZE, 1024 * MIB, ["file's size is 1024 MiB", "needed: 65536 MiB", "LimitFSIZE"]),
]


@pytest.mark.parametrize("kind, value, words", LOW)
def test_the_service_does_not_begin_below_what_it_needs(tmp_path, kind, value, words):
    done = run(*SERVICE, tmp_path / "s", limits={kind: value})
    expect(done, 3, *words)
    assert len(done.stderr.splitlines()) == 1 and not (tmp_path / "s").exists()


@pytest.mark.parametrize("kind, value, words", LOW)
def test_a_room_does_not_begin_below_what_it_needs(tmp_path, kind, value, words):
    done = run("run", "--room", ROOMS / "rko.yaml", "--service", "http://127.0.0.1:1", "--secret-file", "none", "--state",
               tmp_path / "s", program=ROOM_PROGRAM, limits={kind: value})
    expect(done, 3, *words)
    assert not (tmp_path / "s").exists()


def test_the_demo_does_not_begin_below_what_it_needs(tmp_path):
    expect(run("demo", "--output", tmp_path / "d", limits={resource.RLIMIT_NOFILE: 256}), 3, "open files is 256")
    assert not (tmp_path / "d").exists()


@pytest.mark.parametrize("words", [["people", "list"], ["verify", "."], ["procedures", "check", "P11"], ["--version"]])
def test_no_command_crashes_at_twenty_files(tmp_path, words):
    add(tmp_path / "s", "Ani")
    words = words + (["--state", str(tmp_path / "s")] if words[0] == "people" else [])
    done = run(*words, limits={resource.RLIMIT_NOFILE: 20}, cwd=tmp_path)
    assert done.returncode == 0 or (done.returncode == 3 and "open files is 20" in done.stderr), (
        done.returncode, done.stderr[-400:])


@pytest.mark.skipif(not IS_ROOT, reason="needs root, to become nobody")
def test_a_user_s_limit_of_processes_counts(tmp_path):
    tmp_path.chmod(0o777)
    done = run(*SERVICE, tmp_path / "s", limits={resource.RLIMIT_NPROC: 100},
               before=["setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups"])
    expect(done, 3, "processes is 100", "needed: 512", "LimitNPROC")
