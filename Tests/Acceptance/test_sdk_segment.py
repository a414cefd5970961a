"""Calls by Segment's SDK for Python, their arrival, and leads and sales that come of them: `segment.md`, 1, 4 and 5."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from segment.analytics.client import Client
from segment.analytics.request import APIError

from support import advice, moment, own, step

MISSING = "The root value is missing the required field '{}'."
DUB = "Dub (Actions)"
WAYS = pytest.mark.parametrize(
    ("gzip", "sync"),
    [(False, False), (True, False), (False, True), (True, True)],
    ids=["plain-queued", "gzip-queued", "plain-sync", "gzip-sync"],
)


@pytest.fixture
def make_client(server):
    """The SDK, told nothing but the host and the write key; what it fails to send makes the test fail."""
    clients, failures = [], []

    def make(gzip=False, sync=False, write_key=server.write_key, host=server.segment_host) -> Client:
        client = Client(
            write_key, host=host, gzip=gzip, sync_mode=sync, on_error=lambda error, _: failures.append(error)
        )
        clients.append(client)
        return client

    yield make
    for client in clients:
        if not client.sync_mode:
            client.shutdown()
    assert failures == []


@pytest.fixture
def send(segment, make_client):
    """Sends one call and gives what the harness lists of it, once it is through."""

    def send(kind, client=None, **fields):
        client = client or make_client(sync=True)
        accepted, message = getattr(client, kind)(**fields)
        assert accepted
        if not client.sync_mode:
            client.flush()
        return segment.settled(message["messageId"])

    return send


# Arrival

PROPERTIES = {"plan": "pro", "seats": 3, "trial": False, "nested": {"a": [1, None, "ü ☃"]}}
# What is given to the SDK, and what arrives of it.
CALLS = {
    "identify": ({"traits": PROPERTIES}, {"traits": PROPERTIES}),
    "track": ({"event": "Plan Changed", "properties": PROPERTIES}, {"event": "Plan Changed", "properties": PROPERTIES}),
    "page": (
        {"category": "Docs", "name": "Start", "properties": PROPERTIES},
        {"category": "Docs", "name": "Start", "properties": PROPERTIES},
    ),
    "screen": ({"name": "Start", "properties": PROPERTIES}, {"name": "Start", "properties": PROPERTIES}),
    "group": ({"group_id": "acme", "traits": PROPERTIES}, {"groupId": "acme", "traits": PROPERTIES}),
    "alias": ({"previous_id": "before"}, {"previousId": "before"}),
}


@WAYS
@pytest.mark.parametrize("kind", CALLS)
def test_a_call_arrives_once_with_all_that_was_sent(send, make_client, kind, gzip, sync):
    given, arrived = CALLS[kind]
    user = own("user")
    context = {"locale": "de-DE", "page": {"url": "https://example.com/?a=b"}}
    integrations = {"All": True, "Other": {"option": 1}}
    entry = send(
        kind, make_client(gzip, sync), user_id=user, context=dict(context), integrations=integrations, **given
    )
    payload = entry["payload"]
    UUID(payload["messageId"])
    assert arrived.items() <= payload.items()
    assert (entry["type"], payload["type"]) == (kind, kind)
    assert entry.get("event") == arrived.get("event")
    assert (entry["userId"], payload["userId"], payload["integrations"]) == (user, user, integrations)
    library = {"name": "analytics-python", "version": "2.4.0"}
    assert payload["context"] == {**context, "library": library}
    assert "writeKey" not in payload and entry["warnings"] == []
    assert entry["outcome"] == "filtered"


@WAYS
def test_the_time_of_a_call_is_kept(send, make_client, gzip, sync):
    happened = datetime.now(UTC).replace(microsecond=120_000) - timedelta(days=1)
    before = datetime.now(UTC)
    entry = send("track", make_client(gzip, sync), user_id="kim", event="Plan Changed", timestamp=happened)
    payload = entry["payload"]
    received, sent = moment(payload["receivedAt"]), moment(payload["sentAt"])
    assert before - timedelta(seconds=1) <= received <= datetime.now(UTC) + timedelta(seconds=1)
    assert moment(payload["originalTimestamp"]) == happened
    corrected = received - (sent - happened)
    assert abs(moment(payload["timestamp"]) - corrected) <= timedelta(milliseconds=1)
    assert abs(moment(payload["timestamp"]) - happened) < timedelta(seconds=10)


@pytest.mark.parametrize("gzip", [False, True], ids=["plain", "gzip"])
def test_each_call_of_a_batch_arrives_once(segment, make_client, gzip):
    client = make_client(gzip)
    sent = {}
    for number in range(120):
        _, message = client.track(user_id="kim", event="Counted", properties={"number": number})
        sent[message["messageId"]] = number
    for name in ["identify", "page", "screen"]:
        sent[getattr(client, name)(user_id="kim")[1]["messageId"]] = None
    client.flush()
    for message_id, number in sent.items():
        assert segment.settled(message_id)["payload"].get("properties", {}).get("number") == number


def test_a_number_as_user_is_text_and_nobody_known_is_null(send):
    assert send("track", user_id=4711, event="Plan Changed")["payload"]["userId"] == "4711"
    payload = send("track", anonymous_id="anon", event="Plan Changed")["payload"]
    assert (payload["userId"], payload["anonymousId"]) == (None, "anon")


def test_an_id_that_was_used_before_is_dropped(segment, make_client):
    client, message_id = make_client(sync=True), own("message")
    for event in ["First", "Second"]:
        client.track(user_id="kim", event=event, message_id=message_id)
    first, second = segment.entries(message_id, wait=10)
    assert (first["event"], second["event"], second["outcome"]) == ("First", "Second", "duplicate")
    assert first["outcome"] != "duplicate"


@pytest.mark.parametrize("sync", [False, True], ids=["queued", "sync"])
def test_the_sdk_does_not_notice_a_wrong_key(send, make_client, sync):
    wrong = own("wk")
    entry = send("track", make_client(sync=sync, write_key=wrong), user_id="kim", event="Sign Up")
    assert (entry["outcome"], entry["code"], entry["destinations"]) == ("discarded", "unknown_source", [])
    assert any(wrong in warning for warning in entry["warnings"])


def test_the_sdk_tells_what_the_answer_to_an_empty_key_says(make_client):
    with pytest.raises(APIError, match=r"^\[Segment\] (?!unknown)\w+: .*write key.* \(400\)$"):
        make_client(sync=True, write_key="").track(user_id="kim", event="Sign Up")


def test_an_event_above_32_kb_is_stopped_by_the_sdk(make_client):
    with pytest.raises(RuntimeError):
        make_client(sync=True).track(user_id="kim", event="Sign Up", properties={"text": "x" * 33 * 1024})


# Leads


def leads(dub, link):
    return dub.events.list(request={"event": "leads", "link_id": link.id})


@WAYS
def test_a_lead_comes_of_a_click_and_a_sign_up(dub, api, link, click_id, send, make_client, gzip, sync):
    user = own("user")
    entry = send(
        "track",
        make_client(gzip, sync),
        user_id=user,
        event="Sign Up",
        properties={"plan": "pro", "quantity": 2},
        context={"traits": {"name": "Kim Lee", "email": "kim@acme.test"}},
        integrations={DUB: {"dub_id": click_id}},
    )
    assert entry["outcome"] == "success"
    lead = step(entry, "trackLead")
    assert (lead["outcome"], [each["status"] for each in lead["attempts"]]) == ("success", [200])
    assert lead["request"] == {
        "method": "POST",
        "path": "/track/lead",
        "body": {
            "clickId": click_id,
            "eventName": "Sign Up",
            "externalId": user,
            "eventQuantity": 2,
            "customerName": "Kim Lee",
            "customerEmail": "kim@acme.test",
            "metadata": {"plan": "pro", "quantity": 2},
        },
    }
    rows = api.get("/events", params={"event": "leads", "linkId": link.id}).raise_for_status().json()
    assert rows and {row["click"]["id"] for row in rows} == {click_id}
    assert {(row["eventName"], row["customer"]["externalId"]) for row in rows} == {("Sign Up", user)}
    assert dub.links.get(request={"link_id": link.id}).leads == 2


def documented_lead(click_id):
    """As the documentation shows it: the click id is among the traits."""
    traits = {"name": "Kim", "email": "kim@acme.test", "avatar": "https://acme.test/kim.png", "clickId": click_id}
    return {"user_id": own("user"), "event": "Sign Up", "context": {"traits": traits}, "integrations": {"All": True}}


def test_the_documented_lead_is_rejected_with_both_cures(dub, link, click_id, send):
    entry = send("track", **documented_lead(click_id))
    assert entry["outcome"] == "rejected"
    lead = step(entry, "trackLead")
    message = MISSING.format("clickId")
    assert (lead["outcome"], lead["code"], lead["message"]) == ("rejected", "PAYLOAD_VALIDATION_FAILED", message)
    assert lead["fieldErrors"] == [{"path": "$", "message": message}]
    assert "request" not in lead and lead["attempts"] == []
    said = advice(lead, "click-id-elsewhere")
    assert said["found"] == "$.context.traits.clickId" and said["found"] in said["message"]
    assert said["read"] == f"$.integrations.{DUB}.dub_id"
    send_it, map_it = said["cures"]
    assert send_it["send"] == {"integrations": {"All": True, DUB: {"dub_id": click_id}}}
    assert (map_it["field"], map_it["mapping"]) == ("clickId", {"@path": "$.context.traits.clickId"})
    assert lead["subscription"]["id"] in map_it["command"]
    assert leads(dub, link) == []


def test_what_the_advice_says_to_send_is_delivered(dub, link, click_id, send):
    rejected = step(send("track", **documented_lead(click_id)), "trackLead")
    cure = advice(rejected, "click-id-elsewhere")["cures"][0]
    assert send("track", **{**documented_lead(click_id), **cure["send"]})["outcome"] == "success"
    assert [row.click.id for row in leads(dub, link)] == [click_id]


def test_the_mapping_of_the_advice_delivers_the_next_event(dub, segment, link, click_id, send):
    rejected = step(send("track", **documented_lead(click_id)), "trackLead")
    cure = advice(rejected, "click-id-elsewhere")["cures"][1]
    with segment.mapped(rejected["subscription"]["id"], **{cure["field"]: cure["mapping"]}) as subscription:
        assert subscription["mapping"]["clickId"] == cure["mapping"]
        assert send("track", **documented_lead(click_id))["outcome"] == "success"
    assert [row.click.id for row in leads(dub, link)] == [click_id]
    assert send("track", **documented_lead(click_id))["outcome"] == "rejected"


# Sales


def documented_sale(customer, **more):
    properties = {"payment_processor": "stripe", "order_id": own("in"), "currency": "usd", "revenue": 1000, **more}
    return {"user_id": customer, "event": "Order Completed", "properties": properties, "integrations": {"All": True}}


def test_the_documented_sale_needs_a_payment_processor(dub, segment, link, customer, send):
    sale = step(send("track", **documented_sale(customer)), "trackSale")
    assert (sale["outcome"], sale["message"]) == ("rejected", MISSING.format("paymentProcessor"))
    said = advice(sale, "payment-processor")
    assert said["found"] == "$.properties.payment_processor"
    assert [cure["mapping"] for cure in said["cures"]] == [{"@path": said["found"]}, "stripe"]
    for cure in said["cures"]:
        with segment.mapped(sale["subscription"]["id"], **{cure["field"]: cure["mapping"]}):
            call = documented_sale(customer)
            assert send("track", **call)["outcome"] == "success"
        row = dub.events.list(request={"event": "sales", "link_id": link.id})[0]
        assert (row.sale.amount, row.sale.payment_processor) == (1000, "stripe")
        assert row.sale.invoice_id == call["properties"]["order_id"]


def test_an_order_with_products_needs_other_metadata(dub, segment, link, customer, send):
    def order():
        return documented_sale(customer, products=[{"sku": "A", "price": 10}])

    wrong = "Metadata must be an object but it was an array."
    sale = step(send("track", **order()), "trackSale")
    assert sale["message"] == MISSING.format("paymentProcessor") + " " + wrong
    assert [problem["path"] for problem in sale["fieldErrors"]] == ["$", "$.metadata"]
    with segment.mapped(sale["subscription"]["id"], paymentProcessor="stripe"):
        sale = step(send("track", **order()), "trackSale")
        assert (sale["outcome"], sale["message"]) == ("rejected", wrong)
        cure = advice(sale, "metadata-list")["cures"][0]
        with segment.mapped(sale["subscription"]["id"], **{cure["field"]: cure["mapping"]}):
            call = order()
            assert send("track", **call)["outcome"] == "success"
    (row,) = dub.events.list(request={"event": "sales", "link_id": link.id})
    assert (row.sale.amount, row.sale.invoice_id) == (1000, call["properties"]["order_id"])
    assert row.metadata == call["properties"]
