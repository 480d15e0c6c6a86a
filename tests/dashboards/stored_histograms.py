"""Three Prometheus that read one bot and differ in how they store its histograms."""

import http.server
import threading

from harness.monitoring import Prometheus

SCRAPE_INTERVAL = 1
BOTH = """
global: {{scrape_interval: {interval}s, evaluation_interval: {interval}s}}
rule_files: [{rules}]
scrape_configs:
  - job_name: coursebot
    static_configs: [{{targets: ["{bot}"]}}]
  - job_name: classic
    static_configs: [{{targets: ["{classic}"]}}]
    relabel_configs:
      - {{target_label: job, replacement: coursebot}}
      - {{target_label: instance, replacement: "{bot}"}}
    metric_relabel_configs:
      - {{source_labels: [__name__], regex: .+_(bucket|count|sum), action: keep}}
"""


class ClassicPage:
    """/metrics of the bot for a Prometheus that would ask for protobuf: always in the text format, which has no native part."""

    def __init__(self, bot):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                page = bot.page("/metrics").body.encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/plain; version=0.0.4")
                self.send_header("Content-Length", str(len(page)))
                self.end_headers()
                self.wfile.write(page)

            def log_message(self, *arguments):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def end(self):
        self._server.shutdown()
        self._server.server_close()


def native(folder, bot, rules):
    """As Debian's Prometheus under ./run: of a histogram exposed both ways it keeps the native part."""
    return Prometheus(folder / "native", bot.port, scrape_interval=f"{SCRAPE_INTERVAL}s", rules=rules)


def classic(folder, bot, rules):
    """As a Prometheus that knows nothing of native histograms."""
    return Prometheus(folder / "classic", bot.port, scrape_interval=f"{SCRAPE_INTERVAL}s", native_histograms=False,
                      rules=rules)


def both(folder, bot, page, rules):
    """As Prometheus 3 in Docker, which keeps both parts (always_scrape_classic_histograms); 2.42 does so when it is told
    twice: the classic part comes from `page`, as further series of the same target.
    """
    config = BOTH.format(interval=SCRAPE_INTERVAL, rules=rules, bot=f"127.0.0.1:{bot.port}", classic=page.address)
    return Prometheus(folder / "both", config=config)
