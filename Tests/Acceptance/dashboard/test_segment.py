"""The page of Segment: the delivery log with its explanations and cures, destination settings, the mappings editor."""

import json
import re

import pytest
from playwright.sync_api import expect

from support import Segment, Visitor
from test_every_page import WIDTHS, overhang, settle, violations

PAGE = "/dashboard/segment"


@pytest.fixture
def click_id(fresh, call):
    """A click on a link whose conversions count."""
    call(fresh, "POST", "/links", json={"url": "https://example.com/", "key": "seg", "trackConversion": True})
    return Visitor(fresh).click("seg").click_id


def send(server, message, **fields):
    """Sends an event, and returns its entry at its end."""
    segment = Segment(server)
    segment.accept("/v1/track", {"userId": "user_1", "event": "Sign Up", "messageId": message, **fields})
    return segment.settled(message)


def documented(click):
    """The members that Dub's guide shows: the click id is where the default mapping does not look."""
    return {"context": {"traits": {"name": "Ada Example", "clickId": click}}, "integrations": {"All": True}}


def placed(click):
    return {"integrations": {"Dub (Actions)": {"dub_id": click}}}


def mapping_of(server, action="trackLead"):
    return Segment(server).subscription(action)


def entry(page, message):
    return page.locator(f'details[data-message="{message}"]')


def press(page, locator, key="Enter"):
    """Presses a key where the keyboard gets to."""
    locator.focus()
    page.keyboard.press(key)


def has_focus(locator):
    expect(locator).to_be_focused()


# The log


def test_an_empty_log_has_a_command_and_a_button_that_send_a_first_event(fresh, open_page):
    page = open_page(fresh, PAGE)
    command = page.get_by_role("region", name="the command")
    expect(command).to_contain_text(f"{fresh.url}/v1/track -u {fresh.write_key}:")
    link = page.get_by_role("link", name="Or sign up on the demo page")
    expect(link).to_have_attribute("href", "/signup?send=segment")
    press(page, page.get_by_role("button", name="Send it from here"))
    opened = page.locator("details.entry[open]")
    expect(opened.get_by_role("heading", name="The click id is elsewhere")).to_be_visible()
    has_focus(opened.locator("> summary"))
    assert [each["outcome"] for each in Segment(fresh).entries_after(0)] == ["rejected"]


def test_the_documented_event_ends_in_a_lead_after_the_cure_of_one_click(fresh, click_id, open_page, call):
    before = send(fresh, "documented", **documented(click_id))
    assert before["outcome"] == "rejected"
    page = open_page(fresh, f"{PAGE}?message=documented")
    opened = entry(page, "documented")
    expect(opened.locator("> summary .badge")).to_have_text("Never sent")
    expect(opened).to_contain_text("The root value is missing the required field 'clickId'.")
    expect(opened.locator("tr.wrong")).to_contain_text("Click ID")
    cures = opened.locator(".cures > li")
    expect(cures.nth(0)).to_contain_text('"dub_id"')
    expect(cures.nth(1)).to_contain_text("Map Click ID to $.context.traits.clickId")

    press(page, opened.get_by_role("button", name="Map Click ID to $.context.traits.clickId"))
    expect(opened.get_by_text("Applied")).to_be_visible()
    assert mapping_of(fresh)["mapping"]["clickId"] == {"@path": "$.context.traits.clickId"}
    again = opened.get_by_role("button", name="Send the event again")
    has_focus(again)
    page.keyboard.press("Enter")

    new = page.locator("details.entry").first
    expect(new.locator("> summary .badge")).to_have_text("Lead recorded")
    expect(new).to_have_attribute("open", "")
    has_focus(new.locator("> summary"))
    expect(new.locator(".step")).to_contain_text("seg")
    assert [each["externalId"] for each in call(fresh, "GET", "/customers").json()] == ["user_1"]


def test_a_cure_is_taken_back_with_undo(fresh, click_id, open_page):
    send(fresh, "documented", **documented(click_id))
    before = mapping_of(fresh)["mapping"]
    page = open_page(fresh, f"{PAGE}?message=documented")
    apply = page.get_by_role("button", name="Map Click ID to $.context.traits.clickId")
    apply.click()
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_visible()
    assert mapping_of(fresh)["mapping"] != before
    press(page, undo, "Space")
    expect(apply).to_be_visible()
    assert mapping_of(fresh)["mapping"] == before


def test_the_event_with_dub_id_shows_every_step_up_to_the_lead(fresh, click_id, open_page):
    step = send(fresh, "good", **placed(click_id))["destinations"][0]["steps"][0]
    page = open_page(fresh, f"{PAGE}?message=good")
    opened = entry(page, "good")
    expect(opened.locator("> summary .badge")).to_have_text("Lead recorded")
    expect(opened.get_by_role("heading", name="The trigger matches")).to_be_visible()
    body = opened.get_by_role("region", name="the body of the request").inner_text()
    assert json.loads(body) == step["request"]["body"]
    expect(opened.get_by_text("Dub answered 200")).to_be_visible()
    assert json.loads(opened.get_by_role("region", name="the answer").inner_text()) == step["lead"]


def test_new_events_show_up_by_themselves_and_open_by_keyboard(fresh, click_id, open_page):
    page = open_page(fresh, PAGE)
    expect(page.get_by_text("Live: new events")).to_be_visible()
    send(fresh, "first", **placed(click_id))
    send(fresh, "second", event="Seen")
    expect(page.locator("details.entry .event-name")).to_have_text(["Seen", "Sign Up"])
    expect(entry(page, "first").locator("> summary .badge")).to_have_text("Lead recorded")
    press(page, entry(page, "second").locator("> summary"))
    expect(page).to_have_url(re.compile(r"\?message=second$"))
    page.reload()
    expect(entry(page, "second")).to_have_attribute("open", "")
    press(page, entry(page, "second").locator("> summary"))
    expect(page).to_have_url(re.compile(r"/segment$"))


def test_paused_the_log_stays_as_it_is(fresh, open_page):
    send(fresh, "first")
    page = open_page(fresh, PAGE)
    pause = page.get_by_role("button", name="Pause")
    expect(page.get_by_text("Live: new events")).to_be_visible()
    press(page, pause)
    expect(pause).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text("Paused")).to_be_visible()
    send(fresh, "second")
    expect(entry(page, "second")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(entry(page, "second")).to_have_count(1)


HIDE = """(isHidden) => {
  Object.defineProperty(document, 'hidden', { value: isHidden, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}"""


def test_a_page_that_nobody_sees_asks_for_nothing_until_it_is_seen(fresh, open_page):
    send(fresh, "first")
    page = open_page(fresh, PAGE)
    expect(page.get_by_text("Live: new events")).to_be_visible()
    page.evaluate(HIDE, True)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    send(fresh, "second")
    expect(entry(page, "second")).to_have_count(0)
    assert [url for url in asked if "/deliveries" in url] == []
    page.evaluate(HIDE, False)
    expect(entry(page, "second")).to_have_count(1)


def test_an_event_that_no_trigger_takes_says_why_and_how_to_let_it_in(fresh, click_id, open_page):
    send(fresh, "near", event="signed up", **placed(click_id))
    page = open_page(fresh, f"{PAGE}?message=near")
    opened = entry(page, "near")
    expect(opened.locator("> summary .badge")).to_have_text("Not taken")
    lead = opened.locator(".step").first
    expect(lead.get_by_role("heading", name="The trigger does not match")).to_be_visible()
    expect(lead.locator(".explanation")).to_contain_text('wanted "Sign Up"')
    press(page, lead.get_by_role("button", name="Change the trigger"))
    expect(lead.get_by_text("Applied")).to_be_visible()
    assert mapping_of(fresh)["subscribe"] == 'type = "track" and event = "signed up"'
    press(page, lead.get_by_role("button", name="Send the event again"))
    expect(page.locator("details.entry").first.locator("> summary .badge")).to_have_text("Lead recorded")


@pytest.mark.parametrize(
    ("fields", "words", "why"),
    [
        ({"userId": None}, "Discarded", "neither userId nor anonymousId"),
        ({"integrations": {"All": False}}, "Not taken", "integrations"),
    ],
)
def test_events_that_go_nowhere_say_why(fields, words, why, fresh, open_page):
    send(fresh, "nowhere", **fields)
    page = open_page(fresh, f"{PAGE}?message=nowhere")
    opened = entry(page, "nowhere")
    expect(opened.locator("> summary .badge")).to_have_text(words)
    expect(opened.locator(".entry-body")).to_contain_text(re.compile(why, re.I))


def test_a_delivery_that_dub_refused_is_sent_again_on_demand(fresh, click_id, open_page):
    refused = send(fresh, "refused", properties={"quantity": 1000}, **placed(click_id))
    assert refused["outcome"] == "failed"
    page = open_page(fresh, f"{PAGE}?message=refused")
    opened = entry(page, "refused")
    expect(opened.locator("> summary .badge")).to_have_text("Refused by Dub")
    expect(opened.locator(".step > .error")).to_have_text(re.compile("^too_big: eventQuantity"))
    expect(opened.get_by_role("button", name="Map nothing to Event Quantity")).to_be_visible()
    expect(opened.locator(".attempts > li")).to_have_count(1)
    press(page, opened.get_by_role("button", name="Send it again now"))
    expect(opened.locator(".attempts > li")).to_have_count(2)
    assert page.evaluate("document.activeElement !== document.body")
    assert len(Segment(fresh).settled("refused")["destinations"][0]["steps"][0]["attempts"]) == 2


def test_older_events_are_shown_on_demand_and_found_by_their_address(fresh, open_page):
    event = {"type": "track", "userId": "user_1", "event": "Seen"}
    Segment(fresh).accept("/v1/batch", {"batch": [{**event, "messageId": f"m{number:02d}"} for number in range(25)]})
    page = open_page(fresh, f"{PAGE}?message=m01")
    expect(page.locator(".log-body details.entry")).to_have_count(20)
    expect(page.locator(".linked details[open]")).to_have_attribute("data-message", "m01")
    press(page, page.get_by_role("button", name="Show older events"))
    expect(page.locator(".log-body details.entry")).to_have_count(25)
    has_focus(page.locator('.log-body details[data-message="m04"] summary'))
    expect(page.get_by_role("button", name="Show older events")).to_be_hidden()


def test_an_event_that_is_not_there_yet_opens_when_it_arrives(fresh, open_page):
    page = open_page(fresh, f"{PAGE}?message=later")
    expect(page.get_by_text("No event with the message id")).to_be_visible()
    send(fresh, "later")
    expect(entry(page, "later")).to_have_attribute("open", "")
    expect(page.get_by_text("No event with the message id")).to_have_count(0)


def test_markup_in_an_event_stays_text(fresh, open_page):
    name = "<img src=x onerror=\"document.title='owned'\">"
    user = "<script>document.title='owned'</script>" + "x" * 300
    send(fresh, "markup", event=name, userId=user, properties={name: "y" * 9000})
    page = open_page(fresh, f"{PAGE}?message=markup", viewport={"width": 320, "height": 700})
    expect(entry(page, "markup").locator(".event-name")).to_have_text(name)
    assert page.title() != "owned"
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


# The destination


def test_a_destination_is_renamed_and_keeps_its_key(fresh, open_page, call):
    page = open_page(fresh, f"{PAGE}?tab=destination")
    before = call(fresh, "GET", "/_dubcheck/segment/destinations").json()[0]
    name = page.get_by_label("Name", exact=True)
    expect(name).to_have_value("Dub (Actions)")
    name.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("Staging")
    press(page, page.get_by_role("switch", name="Enabled"), "Space")
    press(page, page.get_by_role("button", name="Save"))
    expect(page.get_by_role("heading", name="Staging")).to_be_visible()
    has_focus(page.get_by_role("button", name="Save"))
    after = call(fresh, "GET", "/_dubcheck/segment/destinations").json()[0]
    assert (after["name"], after["enabled"], after["apiKey"]) == ("Staging", False, before["apiKey"])
    page.get_by_label("API key of Dub").fill("dub_abcdefghijklmnopqrst1234")
    press(page, page.get_by_label("API key of Dub"))
    expect(page.get_by_text("It calls Dub with dub_…1234.")).to_be_visible()


def test_a_destination_is_added_and_deleted(fresh, open_page, call):
    def listed():
        return call(fresh, "GET", "/_dubcheck/segment/destinations").json()

    page = open_page(fresh, f"{PAGE}?tab=destination")
    expect(page.locator("#destination form")).to_have_count(1)
    press(page, page.get_by_role("button", name="Add a destination"))
    expect(page.locator("#destination form")).to_have_count(2)
    has_focus(page.get_by_label("Name", exact=True).last)
    assert [each["enabled"] for each in listed()] == [True, False]
    delete = page.get_by_role("button", name="Delete").last
    press(page, delete)
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    assert len(listed()) == 2
    press(page, delete)
    press(page, page.locator("dialog").get_by_role("button", name="Delete"))
    expect(page.locator("#destination form")).to_have_count(1)
    has_focus(page.get_by_role("button", name="Add a destination"))
    assert len(listed()) == 1


def test_tabs_move_by_arrow_keys_and_back_returns(fresh, open_page):
    page = open_page(fresh, PAGE)
    press(page, page.get_by_role("tab", name="Deliveries"), "ArrowRight")
    has_focus(page.get_by_role("tab", name="Destination"))
    expect(page).to_have_url(re.compile(r"\?tab=destination$"))
    expect(page.get_by_role("tabpanel", name="Destination")).to_be_visible()
    page.keyboard.press("End")
    expect(page.get_by_role("tabpanel", name="Mappings")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("tabpanel", name="Destination")).to_be_visible()
    expect(page.get_by_role("tab", name="Destination")).to_have_attribute("aria-selected", "true")


# Mappings


def test_a_mapping_is_switched_off_in_the_list(fresh, open_page):
    page = open_page(fresh, f"{PAGE}?tab=mappings")
    box = page.get_by_role("switch", name="Track a Lead is enabled")
    expect(box).to_be_checked()
    with page.expect_response(lambda answer: answer.request.method == "PATCH"):
        press(page, box, "Space")
    assert mapping_of(fresh)["enabled"] is False
    expect(page.get_by_text("Payment Processor is missing")).to_be_visible()


def test_a_mapping_is_edited_tested_with_a_sample_and_saved(fresh, click_id, open_page):
    lead = mapping_of(fresh)
    page = open_page(fresh, f"{PAGE}?subscription={lead['id']}")
    test = page.get_by_role("button", name="Test", exact=True)
    press(page, test)
    result = page.get_by_role("region", name="Result of the test")
    expect(result.get_by_text("Would be rejected", exact=True)).to_be_visible()

    page.get_by_label("Click ID: where it comes from").select_option(label="From the event")
    field = page.get_by_label("Click ID", exact=True)
    expect(field).to_have_value("$.integrations.Dub (Actions).dub_id")
    field.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("$.context.traits.clickId")
    press(page, test)
    expect(result.get_by_text("Would be sent", exact=True)).to_be_visible()
    body = json.loads(result.get_by_role("region", name="the body of the request").inner_text())
    assert (body["clickId"], body["externalId"], body["eventName"]) == ("CLICK_ID", "user_1", "Sign Up")
    assert mapping_of(fresh) == lead
    assert Segment(fresh).entries_after(0) == []

    press(page, page.get_by_role("button", name="Save"))
    expect(page.get_by_text("is saved")).to_be_visible()
    has_focus(page.get_by_role("button", name="Save"))
    expected = {**lead["mapping"], "clickId": {"@path": "$.context.traits.clickId"}}
    assert mapping_of(fresh)["mapping"] == expected
    assert send(fresh, "documented", **documented(click_id))["outcome"] == "success"


def test_a_cure_in_a_test_changes_the_draft_only(fresh, open_page):
    sale = mapping_of(fresh, "trackSale")
    page = open_page(fresh, f"{PAGE}?subscription={sale['id']}")
    press(page, page.get_by_role("button", name="Test", exact=True))
    press(page, page.get_by_role("button", name="Map Payment Processor to $.properties.payment_processor"))
    expect(page.get_by_label("Payment Processor", exact=True)).to_have_value("$.properties.payment_processor")
    expect(page.get_by_text("Would be sent", exact=True)).to_be_visible()
    assert mapping_of(fresh, "trackSale") == sale
    press(page, page.get_by_role("button", name="Discard changes"))
    expect(page.get_by_label("Payment Processor: where it comes from")).to_have_value("none")


def test_what_is_wrong_is_said_at_its_field_before_it_is_saved(fresh, open_page):
    lead = mapping_of(fresh)
    page = open_page(fresh, f"{PAGE}?subscription={lead['id']}")
    trigger = page.get_by_label("Trigger")
    trigger.fill('type = "track" and event = "A" or event = "B"')
    expect(page.locator("#trigger-says .warning")).to_contain_text("mixed")
    trigger.fill('((type = "track"')
    expect(page.locator("#trigger-says .error")).to_contain_text("parenthes")
    expect(trigger).to_have_attribute("aria-invalid", "true")
    page.get_by_label("External ID: where it comes from").select_option(label="JSON")
    page.get_by_label("External ID", exact=True).fill('{"@path": 5}')
    press(page, page.get_by_role("button", name="Save"))
    expect(page.locator("#field-externalId-says .error")).to_contain_text("should be a string")
    has_focus(trigger)
    assert mapping_of(fresh) == lead
    page.get_by_label("External ID", exact=True).fill("{")
    expect(page.locator("#field-externalId-says .error")).to_contain_text("no JSON")


def test_a_mapping_can_be_edited_as_json(fresh, open_page):
    lead = mapping_of(fresh)
    page = open_page(fresh, f"{PAGE}?subscription={lead['id']}")
    press(page, page.get_by_role("button", name="Edit as JSON"))
    whole = page.get_by_label("The whole mapping")
    assert json.loads(whole.input_value()) == lead["mapping"]
    changed = {**lead["mapping"], "eventName": "Joined"}
    whole.fill(json.dumps(changed))
    press(page, page.get_by_role("button", name="Edit as JSON"))
    expect(page.get_by_label("Event Name", exact=True)).to_have_value("Joined")
    press(page, page.get_by_role("button", name="Save"))
    expect(page.get_by_text("is saved")).to_be_visible()
    assert mapping_of(fresh)["mapping"] == changed


def test_changes_are_given_up_only_with_consent(fresh, open_page):
    lead = mapping_of(fresh)
    page = open_page(fresh, f"{PAGE}?tab=mappings")
    press(page, page.get_by_role("link", name="Track a Lead"))
    has_focus(page.get_by_role("heading", name="Track a Lead"))
    page.get_by_label("Name", exact=True).fill("Other")
    press(page, page.get_by_role("link", name="All mappings"))
    expect(page.locator("dialog")).to_contain_text("Discard the changes?")
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(lead["id"]))
    expect(page.get_by_label("Name", exact=True)).to_have_value("Other")
    press(page, page.get_by_role("link", name="All mappings"))
    press(page, page.get_by_role("button", name="Discard changes").last)
    expect(page.get_by_role("table")).to_be_visible()
    has_focus(page.get_by_role("link", name="Track a Lead"))
    assert mapping_of(fresh) == lead


def test_a_mapping_is_added_off_and_deleted(fresh, open_page, call):
    def names():
        (destination,) = call(fresh, "GET", "/_dubcheck/segment/destinations").json()
        return [each["name"] for each in destination["subscriptions"]]

    page = open_page(fresh, f"{PAGE}?tab=mappings")
    press(page, page.get_by_role("button", name="Add a mapping: Track a Sale"))
    expect(page.get_by_role("switch", name="Enabled", exact=True)).not_to_be_checked()
    assert names() == ["Track a Lead", "Track a Sale", "Track a Sale"]
    press(page, page.get_by_role("button", name="Delete"))
    press(page, page.locator("dialog").get_by_role("button", name="Delete"))
    expect(page.get_by_role("switch")).to_have_count(2)
    assert names() == ["Track a Lead", "Track a Sale"]


def test_the_mapping_of_a_delivery_opens_with_its_event_as_the_sample(fresh, click_id, open_page):
    send(fresh, "documented", **documented(click_id))
    page = open_page(fresh, f"{PAGE}?message=documented")
    press(page, page.get_by_role("link", name="Edit this mapping"))
    assert json.loads(page.get_by_label("Event", exact=True).input_value())["context"]["traits"]["clickId"] == click_id
    expect(page.get_by_text("Would be rejected", exact=True)).to_be_visible()
    page.go_back()
    expect(entry(page, "documented")).to_have_attribute("open", "")


@pytest.mark.parametrize(
    "place", ["message=documented", "message=good", "tab=destination", "tab=mappings", "subscription"]
)
def test_what_opens_on_the_page_has_no_barrier_and_fits_the_window(place, fresh, click_id, open_page):
    send(fresh, "documented", **documented(click_id))
    send(fresh, "good", userId="user_2", **placed(click_id))
    if place == "subscription":
        place += "=" + mapping_of(fresh)["id"]
    page = open_page(fresh, f"{PAGE}?{place}")
    settle(page)
    for closed in page.locator("details[open] details > summary").all():
        press(page, closed)
    if place.startswith("subscription"):
        press(page, page.get_by_role("button", name="Test", exact=True))
        expect(page.get_by_text("Would be rejected", exact=True)).to_be_visible()
    assert violations(page) == []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        settle(page)
        assert overhang(page) == 0, width
