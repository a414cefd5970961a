"""What Segment's SDKs for Node and browsers send, replayed; keys, duplicates and switches: `segment.md`, 1."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest

from support import basic, clock, moment, own, refusal, step, track

DUB = "Dub (Actions)"
ORIGIN = {"Origin": "https://acme.test"}
NODE = {"Content-Type": "application/json", "User-Agent": "analytics-node-next/latest"}
BROWSER = {"Content-Type": "text/plain", "Referer": "https://acme.test/", **ORIGIN}
TYPES = ["identify", "track", "page", "screen", "group", "alias"]


# Node


def node_body(write_key, click_id):
    item = {
        "timestamp": "2026-03-01T10:00:00.000Z",
        "integrations": {"All": True, DUB: {"dub_id": click_id}},
        "event": "Sign Up",
        "type": "track",
        "properties": {"plan": "pro"},
        "context": {
            "traits": {"name": "Kim Lee", "email": "kim@acme.test"},
            "library": {"name": "@segment/analytics-node", "version": "3.1.0"},
        },
        "userId": own("user"),
        "messageId": f"node-next-1772359200000-{own('id')}",
        "_metadata": {"nodeVersion": "v20.20.2", "jsRuntime": "node"},
    }
    return {"batch": [item], "writeKey": write_key, "sentAt": "2026-03-01T10:00:09.998Z"}


def test_what_node_sends_is_delivered_and_sent_again_is_dropped(dub, segment, link, click_id):
    body = node_body(segment.write_key, click_id)
    (item,) = body["batch"]
    headers = {**NODE, **basic(segment.write_key)}
    answer = segment.post("/v1/batch", body, headers)
    assert (answer.status_code, answer.json()) == (200, {"success": True})
    entry = segment.settled(item["messageId"])
    assert (entry["outcome"], entry["warnings"]) == ("success", [])
    payload = entry["payload"]
    assert {**item, "timestamp": payload["timestamp"]}.items() <= payload.items()
    assert payload["originalTimestamp"] == item["timestamp"]
    assert moment(payload["receivedAt"]) - moment(payload["timestamp"]) == timedelta(seconds=9.998)
    again = segment.post("/v1/batch", body, {**headers, "X-Retry-Count": "1"})
    assert again.status_code == 200
    first, second = segment.entries(item["messageId"], wait=10)
    assert (first["outcome"], second["outcome"]) == ("success", "duplicate")
    (row,) = dub.events.list(request={"event": "leads", "link_id": link.id})
    assert (row.click.id, row.customer.external_id) == (click_id, item["userId"])


# Browsers


def page_event(segment, kind, **fields):
    page = {"path": "/", "referrer": "", "search": "", "title": "Acme", "url": "https://acme.test/"}
    return {
        "timestamp": clock(datetime.now(UTC)),
        "integrations": {},
        "type": kind,
        "context": {
            "page": page,
            "userAgent": "Mozilla/5.0",
            "locale": "en-US",
            "timezone": "Europe/Berlin",
            "library": {"name": "analytics.js", "version": "npm:next-1.84.1"},
        },
        "userId": own("user"),
        "anonymousId": own("anon"),
        "messageId": f"ajs-next-1772359200000-{own('id')}",
        "_metadata": {"bundled": ["Segment.io"], "unbundled": [], "bundledIds": []},
        "writeKey": segment.write_key,
        "sentAt": clock(datetime.now(UTC)),
        **fields,
    }


DETAILS = {
    "identify": {"traits": {"name": "Kim"}},
    "track": {"event": "Seen", "properties": {}},
    "page": {"name": "Start", "properties": {"name": "Start", "url": "https://acme.test/"}},
    "screen": {"name": "Start", "properties": {}},
    "group": {"groupId": "acme", "traits": {}},
    "alias": {"previousId": "before"},
}


def is_open_to(answer, origin):
    fields = answer.headers
    allowed = fields.get("access-control-allow-origin")
    with_credentials = fields.get("access-control-allow-credentials") == "true"
    return allowed == "*" or (allowed == origin and with_credentials)


@pytest.mark.parametrize("length", ["short", "long"])
@pytest.mark.parametrize("kind", TYPES)
def test_a_page_sends_each_event_by_itself(segment, kind, length):
    event = page_event(segment, kind, **DETAILS[kind])
    path = f"/v1/{kind[0] if length == 'short' else kind}"
    answer = segment.post(path, event, {**BROWSER, **basic(segment.write_key)})
    assert (answer.status_code, answer.json()) == (200, {"success": True})
    assert is_open_to(answer, ORIGIN["Origin"])
    payload = segment.settled(event["messageId"])["payload"]
    assert DETAILS[kind].items() <= payload.items()
    assert (payload["type"], payload["anonymousId"]) == (kind, event["anonymousId"])
    assert payload["context"]["page"] == event["context"]["page"] and payload["context"]["ip"]
    assert "writeKey" not in payload


def test_a_lead_of_a_page_is_delivered(dub, segment, link, click_id):
    integrations = {DUB: {"dub_id": click_id}}
    event = page_event(segment, "track", event="Sign Up", properties={}, integrations=integrations)
    segment.post("/v1/t", event, {**BROWSER, **basic(segment.write_key)})
    assert segment.settled(event["messageId"])["outcome"] == "success"
    assert [row.click.id for row in dub.events.list(request={"event": "leads", "link_id": link.id})] == [click_id]


def test_a_page_may_send_a_batch(segment):
    items = [page_event(segment, kind, **DETAILS[kind]) for kind in TYPES]
    for item in items:
        del item["writeKey"], item["sentAt"]
    body = {"writeKey": segment.write_key, "batch": items, "sentAt": clock(datetime.now(UTC))}
    answer = segment.post("/v1/b", body, {**BROWSER, **basic(segment.write_key)})
    assert answer.status_code == 200 and is_open_to(answer, ORIGIN["Origin"])
    for item in items:
        assert segment.settled(item["messageId"])["type"] == item["type"]


PATHS = [f"/v1/{name}" for name in [*TYPES, *(kind[0] for kind in TYPES), "batch", "b", "import", "m"]]


@pytest.mark.parametrize("path", PATHS)
def test_a_page_may_ask_first_and_can_read_errors(segment, ask, path):
    answer = ask(path)
    assert answer.status_code in (200, 204) and is_open_to(answer, ORIGIN["Origin"])

    def listed(name):
        return {part.strip().lower() for part in answer.headers[f"access-control-allow-{name}"].split(",")}

    assert {"post", "get", "options"} <= listed("methods")
    assert {"authorization", "content-type", "x-retry-count"} <= listed("headers")
    assert answer.headers["access-control-allow-private-network"] == "true"
    if path != "/v1/m":
        broken = segment.post(path, b"{", BROWSER)
        assert broken.status_code == 400 and is_open_to(broken, ORIGIN["Origin"])


@pytest.fixture
def ask(anyone, segment):
    def ask(path):
        wanted = {
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization,content-type",
            "Access-Control-Request-Private-Network": "true",
        }
        return anyone.options(segment.host + path, headers={**ORIGIN, **wanted})

    return ask


def test_the_browser_sdk_finds_its_settings(anyone, segment):
    answer = anyone.get(f"{segment.host}/v1/projects/{segment.write_key}/settings", headers=ORIGIN)
    assert answer.status_code == 200 and is_open_to(answer, ORIGIN["Origin"])
    settings, host = answer.json(), urlsplit(segment.host)
    assert settings["integrations"]["Segment.io"].items() >= {
        "apiKey": segment.write_key,
        "apiHost": f"{host.netloc}{host.path}/v1",
        "protocol": host.scheme,
    }.items()
    assert (settings["plan"], settings["remotePlugins"]) == ({}, [])


def test_counters_are_taken_and_forgotten(segment):
    before = segment.last()
    body = {"series": [{"type": "Counter", "metric": "analytics_js.invoke", "value": 1, "tags": {}}]}
    assert segment.post("/v1/m", body, BROWSER).status_code == 200
    assert segment.last() == before


# Keys


@pytest.mark.parametrize("end", [":", ""], ids=["colon", "no-colon"])
def test_the_key_may_be_in_the_header_alone(segment, end):
    event = track()
    assert segment.post("/v1/track", event, basic(segment.write_key, end)).status_code == 200
    assert segment.settled(event["messageId"])["outcome"] == "filtered"


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer token"}], ids=["alone", "bearer"])
def test_the_key_may_be_in_the_body(segment, headers):
    event = track()
    segment.accept("/v1/track", event, headers)
    entry = segment.settled(event["messageId"])
    assert (entry["outcome"], entry["warnings"]) == ("filtered", [])


def test_of_two_keys_the_one_in_the_body_counts(segment):
    right, wrong = segment.write_key, own("wk")
    for body, header, outcome in [(right, wrong, "filtered"), (wrong, right, "discarded")]:
        event = track()
        answer = segment.post("/v1/track", {**event, "writeKey": body}, basic(header))
        assert answer.status_code == 200
        entry = segment.settled(event["messageId"])
        assert entry["outcome"] == outcome
        assert any(right in warning and wrong in warning for warning in entry["warnings"])


@pytest.mark.parametrize("path", ["/v1/track", "/v1/batch"])
def test_an_unknown_key_is_answered_as_if_it_were_known(segment, path):
    event, wrong = track(), own("wk")
    body = event if path == "/v1/track" else {"batch": [event]}
    answer = segment.post(path, {**body, "writeKey": wrong}, basic(wrong))
    assert (answer.status_code, answer.json()) == (200, {"success": True})
    entry = segment.settled(event["messageId"])
    assert (entry["outcome"], entry["code"]) == ("discarded", "unknown_source")
    assert any(wrong in warning for warning in entry["warnings"])


def test_a_call_without_a_key_is_refused(segment):
    for more, headers in [({}, {}), ({"writeKey": ""}, {}), ({}, basic("")), ({"writeKey": ""}, basic(""))]:
        event = track(**more)
        assert "key" in refusal(segment.post("/v1/track", event, headers))
        assert segment.entries(event["messageId"]) == []


# Duplicates and switches


def test_an_id_counts_once_whatever_comes_with_it(segment):
    event = track()
    segment.accept("/v1/track", event)
    segment.accept("/v1/identify", {**event, "type": "identify", "traits": {"other": True}})
    segment.accept("/v1/batch", {"batch": [event, event]})
    entries = segment.entries(event["messageId"], wait=10)
    assert [entry["outcome"] == "duplicate" for entry in entries] == [False, True, True, True]


def test_events_without_an_id_are_never_duplicates(segment):
    before, event = segment.last(), track()
    del event["messageId"]
    segment.accept("/v1/import", {"batch": [event, event]})
    entries = [each for each in segment.entries_after(before, wait=10) if each["userId"] == event["userId"]]
    assert len({entry["messageId"] for entry in entries} - {"", None}) == 2
    assert "duplicate" not in {entry["outcome"] for entry in entries}


@pytest.mark.parametrize(
    ("integrations", "passes"),
    [
        ({}, True),
        ({DUB: True, "All": False}, True),
        ({DUB: False}, False),
        ({"All": False}, False),
        ({"All": False, DUB.lower(): True}, False),
    ],
)
def test_events_can_be_kept_from_the_destination(segment, integrations, passes):
    event = track(event="Sign Up", integrations=integrations)
    segment.accept("/v1/track", event)
    entry = segment.settled(event["messageId"])
    if passes:
        assert (entry["outcome"], step(entry, "trackLead")["outcome"]) == ("rejected", "rejected")
    else:
        assert (entry["outcome"], entry["destinations"][0]["code"]) == ("filtered", "FILTERED_BY_INTEGRATIONS_OBJECT")
