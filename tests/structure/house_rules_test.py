#!/usr/bin/python3
"""house_rules.py finds what it is there to find."""

import tempfile
import unittest
from pathlib import Path

from house_rules import violations


class HouseRules(unittest.TestCase):
    def violations_of(self, path, text):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / path
            file.parent.mkdir(parents=True)
            file.write_text(text, encoding="utf-8")
            return list(violations(Path(folder)))

    def test_refuses_machine_paths_and_accepts_urls_and_relative_ones(self):
        for path in ("home", "Users"):
            self.assertEqual(len(self.violations_of("docs/page.md", f"see /{path}/me/notes")), 1, path)
        for text in ("https://example.org/home/page", "./home/x", "$HOME/home/x", "tests/home/x"):
            self.assertEqual(self.violations_of("docs/page.md", text), [], text)

    def test_refuses_notes_to_do_something_later(self):
        self.assertEqual(len(self.violations_of("shop/src/plan.cpp", "// TO" "DO: prices")), 1)
        self.assertEqual(self.violations_of("shop/src/plan.cpp", "// kTodoList of the customer"), [])

    def test_wants_prose_before_code_in_public_headers_only(self):
        self.assertEqual(len(self.violations_of("shop/include/shop/plan.hpp", "#pragma once\n#include <string>\n")), 1)
        self.assertEqual(self.violations_of("shop/include/shop/plan.hpp", "#pragma once\n// Plans.\n"), [])
        self.assertEqual(self.violations_of("shop/src/plan.hpp", "#pragma once\n#include <string>\n"), [])

    def test_leaves_what_is_built_alone(self):
        self.assertEqual(self.violations_of("build/release/notes.txt", f"/{'home'}/me/x"), [])


if __name__ == "__main__":
    unittest.main()
