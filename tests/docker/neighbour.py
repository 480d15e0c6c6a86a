"""Another machine, as far as this one's packet filter can tell: a network namespace at the other end of a cable."""

import subprocess


class Neighbour:
    INTERFACE = "walk0"
    ADDRESS = "198.51.100.2"
    _GATEWAY = "198.51.100.1"
    _NAMESPACE = "coursebot-walk"

    def __enter__(self):
        self._ip("netns", "add", self._NAMESPACE)
        self._ip("link", "add", self.INTERFACE, "type", "veth", "peer", "name", "walk1", "netns", self._NAMESPACE)
        self._ip("address", "add", f"{self._GATEWAY}/30", "dev", self.INTERFACE)
        self._ip("link", "set", self.INTERFACE, "up")
        self._ip("-n", self._NAMESPACE, "address", "add", f"{self.ADDRESS}/30", "dev", "walk1")
        self._ip("-n", self._NAMESPACE, "link", "set", "walk1", "up")
        return self

    def __exit__(self, *_):
        self._ip("netns", "delete", self._NAMESPACE)

    def reaches(self, port):
        """Whether HTTP gets through; a packet that is dropped shows by its silence only."""
        asked = subprocess.run(
            ["ip", "netns", "exec", self._NAMESPACE, "curl", "--silent", "--noproxy", "*", "--max-time", "5",
             "--output", "/dev/null", f"http://{self._GATEWAY}:{port}/"], check=False)
        return asked.returncode == 0

    @staticmethod
    def _ip(*arguments):
        subprocess.run(["ip", *arguments], check=True)
