"""Ports for servers that are told theirs beforehand."""

from __future__ import annotations

import os
import secrets
import socket

FIRST, EACH = 10_000, 1_000
"""Below those that the system gives away by itself; so many belong to each process that tests side by side."""


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on, and that no test beside this one is given."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % 20
    while True:
        port = FIRST + worker * EACH + secrets.randbelow(EACH)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
