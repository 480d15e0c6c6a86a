"""The webhook of a bot under test, called by others than Telegram."""

import json
import resource
import socket
import ssl
import subprocess

SECRET = "the-secret-that-only-telegram-knows"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
PATH = "/hook"


class Webhook:
    def __init__(self, port, certificate=None):
        """`certificate`: a Certificate, for TLS."""
        self.port = port
        self.certificate = certificate

    def settings(self):
        """What makes the bot listen for it. The simulator takes any address, as a Bot API server of one's own does."""
        scheme = "https" if self.certificate else "http"
        settings = {"WEBHOOK_URL": f"{scheme}://127.0.0.1:{self.port}{PATH}", "WEBHOOK_PORT": str(self.port),
                    "WEBHOOK_SECRET": SECRET}
        if self.certificate:
            settings |= {"WEBHOOK_CERTIFICATE": str(self.certificate.file), "WEBHOOK_KEY": str(self.certificate.key)}
        return settings

    def connect(self, timeout=30.0):
        connection = socket.create_connection(("127.0.0.1", self.port), timeout)
        if not self.certificate:
            return connection
        return self.certificate.trusting().wrap_socket(connection, server_hostname="127.0.0.1")

    def send(self, update, secret=SECRET, path=PATH, method="POST"):
        """Posts `update`, as JSON or, where it is bytes, as it is; returns the status."""
        body = update if isinstance(update, bytes) else json.dumps(update).encode()
        return self.exchange(head(body, secret, path, method) + body)

    def exchange(self, request):
        """Sends bytes on a connection of its own and returns the status of the answer, None without one."""
        with self.connect() as connection:
            try:
                connection.sendall(request)
            except OSError:
                pass  # It was refused before all was sent.
            return status_of(connection)


def head(body, secret=SECRET, path=PATH, method="POST", length=None):
    lines = [f"{method} {path} HTTP/1.1", "Host: bot", "Content-Type: application/json",
             f"Content-Length: {len(body) if length is None else length}"]
    lines += [f"{SECRET_HEADER}: {secret}"] if secret is not None else []
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def status_of(connection):
    """The status of the next answer on the connection; None if it ends without one."""
    received = b""
    while b"\r\n" not in received:
        try:
            more = connection.recv(4096)
        except ConnectionResetError:
            return None
        if not more:
            return None
        received += more
    return int(received.split(b" ", 2)[1])


class Certificate:
    """A self-signed one for 127.0.0.1, in files in `folder`."""

    def __init__(self, folder):
        folder.mkdir()
        self.file = folder / "webhook.pem"
        self.key = folder / "webhook.key"
        self.renew()

    def renew(self):
        """Puts a new certificate and key in place, one file after the other, as programs do that renew them."""
        new_file, new_key = self.file.with_suffix(".new"), self.key.with_suffix(".newkey")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
                        "30", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(new_key),
                        "-out", str(new_file)], check=True, capture_output=True, timeout=60)
        new_file.rename(self.file)
        new_key.rename(self.key)

    def text(self):
        return self.file.read_text(encoding="ascii")

    def trusting(self):
        return ssl.create_default_context(cafile=str(self.file))

    @staticmethod
    def served_on(port):
        """The certificate that a server shows, as PEM text."""
        return ssl.get_server_certificate(("127.0.0.1", port), timeout=10)


def allow_open_files(count):
    """Raises this process's own limit."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < count:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(count, hard), hard))
