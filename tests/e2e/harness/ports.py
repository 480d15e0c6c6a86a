"""Ports for servers that must keep theirs across restarts."""

import random
import socket

# Below the ports that the kernel gives to outgoing connections, or one of those could take a port between two runs of
# the bot under test.
CANDIDATES = range(12000, 32000)

_reservations = []


def reserve_port():
    """A free port on loopback that no other test of this machine is given while this process lives."""
    for port in random.sample(CANDIDATES, 200):
        # An abstract socket name is a lock that the kernel drops with the process.
        reservation = socket.socket(socket.AF_UNIX)
        try:
            reservation.bind(f"\0coursebot-test-port-{port}")
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(("127.0.0.1", port))
        except OSError:
            reservation.close()
            continue
        _reservations.append(reservation)
        return port
    raise RuntimeError("no free port on 127.0.0.1")
