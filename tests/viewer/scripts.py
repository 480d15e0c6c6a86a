"""Runs the tests' Node.js scripts, which drive Chromium."""

import os
import pathlib
import subprocess

from harness.binaries import REPOSITORY

HERE = pathlib.Path(__file__).resolve().parent
# Pictures that a failing test leaves, and those that are compared.
ARTEFACTS = pathlib.Path(os.environ.get("VIEWER_ARTEFACTS", REPOSITORY / "build/release/Testing/viewer"))


def run(script, within, viewer, **environment):
    """Runs src/SCRIPT to its end, against the viewer; what subprocess.run returns, standard output as text."""
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "APPROVE_PICTURES") if name in os.environ}
    variables = {"VIEWER_URL": viewer.url, "ARTEFACTS": str(ARTEFACTS), "TZ": "UTC", "FONTCONFIG_FILE": str(HERE / "fonts.conf"), **environment}
    return subprocess.run(["node", f"src/{script}"], cwd=HERE, env=inherited | variables, timeout=within,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, check=False)
