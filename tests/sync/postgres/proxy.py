"""A line between a hub and a desk that can be cut, stopped, encrypted, or made to lose a reply."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class Line:
    """A proxy in front of a server.

    Attributes:
        port: where it listens.
        is_silent: takes bytes and passes nothing on, as a network that fell away does.
        loses_replies: passes what is asked and cuts the line at the first answer that follows.
        tls: how it encrypts the near side, for servers whose programs cannot; None leaves that to them.
    """

    server_port: int
    port: int = 0
    is_silent: bool = False
    loses_replies: bool = False
    tls: ssl.SSLContext | None = None
    cuts: int = 0
    _open: set[socket.socket] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def cut(self) -> None:
        """Cut every line that is open."""
        with self._lock:
            for each in self._open:
                with suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)

    def _serve(self, listener: socket.socket) -> None:
        while True:
            try:
                near, _ = listener.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(("127.0.0.1", self.server_port), timeout=5)
                far.settimeout(None)
            except OSError:  # the server is off: so is the line
                near.close()
                continue
            try:
                near = self._encrypted(near)
            except OSError:  # the other side did not like our certificate
                near.close()
                far.close()
                continue
            with self._lock:
                self._open |= {near, far}
            for source, target, is_reply in ((near, far, False), (far, near, True)):
                threading.Thread(target=self._pass, args=(source, target, is_reply), daemon=True).start()

    def _encrypted(self, near: socket.socket) -> socket.socket:
        """Answer Postgres's question whether we encrypt, as a server with a certificate does."""
        if self.tls is None:
            return near
        near.settimeout(5)
        assert near.recv(8) == bytes.fromhex("0000000804d2162f")
        near.sendall(b"S")
        made = self.tls.wrap_socket(near, server_side=True)
        made.settimeout(None)
        return made

    def _pass(self, source: socket.socket, target: socket.socket, is_reply: bool) -> None:
        with suppress(OSError):
            while data := source.recv(1 << 16):
                if is_reply and self.loses_replies:
                    self.loses_replies, self.cuts = False, self.cuts + 1
                    break
                if not self.is_silent:
                    target.sendall(data)
        for each in (source, target):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)


@contextmanager
def line_to(server_port: int, tls: ssl.SSLContext | None = None) -> Iterator[Line]:
    """Give a proxy that ends with the block."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        line = Line(server_port, listener.getsockname()[1], tls=tls)
        server = threading.Thread(target=line._serve, args=(listener,), daemon=True)
        server.start()
        try:
            yield line
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            line.cut()
            server.join(timeout=10)
            for each in line._open:
                each.close()
