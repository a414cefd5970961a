"""The server under test, and visitors of its short links."""

import os
import secrets
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

import httpx

# Each visitor has another number in the agent: on one machine, that is what tells visitors apart.
BROWSERS = {
    "chrome": "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/131.0.{}.0 Safari/537.36",
    "firefox": "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0.{0}) Gecko/20100101 Firefox/133.0.{0}",
    "iphone": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_{} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/17.5 Mobile/15E148 Safari/604.1",
}

HTTP = httpx.Client(follow_redirects=False)


@dataclass(frozen=True)
class Server:
    """Where the harness is and how to get in, as `dubcheck serve --env-file` tells it."""

    url: str
    api: str
    key: str
    publishable_key: str
    domain: str

    @staticmethod
    def from_environment() -> "Server":
        names = ["DUBCHECK_URL", "DUB_API_URL", "DUB_API_KEY", "DUB_PUBLISHABLE_KEY", "DUB_SHORT_DOMAIN"]
        missing = [name for name in names if not os.environ.get(name)]
        if missing:
            raise KeyError(f"set {', '.join(missing)}: Tests/Acceptance/run does it")
        url, api, key, publishable_key, domain = (os.environ[name] for name in names)
        return Server(url.rstrip("/"), api.rstrip("/"), key, publishable_key, domain)


@dataclass(frozen=True)
class Landing:
    """Where a click led."""

    response: httpx.Response

    @property
    def location(self) -> str:
        return self.response.headers["location"]

    @property
    def query(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.location).query, keep_blank_values=True)

    @property
    def click_id(self) -> str:
        return self.query["dub_id"][0]


class Visitor:
    """Somebody with a browser that nobody else has."""

    def __init__(self, server: Server, browser: str = "chrome", place: dict[str, str] | None = None):
        self.server = server
        self.agent = BROWSERS[browser].format(secrets.randbelow(10**9))
        fields = {f"x-vercel-ip-{name}": value for name, value in (place or {}).items()}
        self.fields = {"User-Agent": self.agent, **fields}

    def click(self, key: str, query: dict[str, str] | None = None, fields: dict[str, str] | None = None) -> Landing:
        """Follows a short link of the default domain, at the address that it has on the harness's own host."""
        return self._get(f"/r/{key}", query, fields or {})

    def click_on_domain(self, key: str, query: dict[str, str] | None = None) -> Landing:
        """Follows a short link as its domain serves it."""
        return self._get(f"/{key}", query, {"Host": self.server.domain})

    def _get(self, path: str, query: dict[str, str] | None, fields: dict[str, str]) -> Landing:
        response = HTTP.get(self.server.url + path, params=query, headers={**self.fields, **fields})
        # Visitors share the connection, and nothing else.
        HTTP.cookies.clear()
        return Landing(response)


def own(kind: str) -> str:
    """A name that nothing else on the server has."""
    return f"{kind}-{secrets.token_hex(6)}"
