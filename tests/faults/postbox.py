"""A mail server of the test's own: takes every letter and remembers it. Speaks just enough SMTP."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message


class _Session(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self._say("220 test")
        while line := self.rfile.readline().strip().upper():
            if line == b"DATA":
                self._say("354 go on")
                self.server.letters.append(message_from_bytes(self._text()))  # type: ignore[attr-defined]
            self._say("221 bye" if line == b"QUIT" else "250 ok")

    def _text(self) -> bytes:
        found = b""
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            found += line
        return found

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def postbox() -> Iterator[tuple[int, list[Message]]]:
    """(port, letters received so far)."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Session) as server:
        server.daemon_threads = True
        server.letters = []  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server.server_address[1], server.letters  # type: ignore[attr-defined]
        finally:
            server.shutdown()
            thread.join()
