"""Every route of /openapi.json, called with right and wrong data, as an Operator RKO and as nobody.

`ATTACK_SECONDS` says for how long; without it, long enough to come once through all routes.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT

HERE = Path(__file__).parent
SECONDS = int(os.environ.get("ATTACK_SECONDS", "20"))


@pytest.mark.parametrize("who", ["Sari", None], ids=["operator", "nobody"])
def test_every_route_behaves_as_it_is_described(fresh, tmp_path, who):
    """No server error, no status, type or shape that is not described, nothing taken that should be refused."""
    bearer = ["-H", f"Authorization: Bearer {fresh.tokens[who]}"] if who else []
    done = subprocess.run(
        [sys.executable, "-m", "schemathesis.cli", "--config-file", ROOT / ".ci" / "schemathesis.toml", "--no-color",
         "run", f"http://127.0.0.1:{fresh.port}/openapi.json", *bearer, "--max-time", str(SECONDS),
         "--continue-on-failure", "--exclude-path", "/api/rooms/{room}/plan", "--request-timeout", "30",
             # Below the 60 a second that an address may ask for, so that each answer is about the call itself.
             "--rate-limit", "50/s"],
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(HERE), "SCHEMATHESIS_HOOKS": "serializers"},
        capture_output=True, text=True, timeout=SECONDS * 3 + 120, check=False)
    assert done.returncode == 0, done.stdout[-12_000:] + done.stderr[-2000:]
