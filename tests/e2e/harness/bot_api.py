"""Whether recorded requests fit the Bot API, as tests/bot_api has it from grammY's types."""

import os
import subprocess

from harness.binaries import REPOSITORY

CHECKER = REPOSITORY / "tests/bot_api/src/check_requests.js"
# Debian's own node comes first: another one in PATH may be anything.
_ENVIRONMENT = os.environ | {"PATH": f"/usr/bin:/bin:{os.environ['PATH']}"}


def check(*recordings, **options):
    """Runs the checker over files of requests, one JSON line each; what subprocess.run returns, 0 where all of them fit."""
    return subprocess.run(["node", str(CHECKER), *map(str, recordings)], env=_ENVIRONMENT, capture_output=True, text=True,
                          timeout=60, check=False, **options)
