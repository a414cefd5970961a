"""Destinations, subscriptions and the preview over the harness's own REST: `segment.md`, 3.4, 4.2 and 5."""

import httpx
import pytest

from support import advice, own, step, track

DUB = "Dub (Actions)"
DESTINATIONS, SUBSCRIPTIONS = "/segment/destinations", "/segment/subscriptions"


def either(name):
    path = {"@path": f"$.context.traits.{name}"}
    return {"@if": {"exists": path, "then": path, "else": {"@path": f"$.properties.{name}"}}}


LEAD = {
    "clickId": {"@path": f"$.integrations.{DUB}.dub_id"},
    "eventName": {"@path": "$.event"},
    "externalId": {"@path": "$.userId"},
    "eventQuantity": {"@path": "$.properties.quantity"},
    "customerName": either("name"),
    "customerEmail": either("email"),
    "customerAvatar": either("avatar"),
    "metadata": {"@path": "$.properties"},
}
SALE = {
    "externalId": {"@path": "$.userId"},
    "amount": {"@path": "$.properties.revenue"},
    "eventName": {"@path": "$.event"},
    "invoiceId": {"@path": "$.properties.order_id"},
    "currency": {"@path": "$.properties.currency"},
    "metadata": {"@path": "$.properties.products"},
}
TRIGGERS = {
    "trackLead": 'type = "track" and event = "Sign Up"',
    "trackSale": 'type = "track" and event = "Order Completed"',
}


@pytest.fixture
def control(segment):
    return segment.control


@pytest.fixture
def make_destination(server, control):
    """Makes destinations that are off unless asked for otherwise, and takes them away again."""
    made = []

    def make(**fields):
        body = {"name": own("destination"), "apiKey": server.key, "enabled": False, **fields}
        answer = control.post(DESTINATIONS, json=body)
        assert answer.status_code == 201
        made.append(answer.json()["id"])
        return answer.json()

    yield make
    for destination_id in made:
        control.delete(f"{DESTINATIONS}/{destination_id}")


@pytest.fixture
def place(make_destination):
    """Where the subscriptions of a destination of its own are."""
    return f"{DESTINATIONS}/{make_destination()['id']}/subscriptions"


def entry(**fields):
    return {"name": own("subscription"), "partnerAction": "trackLead", "subscribe": TRIGGERS["trackLead"], **fields}


def created(answer):
    assert answer.status_code == 201
    return answer.json()


def error(answer, *statuses):
    assert answer.status_code in statuses
    assert answer.json()["error"]["code"]
    return answer.json()["error"]["message"]


def listed(control, destination_id):
    found = [each for each in control.get(DESTINATIONS).json() if each["id"] == destination_id]
    return found[0] if found else None


# Destinations


def test_the_first_destination_is_ready_for_leads_and_sales(segment, control):
    answer = control.get(DESTINATIONS)
    assert answer.status_code == 200
    first = answer.json()[0]
    assert first["enabled"] is True and {"id", "name", "apiKey", "subscriptions"} <= first.keys()
    for action, mapping in [("trackLead", LEAD), ("trackSale", SALE)]:
        subscription = segment.subscription(action)
        assert (subscription["enabled"], subscription["subscribe"]) == (True, TRIGGERS[action])
        assert subscription["mapping"] == mapping


def test_a_destination_is_made_changed_and_taken_away(server, control, make_destination):
    made = make_destination(name="Staging")
    assert (made["name"], made["enabled"]) == ("Staging", False)
    assert server.key not in control.get(DESTINATIONS).text
    assert made["apiKey"] != server.key and made["apiKey"].endswith(server.key[-4:])
    path = f"{DESTINATIONS}/{made['id']}"
    changed = control.patch(path, json={"name": "Live", "apiKey": "dub_abcdefghijklmnopqrst1234"}).json()
    assert (changed["id"], changed["name"], changed["enabled"]) == (made["id"], "Live", False)
    assert changed["apiKey"].endswith("1234") and changed == listed(control, made["id"])
    assert control.delete(path).json() == {"id": made["id"]}
    assert listed(control, made["id"]) is None
    for answer in [control.delete(path), control.patch(path, json={"name": "Again"})]:
        assert error(answer, 404)


@pytest.mark.parametrize(("field", "value"), [("name", 5), ("apiKey", 5), ("enabled", "yes")])
def test_a_destination_that_is_not_possible_is_refused(control, make_destination, field, value):
    path = f"{DESTINATIONS}/{make_destination()['id']}"
    for answer in [control.post(DESTINATIONS, json={field: value}), control.patch(path, json={field: value})]:
        assert field in error(answer, 400, 422)


# Subscriptions


@pytest.mark.parametrize(("action", "mapping"), [("trackLead", LEAD), ("trackSale", SALE)])
def test_a_subscription_begins_with_the_mapping_of_its_action(control, place, action, mapping):
    body = {"partnerAction": action, "subscribe": TRIGGERS[action]}
    made = created(control.post(place, json=body))
    assert (made["partnerAction"], made["subscribe"], made["mapping"]) == (action, TRIGGERS[action], mapping)
    assert control.get(f"{SUBSCRIPTIONS}/{made['id']}").json() == made


def test_a_subscription_is_changed_and_taken_away(control, place):
    made = created(control.post(place, json=entry(enabled=False)))
    path = f"{SUBSCRIPTIONS}/{made['id']}"
    change = {"name": "New", "enabled": True, "subscribe": 'type = "track"', "mapping": {"clickId": "abc"}}
    changed = control.patch(path, json=change).json()
    assert {**made, **change}.items() >= {name: changed[name] for name in made if name != "warnings"}.items()
    mapped = control.patch(path, json={"map": {"eventName": {"@path": "$.event"}, "clickId": "def"}}).json()
    assert mapped["mapping"] == {"clickId": "def", "eventName": {"@path": "$.event"}}
    assert control.patch(path, json={"unmap": ["clickId"]}).json()["mapping"] == {"eventName": {"@path": "$.event"}}
    assert control.delete(path).json() == {"id": made["id"]}
    for answer in [control.get(path), control.delete(path), control.patch(path, json={"name": "Again"})]:
        assert error(answer, 404)


def test_a_trigger_that_does_not_mean_what_it_says_is_warned_of(control, place):
    trigger = 'type = "track" and event = "A" or event = "B"'
    assert created(control.post(place, json=entry(subscribe=trigger)))["warnings"]


WRONG = {
    "name": ({"name": 5}, "name"),
    "enabled": ({"enabled": "yes"}, "enabled"),
    "trigger-kind": ({"subscribe": 5}, "subscribe"),
    "trigger-empty": ({"subscribe": ""}, "subscribe"),
    "trigger-nested": ({"subscribe": 'type = "track" and ((event = "A"))'}, "subscribe"),
    "mapping-kind": ({"mapping": []}, "mapping"),
    "mapping-path": (
        {"mapping": {"clickId": {"@path": 5}}},
        "/clickId/@path should be a string or a mapping directive but it is a number.",
    ),
    "mapping-directive": ({"mapping": {"clickId": {"@nope": "x"}}}, "/clickId has an invalid directive: @nope."),
}


@pytest.mark.parametrize(("fields", "words"), WRONG.values(), ids=WRONG.keys())
def test_a_subscription_that_is_not_possible_is_refused(control, place, fields, words):
    made = created(control.post(place, json=entry()))
    path = f"{SUBSCRIPTIONS}/{made['id']}"
    assert words in error(control.post(place, json=entry(**fields)), 400, 422)
    assert words in error(control.patch(path, json=fields), 400, 422)
    assert words in error(control.put(place, json=[entry(), entry(**fields)]), 400, 422)
    assert control.get(path).json() == made


@pytest.mark.parametrize("action", [None, "trackRefund"])
def test_a_subscription_needs_an_action_that_exists(control, place, action):
    body = {name: value for name, value in entry(partnerAction=action).items() if value is not None}
    assert "partnerAction" in error(control.post(place, json=body), 400, 422)


def test_an_import_replaces_all_subscriptions_and_says_what_is_in_vain(control, place):
    created(control.post(place, json=entry(name="before")))
    entries = [
        entry(name="one", enabled=False, mapping={**LEAD, "mode": "wait"}),
        {"name": "two", "partnerAction": "trackSale", "enabled": True, "subscribe": TRIGGERS["trackSale"]},
    ]
    answer = control.put(place, json=entries)
    assert answer.status_code == 200
    one, two = answer.json()["subscriptions"]
    assert (one["name"], one["enabled"], one["mapping"]) == ("one", False, entries[0]["mapping"])
    assert (two["name"], two["enabled"], two["mapping"]) == ("two", True, SALE)
    (warning,) = [each for each in answer.json()["warnings"] if each["path"] == "subscriptions[0].mapping.mode"]
    assert "trackLead" in warning["message"]
    assert [each["id"] for each in listed(control, place.split("/")[3])["subscriptions"]] == [one["id"], two["id"]]


def test_an_import_is_a_list_of_50_at_most(control, place):
    assert len(control.put(place, json=[entry(enabled=False)] * 50).json()["subscriptions"]) == 50
    assert "50" in error(control.put(place, json=[entry()] * 51), 400, 422)
    assert error(control.post(place, json=entry()), 400, 422)
    assert error(control.put(place, json=entry()), 400, 422)
    assert control.put(place, json=[]).json() == {"subscriptions": [], "warnings": []}


# Deliveries of a destination with a key that is wrong, then mended


def test_a_delivery_that_failed_is_sent_again_with_the_mended_key(server, segment, control, make_destination, click_id):
    made = make_destination(apiKey="dub_000000000000000000000000", enabled=True)
    name, path = own("Event"), f"{DESTINATIONS}/{made['id']}"
    trigger = f'type = "track" and event = "{name}"'
    created(control.post(f"{path}/subscriptions", json=entry(enabled=True, subscribe=trigger)))
    event = track(event=name, integrations={DUB: {"dub_id": click_id}})
    segment.accept("/v1/track", event)

    def here():
        (found,) = [each for each in segment.settled(event["messageId"])["destinations"] if each["id"] == made["id"]]
        (only,) = found["steps"]
        return only

    failed = here()
    assert (failed["outcome"], [each["status"] for each in failed["attempts"]]) == ("failed", [401])
    control.patch(path, json={"apiKey": server.key}).raise_for_status()
    control.post(f"/deliveries/{failed['delivery']}/retry").raise_for_status()
    sent = here()
    assert (sent["outcome"], [each["status"] for each in sent["attempts"]]) == ("success", [401, 200])


# Preview


def preview(control, event):
    answer = control.post("/segment/preview", json={"event": event})
    assert answer.status_code == 200 and control.post("/segment/preview", json=event).json() == answer.json()
    return answer.json()


def test_a_preview_shows_the_request_and_sends_nothing(segment, control):
    before, event = segment.last(), track(event="Sign Up", integrations={DUB: {"dub_id": "clk_8Hd2"}})
    lead = step(preview(control, event), "trackLead")
    assert lead["trigger"]["matches"] is True and lead["trigger"]["text"] == TRIGGERS["trackLead"]
    body = {"clickId": "clk_8Hd2", "eventName": "Sign Up", "externalId": event["userId"]}
    assert lead["request"] == {"method": "POST", "path": "/track/lead", "body": body}
    values = {field["name"]: field.get("value") for field in lead["fields"]}
    assert body.items() <= values.items()
    assert segment.last() == before and segment.entries(event["messageId"]) == []


def test_a_preview_says_why_nothing_would_be_sent(control):
    rejected = step(preview(control, track(event="Sign Up")), "trackLead")
    message = "The root value is missing the required field 'clickId'."
    assert (rejected["outcome"], rejected["message"]) == ("rejected", message) and "request" not in rejected
    near = step(preview(control, track(event="sign up")), "trackLead")
    assert (near["outcome"], near["trigger"]["matches"]) == ("filtered", False)
    assert near["trigger"]["explanation"] and advice(near, "near-event-name")["cures"]
    off = preview(control, track(event="Sign Up", integrations={"All": False}))["destinations"][0]
    assert (off["outcome"], off["code"]) == ("filtered", "FILTERED_BY_INTEGRATIONS_OBJECT")


# Access


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", DESTINATIONS),
        ("POST", DESTINATIONS),
        ("PATCH", f"{DESTINATIONS}/x"),
        ("DELETE", f"{DESTINATIONS}/x"),
        ("POST", f"{DESTINATIONS}/x/subscriptions"),
        ("PUT", f"{DESTINATIONS}/x/subscriptions"),
        ("GET", f"{SUBSCRIPTIONS}/x"),
        ("PATCH", f"{SUBSCRIPTIONS}/x"),
        ("DELETE", f"{SUBSCRIPTIONS}/x"),
        ("POST", "/segment/preview"),
        ("GET", "/deliveries"),
        ("POST", "/deliveries/1/retry"),
    ],
)
def test_nothing_is_shown_or_changed_without_the_secret_key(server, method, path):
    for key in [None, server.write_key, server.publishable_key]:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        body = {} if method in ("POST", "PATCH", "PUT") else None
        # A key that is nobody's is answered as upstream does.
        assert error(httpx.request(method, f"{server.url}/_dubcheck{path}", headers=headers, json=body), 401, 404)
