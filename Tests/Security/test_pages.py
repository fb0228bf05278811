"""What people write is shown as they wrote it: on pages, in papers, in pictures. It never becomes part of them."""

import subprocess

HOSTILE = ("<script>alert(1)</script><img src=x onerror=alert(1)>{{person}}{{{person}}}"
           "<link rel=attachment href=file:///etc/hostname>")


def text_of(pdf: bytes, tmp_path) -> str:
    (tmp_path / "paper.pdf").write_bytes(pdf)
    done = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "paper.pdf", "-"], capture_output=True, text=True, check=True, timeout=30)
    return "".join(done.stdout.split())


def observed(house) -> dict:
    """A monitoring case with a hostile subject."""
    reply = house.call("POST", "/api/cases", house.observe() | {"subject": HOSTILE}, token=house.tokens["Wati"])
    assert reply.status == 201, reply.text
    return reply.json


def test_a_hostile_name_is_text_on_the_wall(fresh):
    fresh.add(HOSTILE, "lo-kpp@kpp-jayapura")
    token = fresh.people("token", "add", HOSTILE, "--name", "x").stdout.strip()
    page = fresh.call("GET", "/", token=token)
    assert page.status == 200
    assert "<script>alert" not in page.text and "<img src=x" not in page.text
    assert "&lt;script&gt;" in page.text or HOSTILE[:8] not in page.text


def test_a_hostile_subject_is_text_in_a_flowchart(house):
    case = observed(house)
    chart = house.call("GET", f"/api/cases/{case['id']}/flowchart.svg", token=house.tokens["Wati"])
    assert chart.status == 200 and chart.headers["content-type"].startswith("image/svg+xml")
    assert "<script" not in chart.text and "onerror=alert(1)>" not in chart.text and "&lt;script&gt;" in chart.text


def test_answers_are_json_and_never_pages(house):
    """A browser that is led to an answer shows no page made of what somebody wrote."""
    case = observed(house)
    unknown = HOSTILE.replace(" ", "%20").replace("/", "%2f")
    for path in (f"/api/cases/{case['id']}", "/api/cases", f"/api/cases/{unknown}"):
        reply = house.call("GET", path, token=house.tokens["Wati"])
        assert reply.headers["content-type"].startswith("application/json")
        assert reply.headers["x-content-type-options"] == "nosniff"


def test_a_hostile_subject_is_text_in_a_printed_paper(house, tmp_path):
    """The first report of a monitoring case, drafted with markup that asks for a file of the service's machine."""
    case, token = observed(house)["id"], house.tokens["Wati"]
    judged = house.call("POST", f"/api/cases/{case}/acts", {"act": "P01.1/judge", "branch": "serious"}, token=token)
    assert judged.status == 200, judged.text
    draft = {"subject": HOSTILE[:200], "body": [HOSTILE], "urgency": "biasa", "security": "biasa",
             "addressees": [HOSTILE[:200]]}
    drafted = house.call("POST", f"/api/cases/{case}/acts", {"act": "P01.3", "fields": draft}, token=token)
    assert drafted.status == 200, drafted.text
    paper = drafted.json["documents"][0]["id"]
    letter = house.call("GET", f"/api/documents/{paper}/letter.pdf", token=token, timeout=60)
    assert letter.status == 200 and letter.body.startswith(b"%PDF"), letter.text[:300]
    words = text_of(letter.body, tmp_path)
    assert "<script>alert(1)</script>" in words and "{{{person}}}" in words
    with open("/etc/hostname", encoding="utf-8") as file:
        assert file.read().strip() not in words
    attached = subprocess.run(
        ["pdfdetach", "-list", tmp_path / "paper.pdf"], capture_output=True, text=True, check=False)
    assert "0 embedded files" in attached.stdout
