#!/usr/bin/python3
"""Stands for build/release/bin/coursebot-viewer in the tests of ./run: says whom it would ask, and that it is healthy."""

import os
from http.server import BaseHTTPRequestHandler, HTTPServer


class Health(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/health" else 404)
        self.end_headers()

    def log_message(self, *_):
        pass


print(f"asks {os.environ['PROMETHEUS_URL']}", flush=True)
HTTPServer(("127.0.0.1", int(os.environ["VIEWER_PORT"])), Health).serve_forever()
