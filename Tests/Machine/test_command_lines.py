"""What commands say of wrong words, of outputs that take nothing, and of folders that are not there."""

import json
import os
import re
import stat

import pytest
from machine import IS_ROOT, PROGRAM, ROOM_PROGRAM, ROOMS, ROOT, add, expect, may, run, said
from support import certificate

DOCUMENTS = ["README.md", "Sources/rljj/rljj.docc/Architecture.md"]


def table(text: str) -> dict[int, str]:
    """The rows of a document's table of exit codes."""
    part = text.split("| code | meaning |")[1].split("\n\n")[0]
    return {int(code): meaning for code, meaning in re.findall(r"^\| (\d+) \| (.+?) \|$", part, re.MULTILINE)}


@pytest.mark.parametrize("program", [PROGRAM, ROOM_PROGRAM], ids=["rljj", "rljj-room"])
@pytest.mark.parametrize("document", DOCUMENTS)
def test_there_is_one_table_of_exit_codes(program, document):
    """Help of both programs, README and Architecture tell the same codes with the same meaning."""
    told = table((ROOT / document).read_text(encoding="utf-8"))
    help_text = run("--help", program=program).stdout.split("Exit codes:")[1]
    words = re.sub(r"\s+", " ", re.split(r"\n(?:USAGE|OPTIONS)", help_text)[0]).strip()
    assert words == " ".join(f"{code} {meaning}" for code, meaning in told.items()), words


@pytest.mark.parametrize("program", [PROGRAM, ROOM_PROGRAM], ids=["rljj", "rljj-room"])
@pytest.mark.parametrize("words", [["--nonsense"], ["nonsense"]])
def test_a_wrong_command_line_ends_with_2_on_standard_error(program, words):
    done = run(*words, program=program)
    expect(done, 2, "nonsense")
    assert not done.stdout


@pytest.mark.parametrize("words", [
    ["--help"], ["procedures", "draw", "P01"], ["procedures", "check", "P11"], ["people", "list"], ["calendar", "list"],
    ["people", "add", "--name", "Baru"], ["people", "token", "add", "Ani", "--name", "layar"],
    ["people", "token", "list", "Ani"], ["rooms", "check", "--files-only", "--rooms", str(ROOMS)],
], ids=lambda words: " ".join(words[:3]))
def test_output_that_is_lost_ends_with_3_and_words(tmp_path, words):
    """On a full device, and when the reader has gone; never with 0, by a signal or in silence."""
    add(tmp_path / "s", "Ani")
    words = words + (["--state", str(tmp_path / "s")] if words[0] in ("people", "calendar") else [])
    with open("/dev/full", "w", encoding="utf-8") as full:
        expect(run(*words, stdout=full), 3, "standard output takes nothing more", "No space left")
    reader, writer = os.pipe()
    os.close(reader)
    with open(writer, "w", encoding="utf-8") as gone:
        expect(run(*words, stdout=gone), 3, "standard output takes nothing more", "Broken pipe")


@pytest.mark.parametrize("words", [["--help"], ["clip", "--help"]])
def test_the_room_s_program_loses_no_output_either(words):
    with open("/dev/full", "w", encoding="utf-8") as full:
        expect(run(*words, program=ROOM_PROGRAM, stdout=full), 3, "standard output takes nothing more")


def test_a_token_that_nobody_could_read_is_worthless(tmp_path):
    """It is revoked, the person stays, and the line says how to make another."""
    state = tmp_path / "s"
    with open("/dev/full", "w", encoding="utf-8") as full:
        expect(add(state, "Sari", stdout=full), 3, "is revoked", "rljj people token add")
        assert json.loads((state / "accounts.json").read_text(encoding="utf-8"))["tokens"] == []
        expect(run("people", "token", "add", "Sari", "--name", "layar", "--state", state, stdout=full), 3, "is revoked")
    assert json.loads((state / "accounts.json").read_text(encoding="utf-8"))["tokens"] == []
    again = run("people", "token", "add", "Sari", "--name", "layar", "--state", state)
    assert again.returncode == 0 and re.fullmatch(r"[0-9a-f]{64}\n", again.stdout), again.stderr


@pytest.mark.parametrize("words", [
    ["people", "list"], ["people", "token", "list", "Ani"], ["people", "password", "set", "Ani"],
    ["people", "end", "Ani", "operator-rko@rko"], ["calendar", "list"], ["calendar", "check", "x.yaml"],
], ids=lambda words: " ".join(words[:2]))
def test_a_mistyped_state_folder_is_told_and_not_made(tmp_path, words):
    (tmp_path / "x.yaml").write_text("years: []\n", encoding="utf-8")
    done = run(*words, "--state", "TYPO", cwd=tmp_path)
    assert done.returncode == 2 and len(said(done)) >= 1, done.stderr
    assert not (tmp_path / "TYPO").exists()


def test_a_new_state_folder_is_announced(tmp_path):
    done = add(tmp_path / "s", "Ani")
    assert done.returncode == 0 and "There is no folder" in done.stderr and "it is made" in done.stderr


@pytest.mark.parametrize("words, option", [
    (["people", "list", "--state", ""], "--state"), (["people", "add", "--name", "A", "--state", ""], "--state"),
    (["serve", "--state", ""], "--state"), (["serve", "--rooms", ""], "--rooms"), (["serve", "--host", ""], "--host"),
    (["calendar", "list", "--state", ""], "--state"), (["rooms", "check", "--rooms", ""], "--rooms"),
    (["demo", "--output", ""], "--output"), (["demo", "--media", ""], "--media"), (["verify", ""], "folder"),
])
def test_an_empty_name_is_refused_and_litters_nothing(tmp_path, words, option):
    expect(run(*words, cwd=tmp_path), 2, option, "an empty name")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("kind", ["pipe", "link", "dangling link", "folder", "device", "empty"])
def test_an_output_is_a_new_name_or_a_regular_file(tmp_path, kind):
    """What else stands there stays what it is; root once destroyed /dev/full so."""
    target = tmp_path / "out"
    (tmp_path / "asli").write_text("asli", encoding="utf-8")
    match kind:
        case "pipe": os.mkfifo(target)
        case "link": target.symlink_to("asli")
        case "dangling link": target.symlink_to("tidak-ada")
        case "folder": target.mkdir()
        case "device": target = "/dev/full"
    before = os.lstat(target) if kind != "empty" else None
    done = run("procedures", "draw", "P01", "-o", "" if kind == "empty" else target)
    expect(done, 2, "allowed: a new name, or a regular file")
    if before:
        after = os.lstat(target)
        assert (before.st_ino, before.st_mode) == (after.st_ino, after.st_mode)
    assert (tmp_path / "asli").read_text(encoding="utf-8") == "asli"


def test_a_regular_output_is_replaced_whole_with_its_mode(tmp_path):
    target = tmp_path / "p01.svg"
    target.write_text("lama", encoding="utf-8")
    target.chmod(0o640)
    assert run("procedures", "draw", "P01", "-o", target).returncode == 0
    assert target.read_text(encoding="utf-8").startswith("<") and stat.S_IMODE(target.stat().st_mode) == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["p01.svg"]


def test_a_demo_does_not_replace_a_link_by_a_folder(tmp_path):
    (tmp_path / "asli").mkdir()
    (tmp_path / "bukti").symlink_to("asli")
    expect(run("demo", "--output", tmp_path / "bukti"), 2, "is a symbolic link")
    assert (tmp_path / "bukti").is_symlink()


@pytest.mark.parametrize("words", [["people", "list"], ["serve", "--port", "0"]], ids=lambda words: words[0])
def test_a_file_in_place_of_the_state_folder_is_called_that(tmp_path, words):
    file = tmp_path / "tesis.odt"
    file.write_text("isi", encoding="utf-8")
    file.chmod(0o644)
    expect(run(*words, "--state", file), 4, str(file), "is a file, not a folder")
    assert stat.S_IMODE(file.stat().st_mode) == 0o644, "its rights were changed"


def test_errors_of_certificate_and_key_name_the_file_and_what_is_allowed(tmp_path):
    chain, key = certificate(tmp_path)
    (tmp_path / "lain").mkdir()
    _, other = certificate(tmp_path / "lain")
    cases = [
        (tmp_path / "none.pem", key, ["--tls-certificate", "none.pem", "No such file"]),
        (key, key, ["--tls-certificate", "key.pem", "holds no certificate", "BEGIN CERTIFICATE"]),
        (tmp_path, key, ["--tls-certificate", "is no file"]),
        (chain, tmp_path / "none.pem", ["--tls-key", "none.pem", "No such file"]),
        (chain, tmp_path / "lain", ["--tls-key", "is no file"]),
        (chain, other, ["--tls-key", "does not belong to the first certificate", str(chain)]),
    ]
    for certificate_file, key_file, words in cases:
        done = run("serve", "--state", tmp_path / "s", "--rooms", ROOMS, "--port", "0", "--tls-certificate",
                   certificate_file, "--tls-key", key_file)
        expect(done, 2, *words)
        assert len(said(done)) == 1 and "failedTo" not in done.stderr, done.stderr
    chain.chmod(0o600)
    done = run("serve", "--state", tmp_path / "s", "--rooms", ROOMS, "--port", "0", "--tls-certificate", chain,
               "--tls-key", chain)
    expect(done, 2, "--tls-key", "holds no key", "BEGIN PRIVATE KEY")
    assert not (tmp_path / "s").exists(), "a wrong command line made a state folder"


def test_an_address_that_this_machine_lacks_is_told(tmp_path):
    chain, key = certificate(tmp_path)
    words = ["serve", "--state", tmp_path / "s", "--rooms", ROOMS, "--port", "0", "--tls-certificate", chain, "--tls-key",
             key, "--host"]
    expect(run(*words, "192.0.2.1"), 2, "--host 192.0.2.1", "no such address")
    expect(run(*words, "tidak-ada.invalid"), 2, "--host tidak-ada.invalid", "no name that this machine knows")


@pytest.mark.skipif(not may("unshare", "-rn", "true"), reason="needs a network namespace of its own")
def test_a_machine_without_ipv6_is_told(tmp_path):
    """In a network namespace whose loopback is down there is no ::1."""
    done = run("serve", "--state", tmp_path / "s", "--rooms", ROOMS, "--host", "::1", "--port", "0",
               before=["unshare", "-rn"])
    expect(done, 2, "--host ::1", "127.0.0.1")


def test_elements_looks_where_the_media_processes_will_look(tmp_path):
    """Without plug-ins it says so, and does not ask to install what is installed."""
    places = {"GST_PLUGIN_SYSTEM_PATH": str(tmp_path), "GST_PLUGIN_SYSTEM_PATH_1_0": str(tmp_path),
              "GST_REGISTRY": str(tmp_path / "registry"), "GST_REGISTRY_1_0": str(tmp_path / "registry")}
    done = run("elements", program=ROOM_PROGRAM, env=dict(os.environ) | places)
    expect(done, 3, "cannot be loaded although", "GST_PLUGIN_SYSTEM_PATH")
    assert "apt-get install" not in done.stderr
    assert run("elements", program=ROOM_PROGRAM).returncode == 0


@pytest.mark.skipif(not IS_ROOT, reason="needs root and the user nobody")
def test_a_file_that_this_user_may_not_read_says_whose_it_is(tmp_path):
    chain, key = certificate(tmp_path)
    for folder in [tmp_path, *tmp_path.parents][:3]:
        folder.chmod(folder.stat().st_mode | 0o055)
    done = run("serve", "--state", "/nonexistent/s", "--rooms", ROOMS, "--port", "0", "--tls-certificate", chain, "--tls-key",
               key, before=["setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups"])
    expect(done, 2, "--tls-key", "belongs to user 0", "chown")
