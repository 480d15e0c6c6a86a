"""Where the programs under test are: ctest says so; by hand, the release build is taken."""

import os
import pathlib
import shutil

REPOSITORY = pathlib.Path(__file__).resolve().parents[3]
_bin = pathlib.Path(os.environ.get("COURSEBOT_BIN", REPOSITORY / "build/release/bin"))

COURSEBOT = _bin / "coursebot"
# The same bot with fault points that fire and a clock that is set (tests/crash/).
CRASHING_COURSEBOT = _bin / "coursebot-crashing"
SIMULATOR = _bin / "telegram-simulator"
VIEWER = _bin / "coursebot-viewer"
EXPOSER_SAMPLE = _bin / "net_exposer_sample"
EXPOSITION_SAMPLE = _bin / "metrics_exposition_sample"
PROMETHEUS = shutil.which("prometheus") or "/usr/bin/prometheus"
ALERTMANAGER = shutil.which("prometheus-alertmanager") or "/usr/bin/prometheus-alertmanager"
