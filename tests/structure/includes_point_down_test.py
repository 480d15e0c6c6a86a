#!/usr/bin/python3
"""includes_point_down.py finds what it is there to find."""

import tempfile
import unittest
from pathlib import Path

from includes_point_down import violations


class IncludesPointDown(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        self.write("values/include/values/id.hpp", "#pragma once\n#include <string>\n")
        self.write("values/src/private.hpp", "#pragma once\n")
        self.write("store/include/store/store.hpp", "#pragma once\n")
        self.write("store/include/store/reader.hpp", "#pragma once\n")

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def found(self):
        return list(violations(self.root))

    def test_accepts_includes_that_point_down_and_own_private_headers(self):
        self.write("shop/include/shop/plan.hpp", '#include "values/id.hpp"\n')
        self.write("shop/src/yaml.hpp", "#pragma once\n")
        self.write("shop/src/catalogue.cpp", '#include "shop/plan.hpp"\n#include "yaml.hpp"\n')
        self.write("shop/tests/yaml_test.cpp", '#include "yaml.hpp"\n')
        self.write("bot/src/decide.cpp", '#include "store/reader.hpp"\n')
        self.write("shop/CMakeLists.txt", "coursebot_module(shop\n  SOURCES src/catalogue.cpp\n  USES values)\n")
        self.assertEqual(self.found(), [])

    def test_refuses_an_include_that_points_up(self):
        self.write("shop/src/catalogue.cpp", '  #  include "store/store.hpp"\n')
        self.assertEqual(
            self.found(), ['shop/src/catalogue.cpp includes "store/store.hpp", but shop may not use store']
        )

    def test_refuses_private_headers_of_other_modules(self):
        self.write("shop/src/catalogue.cpp", '#include "values/private.hpp"\n')
        self.write("shop/src/plan.cpp", '#include "../../values/src/private.hpp"\n')
        self.write("shop/src/price.cpp", '#include "private.hpp"\n')
        self.assertEqual(len(self.found()), 3)

    def test_lets_conversations_read_the_store_and_nothing_else_of_it(self):
        self.write("bot/src/decide.cpp", '#include "store/store.hpp"\n')
        self.assertEqual(len(self.found()), 1)

    def test_keeps_the_simulator_away_from_the_bots_own_client(self):
        self.write("telegram/include/telegram/types.hpp", "#pragma once\n")
        self.write("simulator/src/server.cpp", '#include "telegram/types.hpp"\n')
        self.assertEqual(len(self.found()), 1)

    def test_a_nested_module_is_one_of_its_own(self):
        self.write("monitoring/include/monitoring/prometheus.hpp", "#pragma once\n")
        self.write("viewer/charts/include/charts/renderer.hpp", '#include "monitoring/prometheus.hpp"\n')
        self.write("viewer/charts/src/axis.hpp", "#pragma once\n")
        self.write("viewer/charts/src/axis.cpp", '#include "axis.hpp"\n')
        self.write("viewer/src/site.hpp", "#pragma once\n")
        self.write("viewer/src/application.cpp", '#include "charts/renderer.hpp"\n')
        self.assertEqual(self.found(), [])
        self.write("viewer/src/site.cpp", '#include "axis.hpp"\n')
        self.write("viewer/charts/src/chart.cpp", '#include "site.hpp"\n')
        self.assertEqual(len(self.found()), 2)

    def test_refuses_links_that_point_up(self):
        self.write("values/CMakeLists.txt", "coursebot_module(values SOURCES a.cpp USES store LIBRARIES SQLite3)\n")
        self.write("shop/CMakeLists.txt", "coursebot_module(shop SOURCES a.cpp\n  TEST_LIBRARIES store\n  ASYNC)\n")
        self.write("simulator/CMakeLists.txt", "target_link_libraries(telegram-simulator PRIVATE simulator telegram)\n")
        self.assertEqual(
            self.found(),
            [
                "values/CMakeLists.txt links values to store, which values may not use",
                "shop/CMakeLists.txt links shop to store, which shop may not use",
                "simulator/CMakeLists.txt links simulator to telegram, which simulator may not use",
            ],
        )


if __name__ == "__main__":
    unittest.main()
