#!/usr/bin/python3
"""What this very process takes, by two accounts."""

import os
import resource
import threading
import time
import unittest

from measuring.process_usage import TICKS_PER_SECOND, cpu_seconds, resident_megabytes

TICKS = 5 / TICKS_PER_SECOND


class ProcessUsage(unittest.TestCase):
    def test_counts_the_time_of_all_threads_as_the_kernel_does(self):
        worker = threading.Thread(target=lambda: [sum(range(1000)) for _ in range(20_000)])
        worker.start()
        worker.join()
        self.assertGreater(time.process_time(), TICKS)
        self.assertAlmostEqual(cpu_seconds(os.getpid()), time.process_time(), delta=TICKS)

    def test_memory_that_is_written_to_becomes_resident(self):
        before = resident_megabytes(os.getpid())
        written = bytearray(b"x") * (64 << 20)
        self.assertGreater(resident_megabytes(os.getpid()), before + 50)
        self.assertLessEqual(resident_megabytes(os.getpid()), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 + 1)
        self.assertEqual(len(written), 64 << 20)


if __name__ == "__main__":
    unittest.main()
