"""Lets the scripts in Chromium end and start the programs behind the page: POST /NAME calls the action of that name."""

import http.server
import threading


class Control:
    def __init__(self, **actions):
        """Their names with `-` for `_`."""
        names = {f"/{name.replace('_', '-')}": action for name, action in actions.items()}

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                action = names.get(self.path)
                status, text = (404, "there is no such action") if action is None else self._done(action)
                body = text.encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            @staticmethod
            def _done(action):
                try:
                    action()
                except AssertionError as failure:
                    return 500, str(failure)
                return 200, "done"

            def log_message(self, *arguments):
                pass

        # One thread for all requests: a program ends with the thread that started it (harness/child.py).
        self._server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def end(self):
        self._server.shutdown()
        self._server.server_close()
