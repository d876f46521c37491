"""A static server as hosts on the web are: compressed, cached in memory: `python -m tests.bench.serving FOLDER`.

It prints its port. `/__taken` gives the bytes sent since it was asked for last, headers included, and the number of
requests: a browser's own count leaves out what its workers fetch. A process of its own, so that the browser's driver
and the server do not wait for each other.
"""

from __future__ import annotations

import gzip
import mimetypes
import sys
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

#: Bytes of headers that an answer has, about.
_HEADERS = 200
_TEXT = ("text/", "application/json", "application/javascript", "image/svg")


def main(folder: Path) -> None:
    """Serve a folder until the process is ended."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(folder))
    server.daemon_threads = True
    print(server.server_port, flush=True)
    server.serve_forever()


def _handler(folder: Path) -> type[BaseHTTPRequestHandler]:
    @cache
    def found(address: str) -> tuple[bytes, str, bool] | None:
        path = folder / address.partition("?")[0].lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            return None
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        packed = kind.startswith(_TEXT)
        data = path.read_bytes()
        return (gzip.compress(data, 6), kind, True) if packed else (data, kind, False)

    sent = [0, 0]

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        wbufsize = 1 << 16

        def do_GET(self) -> None:
            if self.path == "/__taken":
                data, sent[:] = f"{sent[0]} {sent[1]}".encode(), [0, 0]
                self.send_response(200)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)
                return
            data, kind, packed = found(self.path) or (b"", "text/plain", False)
            self.send_response(200 if data or found(self.path) else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            if packed:
                self.send_header("Content-Encoding", "gzip")
            sent[0] += len(data) + _HEADERS
            sent[1] += 1
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            """Say nothing."""

    return Handler


if __name__ == "__main__":
    main(Path(sys.argv[1]))
