"""An HTTP server with fixed pages, whatever is asked of it: for scrapers that are under test."""

import http.server
import threading


class Pages:
    def __init__(self, pages):
        """Serves `pages`, of (content type, bytes) by path, on a free port of loopback until `end`."""
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                content_type, content = pages[self.path]
                self.send_response(200)
                self.send_header("Content-Type", content_type)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = "127.0.0.1:%d" % self._server.server_port
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def end(self):
        self._server.shutdown()
        self._server.server_close()
