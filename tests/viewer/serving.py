"""The viewer with its page, and with dashboards of a test's own."""

import pathlib
import shutil

from harness.binaries import REPOSITORY, VIEWER
from harness.viewer import Viewer

PAGE = REPOSITORY / "viewer/page/dist"
SHIPPED = REPOSITORY / "dashboards/grafana"
HAND_MADE = pathlib.Path(__file__).resolve().parent / "dashboards"


def start_viewer(folder, prometheus_url, dashboards=(SHIPPED,), program=VIEWER):
    """Shows copies of `dashboards`, which are files or folders of them."""
    copies = folder / "dashboards"
    copies.mkdir(parents=True, exist_ok=True)
    for source in dashboards:
        for file in sorted(source.glob("*.json")) if source.is_dir() else [source]:
            shutil.copy(file, copies)
    return Viewer(folder, prometheus_url, dashboards=copies, page=PAGE, program=program).start()
