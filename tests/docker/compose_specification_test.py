"""docker-compose.yml and docker-compose.tls.yml follow the Compose Specification, as `docker compose` 2 wants them.

Its schema comes with the npm package dclint, of which nothing else is used.
"""

import copy
import json
import pathlib
import unittest

import jsonschema
import yaml

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
SCHEMA = HERE / "compose_specification/node_modules/dclint/schemas/compose.schema.json"


class ComposeSpecification(unittest.TestCase):
    def setUp(self):
        schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
        self.validator = jsonschema.Draft7Validator(schema)

    def load(self, name):
        return yaml.safe_load((REPOSITORY / name).read_text(encoding="utf-8"))

    def test_the_files_follow_it(self):
        for name in ("docker-compose.yml", "docker-compose.tls.yml"):
            with self.subTest(file=name):
                self.assertEqual([error.message for error in self.validator.iter_errors(self.load(name))], [])

    def test_faults_are_found(self):
        good = self.load("docker-compose.yml")
        for key, value in (("mem_limits", "448m"), ("cpus", [0.9]), ("depends_on", {"a": {"condition": "service_is_up"}}),
                           ("cap_add", {"A": "B"}), ("healthcheck", {"tests": []}), ("ports", "9090:9090")):
            with self.subTest(fault=key):
                faulty = copy.deepcopy(good)
                faulty["services"]["prometheus"][key] = value
                self.assertFalse(self.validator.is_valid(faulty))


if __name__ == "__main__":
    unittest.main()
