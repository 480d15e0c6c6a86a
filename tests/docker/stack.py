"""The stack of docker-compose.yml in a copy of the checkout, driven by the commands that a reader types."""

import json
import pathlib
import shutil
import subprocess
import sys

from harness.waiting import eventually

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
HERE = pathlib.Path(__file__).resolve().parent
PROJECT = "coursebot-walk"
SERVICES = ("coursebot", "charts", "prometheus", "alertmanager", "grafana")
# Those with a volume of their own.
KEEPING_DATA = tuple(service for service in SERVICES if service != "charts")


class Stack:
    def __init__(self, folder):
        """A fresh clone in `folder`, with nothing in it that git does not know, or would add."""
        self.folder = folder
        self.ran = []
        self._files = ["docker-compose.yml", "walk/compose.walk.yml"]
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        listed = subprocess.run(["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others",
                                 "--exclude-standard"], cwd=REPOSITORY, capture_output=True, check=True).stdout
        for name in filter(None, listed.decode().split("\0")):
            if (REPOSITORY / name).exists():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(REPOSITORY / name, folder / name)
        shutil.copytree(HERE, folder / "walk")
        if self.has_stand_ins():
            self._files.append("walk/compose.stand_ins.yml")
            self.derive_prometheus_config()

    def has_stand_ins(self):
        pinned = next(line.split("image:")[1].strip() for line in self.read("docker-compose.yml").splitlines()
                      if "image: prom/prometheus" in line)
        return bool(self.docker("image", "inspect", "--format", '{{index .Config.Labels "coursebot.stand-in"}}', pinned))

    def derive_prometheus_config(self):
        derived = subprocess.run([sys.executable, "tools/local_prometheus_config.py", "--in-containers",
                                  "prometheus.yml"], cwd=self.folder, text=True, capture_output=True, check=True)
        self.write("walk/prometheus.yml", derived.stdout)

    def use_tls(self):
        """What COMPOSE_FILE says when docker-compose.tls.yml is named too."""
        self._files.insert(1, "docker-compose.tls.yml")
        if self.has_stand_ins():
            shutil.copy(self.folder / "packaging/prometheus/self-tls.yml", self.folder / "packaging/prometheus/self.yml")
            self.derive_prometheus_config()
            self._files.append("walk/compose.stand_ins.tls.yml")

    def use_no_tls(self):
        self._files = [file for file in self._files if "tls" not in file]
        if self.has_stand_ins():
            shutil.copy(REPOSITORY / "packaging/prometheus/self.yml", self.folder / "packaging/prometheus/self.yml")
            self.derive_prometheus_config()

    def read(self, name):
        return (self.folder / name).read_text(encoding="utf-8")

    def write(self, name, text):
        """In place, as a simple editor does: what is mounted stays the same file."""
        (self.folder / name).write_text(text, encoding="utf-8")

    def run(self, command, succeeds=True, timeout=1800):
        """A command as README.md shows it; returns what it printed, on both streams."""
        self.ran.append(command)
        print(f"$ {command}", flush=True)
        environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "COMPOSE_PROJECT_NAME": PROJECT,
                       "COMPOSE_FILE": ":".join(self._files), "COMPOSE_HTTP_TIMEOUT": "300"}
        done = subprocess.run(["bash", "-c", command], cwd=self.folder, env=environment, text=True, timeout=timeout,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if (done.returncode == 0) != succeeds:
            raise AssertionError(f"{command}: status {done.returncode}\n{done.stdout}")
        return done.stdout

    @staticmethod
    def docker(*arguments):
        done = subprocess.run(["/usr/bin/docker", *arguments], text=True, capture_output=True, check=False)
        if done.returncode != 0:
            raise OSError(f"docker {' '.join(arguments)}: {done.stderr.strip()}")
        return done.stdout.strip()

    def container(self, service):
        found = self.docker("ps", "--all", "--quiet", "--filter", f"label=com.docker.compose.project={PROJECT}",
                            "--filter", f"label=com.docker.compose.service={service}")
        return found.split()[0]

    def inspect(self, service):
        return json.loads(self.docker("inspect", self.container(service)))[0]

    def published(self, service, port):
        """The address on this machine that leads to the container's port."""
        return self.docker("port", self.container(service), f"{port}/tcp").splitlines()[0]

    def wait_until_healthy(self, service, within=120):
        eventually(f"{service} is healthy", lambda: self.inspect(service)["State"]["Health"]["Status"] == "healthy", within)

    def clear(self):
        """Nothing of the project is left: no container, network or volume."""
        for kind, remove in (("ps --all", "rm --force"), ("volume ls", "volume rm"), ("network ls", "network rm")):
            found = self.docker(*kind.split(), "--quiet", "--filter", f"label=com.docker.compose.project={PROJECT}").split()
            if found:
                self.docker(*remove.split(), *found)
