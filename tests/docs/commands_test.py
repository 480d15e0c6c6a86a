"""The commands that README.md shows work as shown."""

import re
import subprocess

import markdown
from harness.binaries import COURSEBOT, REPOSITORY
from harness.bot import OWNER
from harness.case import EndToEndTest

# What a reader types into a shell and what a test can run to its end; `serve` and `demo` have tests of their own.
RUNS_TO_ITS_END = re.compile(r"^(curl|build/release/bin/coursebot) ")


def blocks():
    readme = markdown.parse((REPOSITORY / "README.md").read_text(encoding="utf-8"))
    return [block for block in readme.blocks if block.info.split()[:1] == ["bash"]]


class Commands(EndToEndTest):
    def test_every_command_and_every_curl_is_marked_to_be_run(self):
        for block in blocks():
            # Those for Docker are walked in tests/docker.
            if block.info not in ("bash run", "bash docker"):
                for line in block.text.splitlines():
                    self.assertNotRegex(line, RUNS_TO_ITS_END, "mark its block with ```bash run")

    def test_they_succeed(self):
        bot = self.start_bot(self.start_simulator(options=("--admin", OWNER)))
        commands = [line for block in blocks() if block.info == "bash run" for line in block.text.splitlines()]
        self.assertGreaterEqual(len(commands), 10)
        for command in commands:
            with self.subTest(command=command):
                self.assertRegex(command, RUNS_TO_ITS_END)
                there = command.replace("build/release/bin", str(COURSEBOT.parent))
                there = there.replace("curl ", "curl --silent --show-error --fail --noproxy '*' ")
                there = there.replace("localhost:8000", f"127.0.0.1:{bot.port}")
                result = subprocess.run(["bash", "-c", there], cwd=bot.folder, env=bot.environment(), text=True,
                                        capture_output=True, timeout=30, check=False)
                bot.pages.append(result.stdout + result.stderr)
                self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
                self.assertTrue(result.stdout.strip())
