#!/usr/bin/python3
"""The provisioning files have the fields that Grafana documents, and fit the dashboards and prometheus.yml."""

import unittest

import yaml

from dashboards import REPOSITORY, SOURCES, load

# https://grafana.com/docs/grafana/latest/administration/provisioning/ and, for jsonData,
# https://grafana.com/docs/grafana/latest/datasources/prometheus/configure/
DATA_SOURCE = {"name": str, "type": str, "access": str, "orgId": int, "uid": str, "url": str, "user": str, "database": str,
               "basicAuth": bool, "basicAuthUser": str, "withCredentials": bool, "isDefault": bool, "jsonData": dict,
               "secureJsonData": dict, "version": int, "editable": bool}
PROMETHEUS_JSON_DATA = {"httpMethod": str, "timeInterval": str, "queryTimeout": str, "manageAlerts": bool,
                        "prometheusType": str, "prometheusVersion": str, "cacheLevel": str, "incrementalQuerying": bool,
                        "defaultEditor": str, "disableMetricsLookup": bool, "disableRecordingRules": bool,
                        "customQueryParameters": str, "tlsAuth": bool, "tlsAuthWithCACert": bool, "tlsSkipVerify": bool,
                        "serverName": str, "timeout": str}
SECURE_JSON_DATA = {"basicAuthPassword": str, "tlsCACert": str, "tlsClientCert": str, "tlsClientKey": str}
PROVIDER = {"name": str, "orgId": int, "folder": str, "folderUid": str, "type": str, "disableDeletion": bool,
            "updateIntervalSeconds": int, "allowUiUpdates": bool, "options": dict}
PROVIDER_OPTIONS = {"path": str, "foldersFromFilesStructure": bool}
ONLY_WITH_TLS = {"basicAuth", "basicAuthUser", "secureJsonData"}
ONLY_WITH_TLS_IN_JSON_DATA = {"tlsAuthWithCACert", "serverName"}


def read(path):
    return yaml.safe_load((SOURCES / path).read_text(encoding="utf-8"))


class Provisioning(unittest.TestCase):
    def setUp(self):
        self.plain, = read("provisioning/datasources/prometheus.yml")["datasources"]
        self.with_tls, = read("provisioning-tls/datasources/prometheus.yml")["datasources"]

    def assert_fields(self, settings, documented):
        for name, value in settings.items():
            self.assertIn(name, documented)
            self.assertIsInstance(value, documented[name], name)

    def test_files_have_the_documented_fields_only(self):
        files = sorted(path.relative_to(SOURCES) for path in SOURCES.glob("provisioning*/*/*"))
        self.assertEqual(len(files), 3)
        for path in files:
            with self.subTest(str(path)):
                content = read(path)
                kind = "providers" if path.parent.name == "dashboards" else "datasources"
                self.assertEqual(content.keys(), {"apiVersion", kind})
                self.assertEqual(content["apiVersion"], 1)
                for entry in content[kind]:
                    self.assert_fields(entry, PROVIDER if kind == "providers" else DATA_SOURCE)
                    self.assert_fields(entry.get("options", {}), PROVIDER_OPTIONS)
                    self.assert_fields(entry.get("jsonData", {}), PROMETHEUS_JSON_DATA)
                    self.assert_fields(entry.get("secureJsonData", {}), SECURE_JSON_DATA)

    def test_every_panel_asks_the_provisioned_data_source(self):
        for source in (self.plain, self.with_tls):
            self.assertTrue(source["isDefault"])
            for board in load().values():
                for panel in board["panels"]:
                    if panel["type"] != "row":
                        self.assertEqual(panel["datasource"], {"type": source["type"], "uid": source["uid"]})

    def test_the_plain_one_asks_where_the_guide_says(self):
        self.assertEqual(self.plain["url"], "http://prometheus:9090")
        self.assertNotIn("$", (SOURCES / "provisioning/datasources/prometheus.yml").read_text(encoding="utf-8")
                         .replace("$__rate_interval", ""), "it must work with no variable set")

    def test_the_rhythm_is_that_of_the_scrapes(self):
        prometheus = yaml.safe_load((REPOSITORY / "prometheus.yml").read_text(encoding="utf-8"))
        for source in (self.plain, self.with_tls):
            self.assertEqual(source["jsonData"]["timeInterval"], prometheus["global"]["scrape_interval"])

    def test_with_tls_nothing_else_differs(self):
        self.assertEqual(self.with_tls["url"], self.plain["url"].replace("http:", "https:"))
        common = {name: value for name, value in self.with_tls.items() if name not in ONLY_WITH_TLS | {"url", "jsonData"}}
        self.assertEqual(common, {name: value for name, value in self.plain.items() if name not in ("url", "jsonData")})
        self.assertEqual({name: value for name, value in self.with_tls["jsonData"].items()
                          if name not in ONLY_WITH_TLS_IN_JSON_DATA}, self.plain["jsonData"])

    def test_no_secret_stands_in_a_file(self):
        for name, value in self.with_tls["secureJsonData"].items():
            self.assertRegex(value, r"^\$__file\{/etc/grafana/[\w./]+\}$", name)

    def test_saving_in_the_browser_is_refused(self):
        provider, = read("provisioning/dashboards/coursebot.yml")["providers"]
        self.assertEqual((provider["type"], provider["allowUiUpdates"]), ("file", False))
        self.assertEqual(provider["options"]["path"], "/etc/grafana/dashboards")


if __name__ == "__main__":
    unittest.main()
