"""The disk that a durable commit waits for."""

import os
import re
import statistics
import time
from pathlib import Path

from measuring.failure import MeasurementFailed

WRITES = 100
IN_MEMORY = {"tmpfs", "ramfs"}


def file_system_of(folder):
    """Its type, such as ext4."""
    mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8")
    device = os.stat(folder).st_dev
    name = f"{os.major(device)}:{os.minor(device)}"
    found = re.search(rf"^\d+ \d+ {name} .* - (\S+) ", mounts, re.MULTILINE)
    return found[1] if found else "unknown"


def seconds_to_sync(folder):
    """The median time until 4 KiB, appended to a file, are on the disk."""
    path = Path(folder) / "disk_probe"
    times = []
    try:
        with path.open("wb", buffering=0) as file:
            for _ in range(WRITES):
                begin = time.perf_counter()
                file.write(bytes(4096))
                os.fdatasync(file.fileno())
                times.append(time.perf_counter() - begin)
    finally:
        path.unlink(missing_ok=True)
    return statistics.median(times)


def describe(folder):
    """One line. Raises MeasurementFailed where nothing would be durable."""
    file_system = file_system_of(folder)
    if file_system in IN_MEMORY:
        raise MeasurementFailed(f"{folder} is in memory ({file_system}): a durable store must be measured on a disk")
    return f"Database on {file_system}; 4 KiB are on the disk after {seconds_to_sync(folder) * 1000:.2f} ms (fdatasync)"
