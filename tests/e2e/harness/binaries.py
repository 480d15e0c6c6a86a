"""Where the programs under test are: ctest says so; by hand, the release build is taken."""

import os
import pathlib
import shutil

REPOSITORY = pathlib.Path(__file__).resolve().parents[3]
_bin = pathlib.Path(os.environ.get("COURSEBOT_BIN", REPOSITORY / "build/release/bin"))

COURSEBOT = _bin / "coursebot"
SIMULATOR = _bin / "telegram-simulator"
PROMETHEUS = shutil.which("prometheus") or "/usr/bin/prometheus"
