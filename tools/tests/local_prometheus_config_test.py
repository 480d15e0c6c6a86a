#!/usr/bin/python3
"""prometheus.yml, and what tools/local_prometheus_config.py makes of it for Debian's Prometheus 2.42."""

import subprocess
import tempfile
import unittest
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
PORTS = ["--metrics-port", "8001", "--prometheus-port", "9091", "--alertmanager-port", "9094"]


def derive(file, options=PORTS):
    command = ["/usr/bin/python3", ROOT / "tools/local_prometheus_config.py", *options, file]
    return subprocess.run(command, capture_output=True, text=True, check=False)


class LocalPrometheusConfig(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def write(self, text, folder="."):
        file = self.folder / folder / "prometheus.yml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def test_promtool_accepts_the_derived_form(self):
        derived = self.write(derive(ROOT / "prometheus.yml").stdout)
        check = subprocess.run(["promtool", "check", "config", derived], capture_output=True, text=True, check=False)
        self.assertEqual(check.returncode, 0, check.stdout + check.stderr)
        self.assertIn("1 rule files found", check.stdout)

    def test_the_docker_form_differs_by_what_is_documented_and_no_more(self):
        expected = yaml.safe_load((ROOT / "prometheus.yml").read_text(encoding="utf-8"))
        included, = expected.pop("scrape_config_files")
        expected["scrape_configs"] += yaml.safe_load((ROOT / included).read_text(encoding="utf-8"))["scrape_configs"]
        bot, alertmanager, prometheus = expected["scrape_configs"]
        self.assertIs(bot.pop("scrape_native_histograms"), True)
        self.assertIs(bot.pop("always_scrape_classic_histograms"), True)
        self.assertEqual(bot["static_configs"][0]["targets"], ["coursebot:8000"])
        bot["static_configs"][0]["targets"] = ["127.0.0.1:8001"]
        prometheus["static_configs"][0]["targets"] = ["127.0.0.1:9091"]
        alertmanager["static_configs"][0]["targets"] = ["127.0.0.1:9094"]
        expected["alerting"]["alertmanagers"][0]["static_configs"][0]["targets"] = ["127.0.0.1:9094"]
        expected["rule_files"] = [str(ROOT / "alerts.yml")]
        self.assertEqual(yaml.safe_load(derive(ROOT / "prometheus.yml").stdout), expected)

    def test_in_containers_names_and_paths_stay(self):
        derived = yaml.safe_load(derive(ROOT / "prometheus.yml", ["--in-containers"]).stdout)
        targets = [job["static_configs"][0]["targets"] for job in derived["scrape_configs"]]
        self.assertEqual(targets, [["coursebot:8000"], ["alertmanager:9093"], ["localhost:9090"]])
        self.assertEqual(derived["rule_files"], ["alerts.yml"])
        self.assertNotIn("scrape_native_histograms", derived["scrape_configs"][0])

    def test_ports_are_needed_outside_of_containers(self):
        refused = derive(ROOT / "prometheus.yml", [])
        self.assertEqual(refused.returncode, 2)
        self.assertIn("--in-containers", refused.stderr)

    def test_scrapes_as_the_guide_says(self):
        config = yaml.safe_load((ROOT / "prometheus.yml").read_text(encoding="utf-8"))
        self.assertEqual(config["global"], {"scrape_interval": "15s", "evaluation_interval": "15s"})
        self.assertEqual(config["scrape_configs"][0]["job_name"], "coursebot")

    def test_keeps_what_somebody_added(self):
        job = {"job_name": "mine", "static_configs": [{"targets": ["example.org:443"], "labels": {"targets": "x"}}]}
        derived = derive(self.write(yaml.safe_dump({"scrape_configs": [job]})))
        self.assertEqual(yaml.safe_load(derived.stdout)["scrape_configs"], [job])

    def test_rule_files_are_found_from_a_folder_whose_name_is_a_pattern(self):
        folder = self.folder / "a [b]?"
        derived = self.write(derive(self.write("rule_files: [alerts.yml]\n", folder.name)).stdout)
        (folder / "alerts.yml").write_text("groups: []\n", encoding="utf-8")
        check = subprocess.run(["promtool", "check", "config", derived], capture_output=True, text=True, check=False)
        self.assertIn("1 rule files found", check.stdout, check.stderr)

    def test_one_line_about_a_file_that_is_no_configuration(self):
        for text in ("a: [", "- just\n- a list\n", ""):
            refused = derive(self.write(text))
            self.assertEqual(refused.returncode, 1)
            self.assertEqual(len(refused.stderr.splitlines()), 1, refused.stderr)
            self.assertIn("prometheus.yml", refused.stderr)


if __name__ == "__main__":
    unittest.main()
