"""Who stands in the attacked house: one service for most tests, a fresh one for those that wear it down."""

import shutil

import pytest
from support import PASSWORD, Service


class House(Service):
    """A service with people of several offices. `tokens` holds each one's by name."""

    tokens: dict[str, str]
    ids: dict[str, str]

    def furnish(self) -> "House":
        """Makes the people, and starts the service."""
        posts = {
            "Bimo": ["dirjen@kantor-pusat"], "Sari": ["operator-rko@rko"], "Tono": ["kasubbag-protokol@rko"],
            "Ani": ["kepala-kpp@kpp-jayapura"], "Wati": ["lo-setdit@direktorat-pkp"], "Nobody": [],
        }
        self.tokens = {name: self.add(name, *held) for name, held in posts.items()}
        done = self.people("password", "set", "Sari", given=PASSWORD + "\n")
        assert done.returncode == 0, done.stderr
        return self.open()

    def like(self, other: "House") -> "House":
        """Takes over the people of another house, and starts the service."""
        self.tokens = dict(other.tokens)
        shutil.copytree(other.state, self.state)
        return self.open()

    def open(self) -> "House":
        self.start()
        self.ids = {name: self.call("GET", "/api/me", token=token).json["id"] for name, token in self.tokens.items()}
        return self

    def decide(self) -> str:
        """A meeting that the Dirjen has decided on; gives its id."""
        ground = {"letter": {"_0": {"number": "S-1", "date": "20 November 2026", "proposer": "direktorat-pkp",
                                    "report": "LAP-1"}}}
        decision = {"needed": True, "agenda": "Penerimaan", "ground": ground}
        reply = self.call("POST", "/api/meetings", decision, token=self.tokens["Bimo"])
        assert reply.status == 201, reply.text
        return reply.json["id"]

    def observe(self, **changed) -> dict:
        """The beginning of a monitoring case, as the LO of a Direktorat sends it."""
        fields = {"feed": "mpn", "summary": "Penerimaan turun"} | changed
        return {"procedure": "P01", "office": "direktorat-pkp", "subject": "Penerimaan turun", "act": "P01.1/observe",
                "fields": fields}


@pytest.fixture(scope="session")
def plan(tmp_path_factory):
    """A house in which nothing has happened yet; others are made like it."""
    plan = House(folder=tmp_path_factory.mktemp("plan"))
    plan.furnish()
    plan.end()
    return plan


@pytest.fixture(scope="session")
def house(plan):
    """One service for all tests that leave it as it was."""
    house = House()
    try:
        yield house.like(plan)
    finally:
        house.stop()


@pytest.fixture
def fresh(plan):
    """A service for one test alone."""
    house = House()
    try:
        yield house.like(plan)
    finally:
        house.stop()


def still_answers(service: Service) -> None:
    """Whatever was done to it: afterwards the same process answers, at once."""
    assert service.lives, f"the service has ended: {service.log[-800:]}"
    reply = service.call("GET", "/health", timeout=10)
    assert reply.status == 204 and reply.seconds < 2


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """After each test, the service that it attacked still has to answer; one that has ended says how."""
    try:
        result = yield
    except Exception as error:
        for service in (item.funcargs.get(name) for name in ("house", "fresh")):
            if service and not service.lives:
                error.add_note(f"the service has ended with {service.process.poll()}: {service.log[-800:]}")
        raise
    for name in ("house", "fresh"):
        if name in item.funcargs:
            still_answers(item.funcargs[name])
    return result
