"""Calls to the Tracking API that are broken, too large, of wrong types or out of time: `segment.md`, 1 and 5.3."""

import gzip
import json
from datetime import UTC, datetime, timedelta

import pytest

from support import clock, moment, own, refusal, track

EVENT_LIMIT, BATCH_LIMIT = 32 * 1024, 500 * 1024
BOTH = pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])


def padded(body, size):
    """The JSON of a body, made as long as is asked by the text in `pad`."""
    content = json.dumps({**body, "pad": "x" * (size - len(json.dumps({**body, "pad": ""})))}).encode()
    assert len(content) == size
    return content


def post(segment, path, content, packed=False):
    if packed:
        return segment.post(path, gzip.compress(content), {"Content-Encoding": "gzip"})
    return segment.post(path, content)


# Bodies


@BOTH
@pytest.mark.parametrize("path", ["/v1/track", "/v1/t", "/v1/batch", "/v1/import"])
@pytest.mark.parametrize("content", [b"", b"{", b'{"event": "Seen",}', b"event=Seen", b"\xff\xfe"])
def test_what_is_no_json_is_refused(segment, path, content, packed):
    assert refusal(post(segment, path, content, packed))


def test_what_is_only_said_to_be_gzip_is_refused(segment):
    event = json.dumps({**track(), "writeKey": segment.write_key}).encode()
    assert refusal(segment.post("/v1/track", event, {"Content-Encoding": "gzip"}))


@BOTH
@pytest.mark.parametrize("content_type", ["application/json", "text/plain", "application/octet-stream"])
def test_the_type_of_the_body_does_not_matter(segment, content_type, packed):
    event = track(properties={"text": "ü ☃"})
    content = json.dumps({**event, "writeKey": segment.write_key}).encode()
    headers = {"Content-Type": content_type, **({"Content-Encoding": "gzip"} if packed else {})}
    answer = segment.post("/v1/track", gzip.compress(content) if packed else content, headers)
    assert (answer.status_code, answer.json()) == (200, {"success": True})
    assert segment.settled(event["messageId"])["payload"]["properties"] == event["properties"]


# Sizes


@BOTH
def test_a_call_above_32_kb_is_refused(segment, packed):
    for size in [EVENT_LIMIT + 1, 33 * 1024]:
        event = track(writeKey=segment.write_key)
        assert "Exceed payload limit" in refusal(post(segment, "/v1/track", padded(event, size), packed))
        assert segment.entries(event["messageId"]) == []
    event = track(writeKey=segment.write_key)
    assert post(segment, "/v1/track", padded(event, EVENT_LIMIT), packed).status_code == 200
    assert segment.settled(event["messageId"])["outcome"] == "filtered"


def test_an_event_of_33_kb_takes_its_batch_with_it(segment):
    small, large = track(), track(properties={"text": "x" * 33 * 1024})
    assert "Exceed payload limit" in refusal(
        segment.post("/v1/batch", {"batch": [small, large], "writeKey": segment.write_key})
    )
    assert segment.entries(small["messageId"]) == segment.entries(large["messageId"]) == []


@BOTH
def test_a_batch_above_500_kb_is_refused(segment, packed):
    for size, status in [(BATCH_LIMIT, 200), (BATCH_LIMIT + 1, 400), (600 * 1024, 400)]:
        event = track()
        body = {"batch": [event], "writeKey": segment.write_key}
        answer = post(segment, "/v1/batch", padded(body, size), packed)
        assert answer.status_code == status
        if status == 400:
            assert "Exceed payload limit" in refusal(answer)
            assert segment.entries(event["messageId"]) == []
        else:
            assert segment.settled(event["messageId"])["outcome"] == "filtered"


def test_of_2501_events_in_a_batch_the_last_is_rejected(segment):
    name = own("message")
    events = [{"type": "track", "userId": "kim", "event": "Seen", "messageId": f"{name}-{n}"} for n in range(2501)]
    segment.accept("/v1/batch", {"batch": events})
    for number in [0, 1250, 2499]:
        assert segment.settled(f"{name}-{number}")["outcome"] == "filtered"
    assert segment.settled(f"{name}-2500")["outcome"] == "discarded"


# Types

NOBODY = {"userId": None}
FAULTS = [
    ("track", {**NOBODY, "event": "Seen"}, "no_user_anon_id"),
    ("track", {"userId": "", "anonymousId": "", "event": "Seen"}, "no_user_anon_id"),
    ("track", {"userId": 42, "event": "Seen"}, "id_not_string"),
    ("track", {**NOBODY, "anonymousId": ["a"], "event": "Seen"}, "id_not_string"),
    ("track", {}, "event_not_defined"),
    ("track", {"event": 5}, "event_not_string"),
    ("track", {"event": "Seen", "properties": []}, "properties_not_object"),
    ("page", {"properties": "x"}, "properties_not_object"),
    ("identify", {"traits": "x"}, "traits_not_object"),
    ("group", {"groupId": "acme", "traits": 1}, "traits_not_object"),
    ("group", {}, "id_required"),
    ("alias", {}, "id_required"),
    ("page", {"name": 5}, "name_not_string"),
    ("screen", {"name": ""}, "name_not_string"),
    ("page", {"category": {}}, "category_not_string"),
]


@pytest.mark.parametrize("batched", [False, True], ids=["single", "batch"])
@pytest.mark.parametrize(("kind", "fields", "code"), FAULTS)
def test_an_event_of_wrong_types_is_taken_and_discarded(segment, kind, fields, code, batched):
    event = {"type": kind, "userId": own("user"), "messageId": own("message"), **fields}
    good = track()
    if batched:
        segment.accept("/v1/batch", {"batch": [event, good]})
        assert segment.settled(good["messageId"])["outcome"] == "filtered"
    else:
        segment.accept(f"/v1/{kind}", event)
    entry = segment.settled(event["messageId"])
    assert (entry["outcome"], entry["code"]) == ("discarded", code) and entry["reason"]


# Times


@BOTH
def test_a_clock_that_is_an_hour_fast_is_corrected(segment, packed):
    wrong = datetime.now(UTC) + timedelta(hours=1)
    event = track(timestamp=clock(wrong - timedelta(seconds=2)))
    body = {"batch": [event], "sentAt": clock(wrong), "writeKey": segment.write_key}
    assert post(segment, "/v1/batch", json.dumps(body).encode(), packed).status_code == 200
    payload = segment.settled(event["messageId"])["payload"]
    assert payload["originalTimestamp"] == event["timestamp"]
    assert moment(payload["receivedAt"]) - moment(payload["timestamp"]) == timedelta(seconds=2)


def test_one_time_of_sending_serves_all_events_of_a_batch(segment):
    sent = datetime.now(UTC) - timedelta(days=3)
    events = {seconds: track(timestamp=clock(sent - timedelta(seconds=seconds))) for seconds in [0, 1, 90]}
    segment.accept("/v1/batch", {"batch": list(events.values()), "sentAt": clock(sent)})
    for seconds, event in events.items():
        payload = segment.settled(event["messageId"])["payload"]
        assert moment(payload["receivedAt"]) - moment(payload["timestamp"]) == timedelta(seconds=seconds)


def test_without_a_time_of_sending_the_clients_time_stands(segment):
    event = track(timestamp="2026-03-01T10:00:00.000Z")
    segment.accept("/v1/track", event)
    payload = segment.settled(event["messageId"])["payload"]
    assert moment(payload["timestamp"]) == moment(event["timestamp"])


def test_without_a_time_an_event_happened_when_it_came(segment):
    event = track()
    segment.accept("/v1/track", {**event, "sentAt": "2026-03-01T10:00:00.000Z"})
    payload = segment.settled(event["messageId"])["payload"]
    assert payload["timestamp"] == payload["receivedAt"]


def test_an_item_wins_over_what_its_batch_says(segment):
    event = track(context={"locale": "de"}, integrations={"Other": False})
    shared = {"context": {"locale": "en", "app": {"name": "acme"}}, "integrations": {"Other": True, "All": True}}
    segment.accept("/v1/batch", {"batch": [event], **shared})
    payload = segment.settled(event["messageId"])["payload"]
    assert payload["context"]["locale"] == "de" and payload["context"]["app"] == {"name": "acme"}
    assert payload["integrations"] == {"Other": False, "All": True}
