#!/usr/bin/python3
"""Pictures of the page equal the approved ones, within a tolerance (src/pictures.js). They are left in the build folder.

    APPROVE_PICTURES=1 ctest --test-dir build/release -R viewer.pictures      approves those of this run
"""

import pathlib
import shutil
import tempfile
import unittest

import history
import past
import scripts
from serving import HAND_MADE, SHIPPED, start_viewer


class Pictures(unittest.TestCase):
    def test_they_are_as_approved(self):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="coursebot-viewer-"))
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        prometheus = past.prometheus(folder, history.shop())
        self.addCleanup(prometheus.end)
        viewer = start_viewer(folder / "viewer", prometheus.url, [SHIPPED, HAND_MADE])
        self.addCleanup(viewer.end)
        done = scripts.run("pictures.js", 110, viewer, NOW=str(history.END))
        print(done.stdout)
        self.assertEqual(done.returncode, 0, f"see above; the pictures are in {scripts.ARTEFACTS}")


if __name__ == "__main__":
    unittest.main()
