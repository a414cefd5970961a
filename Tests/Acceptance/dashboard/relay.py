"""A connection that can be cut: a port whose bytes go to another one, while they are let through."""

import socket
import threading
from urllib.parse import urlsplit


class Relay:
    def __init__(self, url: str):
        self._target = (urlsplit(url).hostname, urlsplit(url).port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: set[socket.socket] = set()
        self._isCut = False
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self):
        """Ends all connections, and every new one at once."""
        self._isCut = True
        for each in list(self._open):
            self._end(each)

    def mend(self):
        self._isCut = False

    def close(self):
        self.cut()
        self._listener.close()

    def _accept(self):
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            if self._isCut:
                near.close()
                continue
            far = socket.create_connection(self._target)
            self._open |= {near, far}
            for one, other in [(near, far), (far, near)]:
                threading.Thread(target=self._pass, args=(one, other), daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket):
        try:
            while data := source.recv(65536):
                target.sendall(data)
        except OSError:
            pass
        self._end(source)
        self._end(target)

    def _end(self, each: socket.socket):
        self._open.discard(each)
        try:
            each.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        each.close()
