#!/usr/bin/python3
"""tools/packages.sh on a machine whose dpkg-query, apt-get and sudo are written here."""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534

ALL_INSTALLED = 'for name in "$@"; do case $name in -*) ;; *) echo "$name installed" ;; esac; done'
ALL_BUT_CMAKE = 'for name in "$@"; do case $name in -* | cmake) ;; *) echo "$name installed" ;; esac; done; exit 1'
CMAKE_IS_PROVIDED = f'case $* in *Provides*) echo "installed, make, cmake (= 3)"; exit;; esac; {ALL_BUT_CMAKE}'
CALLED = 'echo "$0 $*" >>"$CALLS"; exit 1'


class Packages(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.folder.chmod(0o755)
        self.calls = self.folder / "calls"
        self.calls.touch()
        self.calls.chmod(0o666)
        # Where nobody may read it, too: the checkout itself may lie in root's home.
        self.script = Path(shutil.copy(ROOT / "tools/packages.sh", self.folder))
        for name in ("apt-get", "sudo"):
            self.fake(name, CALLED)

    def fake(self, name, body):
        file = self.folder / name
        file.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        file.chmod(0o755)

    def install(self, user=None):
        return subprocess.run(
            [self.script, "install", "build"],
            env={"PATH": f"{self.folder}:/usr/sbin:/usr/bin:/sbin:/bin", "CALLS": str(self.calls)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            user=user if os.geteuid() == 0 else None,
        )

    def test_says_and_does_nothing_if_everything_is_there(self):
        self.fake("dpkg-query", ALL_INSTALLED)
        done = self.install()
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
        self.assertEqual(self.calls.read_text(encoding="utf-8"), "")

    def test_takes_what_another_package_provides(self):
        self.fake("dpkg-query", CMAKE_IS_PROVIDED)
        done = self.install(user=NOBODY)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
        self.assertEqual(self.calls.read_text(encoding="utf-8"), "")

    def test_names_the_command_to_run_where_it_may_not_install(self):
        self.fake("dpkg-query", ALL_BUT_CMAKE)
        refused = self.install(user=NOBODY)
        self.assertEqual(refused.returncode, 1)
        self.assertEqual(
            refused.stderr,
            "packages: missing packages; as root, run: apt-get install --no-install-recommends cmake\n",
        )
        self.assertNotIn("apt-get", self.calls.read_text(encoding="utf-8"))

    def test_installs_through_sudo_where_that_is_allowed(self):
        self.fake("dpkg-query", ALL_BUT_CMAKE)
        self.fake("sudo", 'echo "$*" >>"$CALLS"')
        self.assertEqual(self.install(user=NOBODY).returncode, 0)
        self.assertIn(f"-- {self.script} install build\n", self.calls.read_text(encoding="utf-8"))

    @unittest.skipUnless(os.geteuid() == 0, "what root is told can be seen by root alone")
    def test_one_line_without_a_network(self):
        self.fake("dpkg-query", ALL_BUT_CMAKE)
        self.fake("apt-get", "exit 100")
        refused = self.install()
        self.assertEqual(refused.returncode, 1)
        self.assertEqual(
            refused.stderr, "packages: apt-get update failed; is there a network? Missing: cmake\n"
        )

    @unittest.skipUnless(os.geteuid() == 0, "what root is told can be seen by root alone")
    def test_removes_nothing_to_install_something(self):
        self.fake("dpkg-query", ALL_BUT_CMAKE)
        self.fake("apt-get", 'case "$*" in *--simulate*) echo "Remv make [4.3]" ;; *) exit 99 ;; esac')
        refused = self.install()
        self.assertEqual(refused.returncode, 1)
        self.assertEqual(
            refused.stderr, "packages: installing cmake would remove make; if that is fine: apt-get install cmake\n"
        )

    def test_every_listed_package_is_named_once(self):
        listed = subprocess.run([self.script, "list"], capture_output=True, text=True, check=True).stdout.split()
        self.assertEqual(len(listed), len(set(listed)))
        self.assertIn("libboost1.81-dev", listed)

    def test_refuses_a_purpose_it_does_not_know(self):
        refused = subprocess.run([self.script, "list", "party"], capture_output=True, text=True, check=False)
        self.assertEqual(refused.returncode, 1)
        self.assertIn("no purpose 'party'", refused.stderr)


if __name__ == "__main__":
    unittest.main()
