"""Starting the programs that others wrote."""

import pathlib
import re
import shutil

from harness.child import Child

SOURCES = pathlib.Path(__file__).resolve().parent / "src"
NODE = shutil.which("node") or "/usr/bin/node"
READY = re.compile("^ready$", re.MULTILINE)


def start_peer(test, script, *arguments, token=""):
    """Runs a script of src/ until the test ends; returns once it is ready."""
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(test.folder), "BOT_TOKEN": token}
    peer = Child([NODE, SOURCES / script, *arguments], test.folder / f"{script}.log", environment, test.folder)
    test.addCleanup(peer.kill)
    peer.wait_for_output(READY)
    peer.must_live()
    return peer
