"""Every kind of request that the bot's code can make fits the Bot API, also at its limits."""

import json
import re
import subprocess
import unittest

from harness import bot_api
from harness.binaries import COURSEBOT, REPOSITORY

PROGRAM = COURSEBOT.parent / "bot_api_typed_requests"
METHODS = REPOSITORY / "telegram/include/telegram/methods.hpp"
SOURCE = REPOSITORY / "tests/bot_api/typed_requests.cpp"


class TypedRequests(unittest.TestCase):
    def test_they_fit(self):
        requests = subprocess.run([PROGRAM], capture_output=True, text=True, timeout=30, check=True).stdout
        self.assertTrue(all(json.loads(line) for line in requests.splitlines()))
        checked = bot_api.check("-", input=requests)
        self.assertEqual((checked.returncode, checked.stderr), (0, ""), checked.stdout)
        self.assertEqual(checked.stdout, f"{requests.count(chr(10))} requests fit the Bot API.\n")

    def test_every_kind_is_among_them(self):
        kinds = re.findall(r"^Call to_call\((?:const )?(\w+)", METHODS.read_text(encoding="utf-8"), re.MULTILINE)
        made = set(re.findall(r"to_call\(\s*(\w+)\{", SOURCE.read_text(encoding="utf-8")))
        self.assertGreater(len(kinds), 5)
        self.assertEqual(sorted(set(kinds) - made), [], "add one of each to typed_requests.cpp")


if __name__ == "__main__":
    unittest.main()
