#!/usr/bin/python3
"""The page in Chromium: everything that a user does with it, over a past that is the same in every run (src/page/)."""

import pathlib
import shutil
import tempfile
import unittest

import history
import past
import scripts
from serving import HAND_MADE, SHIPPED, start_viewer


class Page(unittest.TestCase):
    def setUp(self):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="coursebot-viewer-"))
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        self.prometheus = past.prometheus(folder, history.shop())
        self.addCleanup(self.prometheus.end)
        self.viewer = start_viewer(folder / "viewer", self.prometheus.url, [SHIPPED, HAND_MADE])
        self.addCleanup(self.viewer.end)

    def test_in_chromium(self):
        done = scripts.run("page.js", 560, self.viewer, PROMETHEUS_URL=self.prometheus.url, NOW=str(history.END))
        print(done.stdout)
        self.assertEqual(done.returncode, 0, f"see above; the viewer said:\n{self.viewer.child.output()}")


if __name__ == "__main__":
    unittest.main()
