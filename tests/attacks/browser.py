"""A browser for a real server: cookies, forms with their token, files; marked as an attacker
would want to recognise its visitor in what the server keeps."""

import http.client
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

SOURCE = "127.0.0.77"  # an address of this machine that nothing else uses
USER_AGENT = "KanarieBrowser/47.11 (spoorzoeker)"
FORWARDED = "203.0.113.77"
REFERRER = "https://zoekmachine.example/kanarie-verwijzing"
# What would tell one visitor from another.
MARKS = {
    "User-Agent": USER_AGENT,
    "X-Forwarded-For": FORWARDED,
    "X-Real-IP": FORWARDED,
    "Forwarded": f"for={FORWARDED}",
    "Referer": REFERRER,
    "Authorization": "Bearer kanarie-drager-4711",
    "Sec-CH-UA": '"KanarieBrowser";v="47"',
    "Accept-Language": "nl",
}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
BOUNDARY = "grens4711grens"


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode()


@dataclass
class Browser:
    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=lambda: dict(MARKS))
    timeout: float = 60

    def get(self, path: str) -> Answer:
        return self.send("GET", path)

    def follow(self, path: str) -> Answer:
        """Get a page and go where it sends, as a browser does."""
        answer = self.get(path)
        for _ in range(8):
            if answer.status not in {301, 302, 303}:
                return answer
            answer = self.get(answer.headers["location"])
        raise AssertionError(path)

    def token(self, path: str) -> str:
        found = TOKEN.search(self.follow(path).text)
        assert found, path
        return found[1]

    def post(self, path: str, data: dict[str, Any] | None = None, page: str = "") -> Answer:
        """Send a form with the token of the page it stands on."""
        fields = {"csrfmiddlewaretoken": self.token(page or path)} | (data or {})
        body = urlencode(fields, doseq=True).encode()
        return self.send("POST", path, body, "application/x-www-form-urlencoded")

    def upload(
        self, path: str, data: dict[str, str], files: dict[str, tuple[str, bytes]], page: str = ""
    ) -> Answer:
        fields = {"csrfmiddlewaretoken": self.token(page or path)} | data
        start = f"--{BOUNDARY}\r\nContent-Disposition: form-data; "
        parts = [
            f'{start}name="{name}"\r\n\r\n{value}\r\n'.encode() for name, value in fields.items()
        ]
        for name, (filename, content) in files.items():
            head = (
                f'{start}name="{name}"; filename="{filename}"\r\n'
                "Content-Type: application/octet-stream\r\n\r\n"
            )
            parts += [head.encode(), content, b"\r\n"]
        body = b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()
        return self.send("POST", path, body, f"multipart/form-data; boundary={BOUNDARY}")

    def json(self, path: str, body: bytes) -> Answer:
        return self.send("POST", path, body, "application/json")

    def send(self, method: str, path: str, body: bytes = b"", kind: str = "") -> Answer:
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=self.timeout, source_address=(SOURCE, 0)
        )
        headers = dict(self.marks)
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if kind:
            headers["Content-Type"] = kind
            headers["Origin"] = f"http://127.0.0.1:{self.port}"
        try:
            connection.request(method, path, body or None, headers)
            response = connection.getresponse()
            content = response.read()
        finally:
            connection.close()
        self._keep(response.msg.get_all("Set-Cookie") or [])
        return Answer(
            response.status, {name.lower(): value for name, value in response.getheaders()}, content
        )

    def nonsense(self, sent: bytes) -> bytes:
        """Send bytes that are no request; return what comes back, if anything."""
        address = ("127.0.0.1", self.port)
        with socket.create_connection(address, self.timeout, (SOURCE, 0)) as line:
            line.sendall(sent)
            line.shutdown(socket.SHUT_WR)
            return line.recv(4096)

    @contextmanager
    def half_way(self, path: str, sent: bytes, *, announced: int) -> Iterator[None]:
        """Send the beginning of a long form, and wait while the block lasts."""
        line = socket.create_connection(("127.0.0.1", self.port), timeout=self.timeout)
        head = [
            f"POST {path} HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}",
            f"Origin: http://127.0.0.1:{self.port}",
            f"Cookie: {'; '.join(f'{name}={value}' for name, value in self.cookies.items())}",
            f"Content-Type: multipart/form-data; boundary={BOUNDARY}",
            f"Content-Length: {announced}",
        ]
        try:
            line.sendall("\r\n".join([*head, "", ""]).encode() + sent)
            yield
        finally:
            line.close()

    def _keep(self, lines: list[str]) -> None:
        for line in lines:
            for name, morsel in SimpleCookie(line).items():
                if morsel["max-age"] == "0" or not morsel.value:
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.value
