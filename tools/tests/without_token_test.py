#!/usr/bin/python3
"""tools/without_token.sh: no token in what a program prints, and nothing else changed."""

import signal
import subprocess
import unittest
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[1] / "without_token.sh"
TOKEN = "123456789:AAaaBBbb-CCccDDdd_EEeeFFffGGggHHhhI"


class WithoutToken(unittest.TestCase):
    def printed(self, program):
        done = subprocess.run([SCRIPT, "bash", "-c", program], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        return done.returncode, done.stdout

    def test_hides_the_token_in_the_address_of_a_request(self):
        for written in (TOKEN, TOKEN.replace(":", "%3A")):
            _, output = self.printed(f"echo 'err=\"Post \\\"https://host/bot{written}/sendMessage\\\": refused\"' >&2")
            self.assertEqual(output.decode(), 'err="Post \\"https://host/bot***/sendMessage\\": refused"\n')

    def test_passes_everything_else_on(self):
        self.assertEqual(self.printed(r"printf 'bottle /bot 12:30 \xff\n no line end'; exit 3"),
                         (3, b"bottle /bot 12:30 \xff\n no line end"))

    def test_the_program_takes_the_signals_itself(self):
        process = subprocess.Popen([SCRIPT, "sleep", "1000"], stdout=subprocess.PIPE)
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(20), -signal.SIGTERM)
        self.assertEqual(process.stdout.read(), b"")
        process.stdout.close()


if __name__ == "__main__":
    unittest.main()
