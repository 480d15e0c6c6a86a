#!/usr/bin/python3
"""tools/tls.sh: what it makes, what it keeps, and what it refuses."""

import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Tls(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name) / "tls"
        self.certificate = self.folder / "certificate/server.crt"
        self.key = self.folder / "certificate/server.key"

    def make(self, *names):
        return subprocess.run([ROOT / "tools/tls.sh", "--folder", self.folder, *names],
                              capture_output=True, text=True, check=False)

    def bring(self, *extensions):
        self.certificate.parent.mkdir(parents=True)
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                        "-subj", "/CN=brought", *extensions, "-keyout", self.key, "-out", self.certificate],
                       capture_output=True, check=True)

    def test_makes_a_certificate_for_the_names_and_lets_nobody_else_in(self):
        made = self.make("example.org", "192.0.2.7")
        self.assertEqual(made.returncode, 0, made.stderr)
        self.assertEqual(self.folder.stat().st_mode & 0o777, 0o700)
        shown = subprocess.run(["openssl", "x509", "-in", self.certificate, "-noout", "-ext", "subjectAltName"],
                               capture_output=True, text=True, check=True).stdout
        self.assertIn("DNS:localhost, IP Address:127.0.0.1, DNS:example.org, IP Address:192.0.2.7", shown)
        password = (self.folder / "prometheus/prometheus.password").read_text(encoding="utf-8")
        self.assertRegex(password, r"^[A-Za-z0-9]{32}$")
        self.assertNotIn(password, made.stdout + made.stderr)

    def test_keeps_a_certificate_and_a_password_that_are_there(self):
        self.bring("-addext", "subjectAltName=DNS:shop.example.org")
        before = self.certificate.read_bytes()
        self.assertEqual(self.make().returncode, 0)
        password = self.folder / "prometheus/prometheus.password"
        first = password.read_bytes()
        self.assertEqual(self.make().returncode, 0)
        self.assertEqual((self.certificate.read_bytes(), password.read_bytes()), (before, first))
        self.assertEqual((self.folder / "prometheus/server_name").read_text(encoding="utf-8"), "shop.example.org")
        self.assertIn("server_name: shop.example.org\n", (self.folder / "prometheus/viewer.yml").read_text(encoding="utf-8"))

    def test_refuses_with_one_line_a_certificate_that_does_not_do(self):
        self.bring()
        self.assert_refused("names no host")
        self.key.write_bytes(subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519"],
                                            capture_output=True, check=True).stdout)
        self.assert_refused("is not the key of")
        self.certificate.write_text("not really\n", encoding="utf-8")
        self.assert_refused("is no certificate")

    def assert_refused(self, reason):
        refused = self.make()
        self.assertEqual(refused.returncode, 1)
        self.assertIn(reason, refused.stderr)
        self.assertEqual(len(refused.stderr.splitlines()), 1)


if __name__ == "__main__":
    unittest.main()
