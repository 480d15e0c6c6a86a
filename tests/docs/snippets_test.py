"""The C++ and CMake code of the documents and of the headers' openings stands in files that are compiled and tested."""

import pathlib
import re
import unittest

import markdown
from documents_test import documents

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
MODULES = ("metrics", "net")
INCLUDE = re.compile(r'^\s*#include ["<][^">]+[">]$', re.MULTILINE)


def significant(code, comment):
    """The code as a compiler sees it: neither comments nor the layout count."""
    return re.sub(r"\s+", "", re.sub(rf"(^|\s){comment}.*$", "", code, flags=re.MULTILINE))


def tested_code(pattern, comment):
    return {path: significant(path.read_text(encoding="utf-8"), comment)
            for module in MODULES for path in sorted((REPOSITORY / module / "tests").rglob(pattern))}


def examples_of(header):
    """The code in the comment that opens a header: what is indented there, a blank line ending an example."""
    lines = header.read_text(encoding="utf-8").splitlines()
    opening = []
    for line in lines[lines.index("#pragma once") + 1:]:
        if not line.startswith("//"):
            break
        opening.append(line[3:] if line.startswith("//   ") else "")
    return [block for block in re.split(r"\n\n+", "\n".join(opening)) if block.strip()]


class Snippets(unittest.TestCase):
    def assert_tested(self, code, pattern, comment):
        body = significant(INCLUDE.sub("", code), comment)
        includes = [significant(line, comment) for line in INCLUDE.findall(code)]
        self.assertTrue(any(body in text and all(line in text for line in includes)
                            for text in tested_code(pattern, comment).values()),
                        f"this stands in no {pattern} of the tests:\n{code}")

    def test_those_of_the_documents(self):
        found = 0
        for path in documents():
            for block in markdown.parse(path.read_text(encoding="utf-8")).blocks:
                if block.info not in ("cpp", "cmake"):
                    continue
                found += 1
                with self.subTest(document=str(path.relative_to(REPOSITORY))):
                    if block.info == "cpp":
                        self.assert_tested(block.text, "*.cpp", "//")
                    else:
                        for line in block.text.splitlines():
                            self.assert_tested(line, "CMakeLists.txt", "#")
        self.assertGreater(found, 20)

    def test_those_of_the_headers_of_the_metrics_library(self):
        headers = sorted((REPOSITORY / "metrics/include/metrics").glob("*.hpp"))
        headers.append(REPOSITORY / "net/include/net/metrics_exposer.hpp")
        for header in headers:
            for example in examples_of(header):
                with self.subTest(header=header.name):
                    self.assert_tested(example, "*.cpp", "//")


if __name__ == "__main__":
    unittest.main()
