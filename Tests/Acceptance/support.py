"""The server under test, visitors of its short links, and senders of events."""

import base64
import json
import os
import secrets
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
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
    segment_host: str
    write_key: str

    @staticmethod
    def from_environment() -> "Server":
        names = ["DUBCHECK_URL", "DUB_API_URL", "DUB_API_KEY", "DUB_PUBLISHABLE_KEY", "DUB_SHORT_DOMAIN"]
        names += ["SEGMENT_HOST", "SEGMENT_WRITE_KEY"]
        missing = [name for name in names if not os.environ.get(name)]
        if missing:
            raise KeyError(f"set {', '.join(missing)}: Tests/Acceptance/run does it")
        url, api, *rest = (os.environ[name] for name in names)
        return Server(url.rstrip("/"), api.rstrip("/"), *rest)


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


class Segment:
    """The Tracking API as senders know it, and what the harness shows of the events that came in."""

    def __init__(self, server: Server):
        self.host = server.segment_host.rstrip("/")
        self.write_key = server.write_key
        self.control = httpx.Client(
            base_url=f"{server.url}/_dubcheck", headers={"Authorization": f"Bearer {server.key}"}, timeout=60
        )

    def post(self, path: str, body: dict | bytes, headers: dict[str, str] | None = None) -> httpx.Response:
        """Sends a body as it is, with no key but those that it or the headers hold."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return HTTP.post(self.host + path, content=content, headers=headers, timeout=60)

    def accept(self, path: str, body: dict, headers: dict[str, str] | None = None) -> None:
        """Sends a body with the key of the source, which must be taken."""
        answer = self.post(path, {**body, "writeKey": self.write_key}, headers)
        assert (answer.status_code, answer.json()) == (200, {"success": True})

    def entries(self, message_id: str, wait: int = 0) -> list[dict]:
        """What is listed of a message, the oldest first."""
        return self._deliveries(messageId=message_id, after=0, wait=wait)["entries"]

    def entries_after(self, number: int, wait: int = 0) -> list[dict]:
        return self._deliveries(after=number, wait=wait)["entries"]

    def last(self) -> int:
        """The number of the event that came in last."""
        return self._deliveries(limit=1)["last"]

    def settled(self, message_id: str) -> dict:
        """The only entry of a message, once nothing more is to become of it."""
        deadline = time.monotonic() + 30
        entries = self.entries(message_id, wait=10)
        while any(entry["outcome"] in ("pending", "retrying") for entry in entries) and time.monotonic() < deadline:
            time.sleep(0.05)
            entries = self.entries(message_id)
        (entry,) = entries
        assert entry["messageId"] == message_id
        return entry

    def subscription(self, action: str) -> dict:
        """A subscription of the destination that the harness begins with."""
        (first, *_) = self.control.get("/segment/destinations").raise_for_status().json()
        (found,) = [each for each in first["subscriptions"] if each["partnerAction"] == action]
        return found

    @contextmanager
    def mapped(self, subscription_id: str, **fields):
        """Maps fields of a subscription to something else, for a while."""
        path = f"/segment/subscriptions/{subscription_id}"
        before = self.control.get(path).raise_for_status().json()
        try:
            yield self.control.patch(path, json={"map": fields}).raise_for_status().json()
        finally:
            self.control.patch(path, json={"mapping": before["mapping"]}).raise_for_status()

    def _deliveries(self, **query) -> dict:
        return self.control.get("/deliveries", params=query).raise_for_status().json()


def basic(key: str, end: str = ":") -> dict[str, str]:
    """The header with a write key as user name, and no password."""
    return {"Authorization": "Basic " + base64.b64encode(f"{key}{end}".encode()).decode()}


def track(**fields) -> dict:
    """A track call that no subscription takes, unless the fields say otherwise."""
    return {"type": "track", "userId": own("user"), "event": "Seen", "messageId": own("message"), **fields}


def refusal(answer: httpx.Response) -> str:
    """The message of an answer that refuses a call, as the Python SDK reads it."""
    assert answer.status_code == 400
    body = answer.json()
    assert body["success"] is False and body["code"]
    return body["message"]


def clock(moment: datetime) -> str:
    """A time as JavaScript writes it."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def step(entry: dict, action: str) -> dict:
    """What an entry shows of the subscription of an action, where there is one."""
    found = [each for destination in entry["destinations"] for each in destination["steps"]]
    (found,) = [each for each in found if each["subscription"]["partnerAction"] == action]
    return found


def advice(of: dict, name: str) -> dict:
    """What a step advises on a trap."""
    (found,) = [each for each in of["advice"] if each["id"] == name]
    return found


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def own(kind: str) -> str:
    """A name that nothing else on the server has."""
    return f"{kind}-{secrets.token_hex(6)}"
