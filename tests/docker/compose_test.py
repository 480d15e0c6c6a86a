"""docker-compose.yml, docker-compose.tls.yml and the Dockerfile agree with the settings, the guide and each other."""

import pathlib
import re
import unittest

import yaml

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
# Compose itself uses these, to publish the port; in its container the bot listens on 0.0.0.0:8000.
OUTSIDE_OF_THE_CONTAINER = {"PROMETHEUS_PORT", "LISTEN_ADDRESS"}
# Where the bot finds its neighbours, whatever .env says for a bot without Docker.
OF_THIS_NETWORK = {"PROMETHEUS_PORT": "8000", "ALERTMANAGER_URL": "http://alertmanager:9093",
                   "VIEWER_URL": "http://charts:3000"}
OF_THE_VIEWER_ALONE = {"VIEWER_ADDRESS", "VIEWER_PORT", "PROMETHEUS_URL", "TIME_ZONE"}
GUIDE = {"coursebot": (0.5, 128), "prometheus": (1, 512), "grafana": (0.5, 256)}


def text_of(name):
    return (REPOSITORY / name).read_text(encoding="utf-8")


class Compose(unittest.TestCase):
    def setUp(self):
        self.compose = yaml.safe_load(text_of("docker-compose.yml"))
        self.services = self.compose["services"]
        self.tls = yaml.safe_load(text_of("docker-compose.tls.yml"))["services"]
        example = text_of(".env.example")
        self.settings = set(re.findall(r"^#?([A-Z][A-Z_]+)=", example, re.MULTILINE))

    def test_every_setting_of_the_bot_reaches_it(self):
        bots = {name for name in self.settings if not name.startswith(("GF_", "COMPOSE_"))} - OF_THE_VIEWER_ALONE
        self.assertGreater(len(bots), 10)
        for service in ("coursebot", "settings"):
            given = self.services[service]["environment"]
            self.assertEqual(set(given) - OUTSIDE_OF_THE_CONTAINER, bots - OUTSIDE_OF_THE_CONTAINER)
            for name, value in given.items():
                self.assertEqual(value, OF_THIS_NETWORK.get(name))

    def test_every_variable_is_documented(self):
        used = set(re.findall(r"\$\{([A-Z_]+)", text_of("docker-compose.yml") + text_of("docker-compose.tls.yml")))
        self.assertEqual(used - self.settings, set())
        self.assertEqual({name for name in self.settings if name.startswith(("GF_", "COMPOSE_"))} - used, set())

    def test_the_sum_of_the_limits_is_the_guides(self):
        running = {name: service for name, service in self.services.items() if name != "settings"}
        self.assertEqual(sum(int(service["mem_limit"].rstrip("m")) for service in running.values()),
                         sum(memory for _, memory in GUIDE.values()))
        self.assertAlmostEqual(sum(service["cpus"] for service in running.values()),
                               sum(cpus for cpus, _ in GUIDE.values()))
        for name, (cpus, memory) in GUIDE.items():
            self.assertLessEqual(running[name]["cpus"], cpus)
            self.assertLessEqual(int(running[name]["mem_limit"].rstrip("m")), memory)

    def test_every_image_is_pinned_to_a_release(self):
        images = [service["image"] for service in self.services.values()]
        for image in images:
            self.assertRegex(image, r":v?\d+\.\d+\.\d+$")
        version = re.search(r"project\(coursebot VERSION ([\d.]+)", text_of("CMakeLists.txt"))[1]
        self.assertEqual({image for image in images if image.startswith("coursebot")}, {f"coursebot:{version}"})

    def test_no_port_is_open_to_others_by_default(self):
        for name, service in self.services.items():
            for port in service.get("ports", []):
                with self.subTest(service=name):
                    default = re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", port)
                    self.assertRegex(default, r"^127\.0\.0\.1:(\d+):\d+$")

    def test_every_service_is_hardened(self):
        for name, service in self.services.items():
            with self.subTest(service=name):
                self.assertTrue(service["read_only"])
                self.assertEqual(service["cap_drop"], ["ALL"])
                self.assertEqual(service["security_opt"], ["no-new-privileges:true"])
                self.assertEqual(set(service["logging"]["options"]), {"max-size", "max-file"})

    def test_whatever_is_mounted_is_there(self):
        for service in self.services.values():
            for volume in service.get("volumes", []):
                if isinstance(volume, dict) and volume["source"] != "./.env":
                    self.assertTrue((REPOSITORY / volume["source"]).exists(), volume["source"])
                elif not isinstance(volume, dict):
                    self.assertIn(volume.split(":")[0], self.compose["volumes"])

    def test_tls_changes_of_prometheus_what_tls_needs(self):
        plain, secured = (services["prometheus"]["command"] for services in (self.services, self.tls))
        self.assertEqual([argument.replace("https:", "http:") for argument in secured],
                         [*plain, "--web.config.file=/etc/prometheus/tls/web.yml"])


class Image(unittest.TestCase):
    def test_no_secret_and_no_data_goes_to_the_engine(self):
        ignored = text_of(".dockerignore").splitlines()
        self.assertEqual([line for line in ignored if line and not line.startswith("#")][0], "*")
        for name in (".env", "data", "tls", "backup", ".git", "build"):
            self.assertFalse([line for line in ignored if line.startswith(f"!{name}")])

    def test_every_module_goes_to_the_engine(self):
        modules = re.findall(r"^add_subdirectory\((\w+)\)", text_of("CMakeLists.txt"), re.MULTILINE)
        self.assertGreater(len(modules), 9)
        for module in set(modules) - {"bench"}:
            self.assertIn(f"!{module}", text_of(".dockerignore").splitlines())


if __name__ == "__main__":
    unittest.main()
