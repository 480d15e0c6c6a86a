#!/usr/bin/python3
"""A durable store is measured on a disk or not at all."""

import os
import tempfile
import unittest
from pathlib import Path

from measuring import disk
from measuring.failure import MeasurementFailed

HERE = Path(__file__).resolve().parent


class Disk(unittest.TestCase):
    def test_names_the_file_system_and_how_long_it_takes(self):
        with tempfile.TemporaryDirectory(dir=HERE) as folder:
            if disk.file_system_of(folder) in disk.IN_MEMORY:
                self.skipTest("this checkout is in memory")
            self.assertRegex(disk.describe(folder), r"^Database on \S+; 4 KiB are on the disk after \d+\.\d\d ms")
            self.assertEqual(os.listdir(folder), [])

    @unittest.skipUnless(os.path.isdir("/dev/shm") and os.access("/dev/shm", os.W_OK), "needs /dev/shm")
    def test_refuses_what_is_in_memory(self):
        with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
            with self.assertRaisesRegex(MeasurementFailed, "in memory"):
                disk.describe(folder)


if __name__ == "__main__":
    unittest.main()
