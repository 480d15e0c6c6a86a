#!/usr/bin/python3
"""Checks what every text file of the project keeps to.

    tests/structure/house_rules.py ROOT

No path of somebody's own machine, no note to do something later, and a public header says what it is for before its
first line of code. Prints one line a violation; exits with 1 if there is any.
"""

import re
import sys
from pathlib import Path

NOT_OURS = {".git", "build", "data", "node_modules", "__pycache__", ".cache"}
MACHINE_PATH = re.compile(r"(?<![\w.:/~$}-])/(?:home|Users)/[\w.-]")
LATER = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X)\b")


def project_files(root):
    for entry in sorted(root.iterdir()):
        if entry.is_symlink() or entry.name in NOT_OURS or entry.name == ".env":
            continue
        if entry.is_dir():
            yield from project_files(entry)
        else:
            yield entry


def opens_with_prose(header_text):
    first_lines = [line for line in header_text.splitlines() if line.strip() and line.strip() != "#pragma once"]
    return bool(first_lines) and first_lines[0].startswith("//")


def violations(root):
    for file in project_files(root):
        content = file.read_bytes()
        if b"\0" in content:
            continue
        text = content.decode("utf-8", errors="replace")
        name = file.relative_to(root)
        for number, line in enumerate(text.splitlines(), 1):
            if MACHINE_PATH.search(line):
                yield f"{name}:{number}: a path of somebody's own machine"
            if LATER.search(line):
                yield f"{name}:{number}: a note to do something later"
        if "include" in name.parts and name.suffix == ".hpp" and not opens_with_prose(text):
            yield f"{name}: a public header opens with what it is for"


if __name__ == "__main__":
    found = list(violations(Path(sys.argv[1]).resolve()))
    print("\n".join(found) or "The house rules are kept.")
    sys.exit(1 if found else 0)
