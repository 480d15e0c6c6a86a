#!/usr/bin/python3
"""Stands for build/release/bin/coursebot in the tests of ./run: says what it is told to, serves, or fails.

FAKE_BOT is `good`, `ends` (does not start), `falls` (ends once GET /fall asks it to), `clings` (takes no SIGTERM and has
a child that takes none), `broken` (writes a configuration that Alertmanager does not take).
"""

import os
import signal
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

PORT = int(os.environ["PROMETHEUS_PORT"])
MODE = os.environ.get("FAKE_BOT", "good")


class Endpoints(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/fall" and MODE == "falls":
            print("I fall.", flush=True)
            os._exit(3)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_):
        pass


def write_alertmanager_config(template, output, bot_url):
    token = os.environ.get("BOT_TOKEN")
    Path(output).write_text(
        f"# of {template} for {token} on {bot_url}\nroute: {{receiver: page}}\nreceivers: [{{name: page}}]\n"
        + ("routes: none\n" if MODE == "broken" else ""), encoding="utf-8")
    if not token:
        print("coursebot: BOT_TOKEN is not set", file=sys.stderr)


def main():
    if sys.argv[1] == "check-config":
        print(f"metrics: http://127.0.0.1:{PORT}/metrics")
        print(f"dashboards: http://127.0.0.1:{os.environ['VIEWER_PORT']}")
        print("token: set" if os.environ.get("BOT_TOKEN") else "token: none")
        return
    if sys.argv[1] == "alertmanager-config":
        write_alertmanager_config(sys.argv[2], sys.argv[4], sys.argv[6])
        return
    print(f"command {sys.argv[1]}, database {os.environ.get('DATABASE_URL')}, "
          f"alertmanager {os.environ.get('ALERTMANAGER_URL')}", flush=True)
    if MODE == "ends":
        sys.exit("There is no catalogue.")
    if MODE == "clings":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        subprocess.Popen(["sleep", "1000"], preexec_fn=lambda: signal.signal(signal.SIGTERM, signal.SIG_IGN))
    HTTPServer(("127.0.0.1", PORT), Endpoints).serve_forever()


main()
