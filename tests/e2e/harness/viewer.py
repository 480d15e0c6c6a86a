"""The viewer under test: its process, and requests to it as a browser makes them."""

import base64
import http.client
import json
import os
import urllib.parse

from harness import web
from harness.binaries import REPOSITORY, VIEWER
from harness.child import Child
from harness.ports import reserve_port
from harness.waiting import eventually

USER = "admin"
PASSWORD = "admin123"


def authorization(user, password):
    return {"Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}


class Viewer:
    def __init__(self, folder, prometheus_url, options=(), dashboards=REPOSITORY / "dashboards/grafana", page=None,
                 program=VIEWER, **settings):
        """Not started yet. `dashboards` is a folder, and `page` the one of the page as it was built, or else one in `folder`
        that is for the test to fill. `options` go to the command line, `settings` into the environment.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self.port = reserve_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log_path = folder / "viewer.log"
        self.command = [program, "--dashboards", dashboards, "--page", page or folder / "page", *options]
        self._folder = folder
        self.environment = {"PATH": os.environ["PATH"], "VIEWER_PORT": str(self.port),
                            "PROMETHEUS_URL": prometheus_url} | {name: str(value) for name, value in settings.items()}

    def start(self):
        self.child = Child(self.command, self.log_path, self.environment, self._folder)
        self.child.must_live()
        eventually("the viewer answers", lambda: web.request(f"{self.url}/health").status == 200)
        return self

    def end(self):
        self.child.kill()

    def get(self, path, user=USER, password=PASSWORD, timeout=30, **parameters):
        """As the log-in of `user`; a parameter that is a list is given several times."""
        query = "?" + urllib.parse.urlencode(parameters, doseq=True) if parameters else ""
        return web.request(f"{self.url}{path}{query}", headers=authorization(user, password), timeout=timeout)

    def fetch(self, path, **parameters):
        """As `get`, of a body in bytes."""
        return self._exchange("GET", f"{path}?{urllib.parse.urlencode(parameters)}", authorization(USER, PASSWORD))

    def send(self, method, path, headers=(), body=None):
        """Status, headers and body of a request that is made exactly as given."""
        answer = self._exchange(method, path, headers, body)
        return web.Answer(answer.status, answer.headers, answer.body.decode())

    def _exchange(self, method, path, headers=(), body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, path, body, dict(headers))
            response = connection.getresponse()
            return web.Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    def error_of(self, path, **parameters):
        """Status, type and words of an error in Prometheus's form."""
        answer = self.get(path, **parameters)
        error = json.loads(answer.body)
        if error["status"] != "error":
            raise AssertionError(answer.body)
        return answer.status, error["errorType"], error["error"]
