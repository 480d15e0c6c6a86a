#!/usr/bin/python3
"""Another project builds against the installed library, and runs: by CMake package, by pkg-config, by its folder.

    installed_library_test.py CMAKE BUILD_FOLDER LIBRARY_FOLDER COMPILER [FLAG...]

FLAGs are those without which what BUILD_FOLDER holds can't be linked (its sanitizers).
"""

import json
import pathlib
import shlex
import subprocess
import sys
import tempfile
import unittest

CONSUMER = pathlib.Path(__file__).resolve().parent
EXPOSITION = '# HELP jobs_total Jobs by outcome.\n# TYPE jobs_total counter\njobs_total{outcome="done"} 1\n'


def run(*command, **options):
    """What the command prints; fails with all of its output if it fails."""
    result = subprocess.run([str(word) for word in command], text=True, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, check=False, **options)
    if result.returncode != 0:
        raise AssertionError(f"{shlex.join(map(str, command))}: {result.returncode}\n{result.stdout}")
    return result.stdout


def build_with_cmake(folder, *settings):
    """Builds the consumer in `folder`; returns the program."""
    run(CMAKE, "-S", CONSUMER, "-B", folder, "-G", "Ninja", f"-DCMAKE_CXX_COMPILER={COMPILER}",
        f"-DCMAKE_CXX_FLAGS={' '.join(FLAGS)}", "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON", *settings)
    run(CMAKE, "--build", folder)
    return folder / "consumer"


class InstalledLibrary(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="coursebot-consumer-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        first = cls.folder / "as installed"
        run(CMAKE, "--install", BUILD, "--component", "metrics", "--prefix", first)
        # What is installed may be moved.
        cls.prefix = first.rename(cls.folder / "prefix")

    def only(self, pattern):
        found, = self.prefix.rglob(pattern)
        return found

    def test_every_public_header_is_installed_and_no_other(self):
        def headers(folder):
            return {str(header.relative_to(folder)) for header in folder.rglob("*.hpp")}
        self.assertEqual(headers(self.prefix / "include"), headers(LIBRARY / "include"))
        self.assertTrue(self.only("libmetrics.a").is_file())

    def test_find_package(self):
        build = self.folder / "find_package"
        program = build_with_cmake(build, f"-DCMAKE_PREFIX_PATH={self.prefix}")
        self.assertEqual(run(program), EXPOSITION)

        # None of our warnings, definitions or hardening reaches somebody else's compiler.
        compilation, = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
        words = shlex.split(compilation["command"])
        ours = [word for word in words if word.startswith(("-W", "-D", "-f", "-O")) and word not in FLAGS]
        self.assertEqual(ours, [])
        self.assertIn(str(self.prefix / "include"), words)

    def test_pkg_config(self):
        environment = {"PKG_CONFIG_PATH": str(self.only("coursebot-metrics.pc").parent), "PATH": "/usr/bin:/bin"}
        arguments = run("pkg-config", "--cflags", "--libs", "--static", "coursebot-metrics", env=environment)
        self.assertNotIn("as installed", arguments)
        program = self.folder / "with_pkg_config"
        run(COMPILER, *FLAGS, "-std=c++20", CONSUMER / "main.cpp", "-o", program, *shlex.split(arguments))
        self.assertEqual(run(program), EXPOSITION)

    def test_it_fits_into_a_shared_library(self):
        archive = self.only("libmetrics.a")
        run(COMPILER, *FLAGS, "-shared", "-Wl,--whole-archive", archive, "-Wl,--no-whole-archive", "-lz",
            "-o", self.folder / "libother.so")

    def test_as_a_folder_of_another_project(self):
        # Compiling the library once more would take long and prove little more than configuring does.
        run(CMAKE, "-S", CONSUMER, "-B", self.folder / "subdirectory", "-G", "Ninja",
            f"-DCMAKE_CXX_COMPILER={COMPILER}", f"-DMETRICS_SOURCE_DIR={LIBRARY}")
        targets = run("ninja", "-C", self.folder / "subdirectory", "-t", "query", "consumer")
        self.assertIn("metrics/libmetrics.a", targets)


if __name__ == "__main__":
    CMAKE, BUILD, LIBRARY, COMPILER, *FLAGS = sys.argv[1:]
    LIBRARY = pathlib.Path(LIBRARY).resolve()
    unittest.main(argv=sys.argv[:1], verbosity=2)
