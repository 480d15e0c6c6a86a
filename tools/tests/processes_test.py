#!/usr/bin/python3
"""What tools/processes.sh does to the logs of the programs that it started."""

import subprocess
import tempfile
import unittest
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[1] / "processes.sh"
LIMIT = 10 * 1024 * 1024


class Logs(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name) / "my logs"
        self.folder.mkdir()

    def bound(self, **sizes):
        """Logs of these sizes, after bound_logs."""
        for name, size in sizes.items():
            (self.folder / name).write_bytes(b"x" * size)
        assignments = "".join(f'log_of[{name}]="$1/{name}"; ' for name in sizes)
        subprocess.run(["bash", "-euo", "pipefail", "-c", f'source "$0"; {assignments} bound_logs', SCRIPT, self.folder],
                       check=True)
        return {path.name: path.stat().st_size for path in self.folder.iterdir()}

    def test_a_log_over_the_limit_is_put_aside_and_begins_anew(self):
        self.assertEqual(self.bound(large=LIMIT + 1, small=5), {"large": 0, "large.1": LIMIT + 1, "small": 5})

    def test_only_the_last_one_put_aside_is_kept(self):
        self.bound(large=LIMIT + 1)
        self.assertEqual(self.bound(large=LIMIT + 2), {"large": 0, "large.1": LIMIT + 2})

    def test_a_log_of_just_the_limit_stays(self):
        self.assertEqual(self.bound(large=LIMIT), {"large": LIMIT})


if __name__ == "__main__":
    unittest.main()
