#!/usr/bin/python3
"""Turns the loopback interface on, which a new network namespace has off; `ip` may not be installed."""

import fcntl
import socket
import struct

SIOCSIFFLAGS = 0x8914
IFF_UP = 1

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as anything:
    fcntl.ioctl(anything, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", IFF_UP))
