"""What the clients are told of the participants that run, and how they get there."""

import json
import socket
import sys
from pathlib import Path
from urllib.parse import urlsplit

world = json.loads(Path(sys.argv[1]).read_text("utf-8"))
"""The file that python-clients.ts writes."""

_hosts = {urlsplit(origin).hostname for origin in world["origins"].values()}
_by_the_system = socket.getaddrinfo


def _look_up(host, *rest, **more):
    return _by_the_system("127.0.0.1" if host in _hosts else host, *rest, **more)


# As an entry in the hosts file would: the libraries themselves stay as they are.
socket.getaddrinfo = _look_up


def origin(endpoint):
    """`https://helse-id.id-gateway.local.test:12000`, of `helse-id.id-gateway`."""
    return world["origins"][endpoint]
