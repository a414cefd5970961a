"""A workspace with a past, as the lines of a seed: the same at every run, but that it ends now."""

import json
import random
from datetime import UTC, datetime, timedelta

AGENTS = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_4) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15",
    "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 "
    "Mobile/15E148 Safari/604.1",
]
PLACES = [
    {"continent": "NA", "country": "US", "region": "CA", "city": "San Francisco"},
    {"continent": "EU", "country": "DE", "region": "BE", "city": "Berlin"},
    {"continent": "AS", "country": "JP", "region": "13", "city": "Tokyo"},
]
REFERRERS = ["(direct)", "https://news.example.com/front", "https://search.example.org/?q=links"]
KEYS = ["demo", "launch", "newsletter", "partner", "docs", "spring"]
LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"

# What somebody might send who means no good, or just writes another script.
HOSTILE = [
    "<script>document.title = 'owned'</script>",
    "<img src=x onerror=\"document.title = 'owned'\">",
    "\u202eمرحبا بالعالم",
    "🙂" * 60,
    "x" * 300,
]


class Workspace:
    """Links, and what came of them over 90 days."""

    def __init__(self, links: int = 24, clicks: int = 1500, hostile: bool = False):
        self.random = random.Random(7)
        self.now = datetime.now(UTC)
        self.hostile = hostile
        self.links = [self._link(number) for number in range(links)]
        self.events: list[tuple[int, datetime, dict]] = []
        for number in range(clicks):
            self._visit(number)

    @property
    def text(self) -> str:
        domain = {"type": "domain", "slug": "go.localhost", "primary": True}
        events = [event for _, _, event in sorted(self.events, key=lambda each: each[:2])]
        return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in [domain, *self.links, *events])

    def _link(self, number: int) -> dict:
        path, source = ["", "pricing", "docs/start"][number % 3], ["newsletter", "ads", "partner"][number % 3]
        link = {
            "type": "link", "id": f"link_{number:025d}", "domain": "go.localhost",
            "key": KEYS[number] if number < len(KEYS) else f"campaign-{number}",
            "url": f"https://www.acme.test/{path}?utm_source={source}&utm_medium=email&utm_campaign=c{number % 5}",
            "trackConversion": number % 7 != 6, "archived": number % 11 == 10,
            "createdAt": time(self.now - timedelta(days=100, minutes=number)),
            "clicks": 0, "leads": 0, "conversions": 0, "sales": 0, "saleAmount": 0,
        }  # fmt: skip
        if self.hostile and number == 1:
            link["url"] = "https://www.acme.test/" + "long/" * 380
        if self.hostile and number == 2:
            link["comments"] = HOSTILE[0] + HOSTILE[3]
        return link

    def _visit(self, number: int):
        link = self.links[min(int(self.random.expovariate(0.25)), len(self.links) - 1)]
        at = self.now - timedelta(seconds=60 + self.random.random() ** 2 * 90 * 86400)
        place = self.random.choices(PLACES, [6, 3, 1])[0]
        click = {
            "type": "click", "id": self._id(), "timestamp": time(at), "linkId": link["id"], "url": link["url"],
            "trigger": self.random.choices(["link", "qr"], [9, 1])[0], **place,
            "ip": f"10.0.{number // 250 % 250}.{number % 250}", "ua": self.random.choice(AGENTS),
            "refererUrl": self.random.choice(REFERRERS),
        }  # fmt: skip
        link["clicks"] += 1
        link["lastClicked"] = max(link.get("lastClicked", ""), click["timestamp"])
        self._keep(0, at, click)
        if link["trackConversion"] and self.random.random() < 0.2:
            self._sign_up(number, link, click, at)

    def _sign_up(self, number: int, link: dict, click: dict, clicked: datetime):
        at = min(self.now, clicked + timedelta(minutes=self.random.randint(1, 600)))
        customer = {
            "type": "customer", "id": f"cus_{number:026d}", "externalId": f"user_{number}",
            "name": self.random.choice(HOSTILE if self.hostile else ["Ada Example", "Lin Example"]),
            "email": f"user{number}@example.com", "clickId": click["id"], "linkId": link["id"],
            "clickedAt": click["timestamp"], "country": click["country"], "createdAt": time(at), "sales": 0,
            "saleAmount": 0,
        }  # fmt: skip
        metadata = {"plan": self.random.choice(["free", "pro"])}
        if self.hostile and number % 5 == 0:
            metadata["note"] = "<b>" + "y" * 9900
        event = {"clickId": click["id"], "customerId": customer["id"], "linkId": link["id"]}
        lead = {"type": "lead", "id": self._id(), "timestamp": time(at), "eventName": "Sign Up", "metadata": metadata}
        link["leads"] += 1
        self._keep(1, at, customer)
        self._keep(2, at, lead | event)
        if self.random.random() < 0.4:
            at = min(self.now, at + timedelta(hours=self.random.randint(1, 72)))
            amount = self.random.choice([1900, 4900, 9900])
            sale = {
                "type": "sale", "id": self._id(), "timestamp": time(at), "eventName": "Order Completed",
                "amount": amount, "currency": "usd", "paymentProcessor": "stripe", "invoiceId": f"in_{number}",
                "metadata": {},
            }  # fmt: skip
            link["sales"] += 1
            link["conversions"] += 1
            link["saleAmount"] += amount
            self._keep(3, at, sale | event)

    def _keep(self, rank: int, at: datetime, event: dict):
        self.events.append((rank, at, event))

    def _id(self) -> str:
        return "".join(self.random.choices(LETTERS, k=16))


def time(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"
