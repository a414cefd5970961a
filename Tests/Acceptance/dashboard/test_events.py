"""The Events page: what happens is there at once and once, and what it says is what the API says."""

import json
import re
from contextlib import ExitStack, closing

import httpx
import pytest
from live_load import sending, shown_counts
from playwright.sync_api import expect
from relay import Relay
from support import Visitor

EVENTS = "/dashboard/events?interval=all"
KINDS = ["clicks", "leads", "sales"]


def loaded(page):
    """Waits until the page has its numbers and rows."""
    expect(page.locator("#panel[aria-busy]")).to_have_count(0)
    expect(page.locator("#tab-clicks strong")).not_to_have_text("…")
    expect(page.locator("#list:not([hidden]), #nothing:not([hidden])")).to_have_count(1)
    return page


def live(page):
    expect(page.locator("#live")).to_have_text("Live")
    return loaded(page)


@pytest.fixture
def relayed(chromium):
    """Opens the page over a connection that can be cut, of which the browser itself complains."""
    with ExitStack() as stack:

        def relayed(server):
            relay = stack.enter_context(closing(Relay(server.url)))
            page = stack.enter_context(closing(chromium.new_context())).new_page()
            page.on("pageerror", lambda error: pytest.fail(str(error)))
            page.goto(relay.url + EVENTS)
            return relay, live(page)

        yield relayed


def id_of(row: dict) -> str:
    return row.get("eventId") or row["click"]["id"]


def listed(page) -> list[str]:
    """The ids of all rows in the list, from the first to the last, as somebody sees who scrolls through."""
    return page.locator(".event-scroll").evaluate("""async (place) => {
        const ids = new Map();
        for (let top = 0; ; top += 200) {
            place.scrollTop = top;
            await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
            for (const row of place.querySelectorAll('tr[data-id]')) {
                ids.set(Number(row.getAttribute('aria-rowindex')), row.dataset.id);
            }
            if (top >= place.scrollHeight - place.clientHeight) break;
        }
        place.scrollTop = 0;
        return [...ids].sort(([one], [other]) => one - other).map(([, id]) => id);
    }""")


def first_rows(page, count: int) -> list[str]:
    return page.locator("tr[data-id]").evaluate_all(f"all => all.slice(0, {count}).map((row) => row.dataset.id)")


def of_api(call, server, kind: str, **query) -> list[str]:
    rows = call(server, "GET", "/events", params={"event": kind, "interval": "all", **query}).json()
    return [id_of(row) for row in rows]


def counts_of_api(call, server, **query) -> dict[str, int]:
    answer = call(server, "GET", "/analytics", params={"event": "composite", "interval": "all", **query}).json()
    return {kind: answer[kind] for kind in KINDS}


def expect_counts(page, wanted: dict[str, int]):
    for kind, number in wanted.items():
        expect(page.locator(f"#tab-{kind} strong")).to_have_text(re.compile(rf"^{number:,}( \$.*)?$"))


def sign_up(call, server, click_id: str, customer: str = "user_1", **more):
    body = {"clickId": click_id, "eventName": "Sign Up", "customerExternalId": customer, **more}
    return call(server, "POST", "/track/lead", json=body).json()


def buy(call, server, customer: str = "user_1", **more):
    return call(server, "POST", "/track/sale", json={"customerExternalId": customer, "amount": 4900, **more}).json()


# What comes in


def test_clicks_leads_and_sales_are_listed_as_they_happen(fresh, open_page, call):
    page = live(open_page(fresh, EVENTS))
    expect(page.locator("#nothing")).to_contain_text("No clicks yet")
    clicks = [Visitor(fresh).click("demo").click_id for _ in range(3)]
    expect(page.locator("tr[data-id]")).to_have_count(3)
    assert first_rows(page, 3) == clicks[::-1] == of_api(call, fresh, "clicks")
    sign_up(call, fresh, clicks[0], customerName="Ada Example")
    buy(call, fresh)
    expect_counts(page, {"clicks": 3, "leads": 1, "sales": 1})
    expect(page.locator("#tab-sales")).to_contain_text("$49.00")
    page.click("#tab-sales")
    expect(page.locator("tr[data-id]")).to_have_count(1)
    expect(page.locator("tr[data-id]")).to_contain_text("$49.00")
    buy(call, fresh, invoiceId="in_2", amount=100)
    expect(page.locator("tr[data-id]").first).to_contain_text("$1.00")
    expect_counts(page, counts_of_api(call, fresh))


def test_a_paused_list_stands_still_and_has_all_of_it_afterwards(fresh, open_page, call):
    page = live(open_page(fresh, EVENTS))
    Visitor(fresh).click("demo")
    expect(page.locator("tr[data-id]")).to_have_count(1)
    page.click("#pause")
    for _ in range(5):
        Visitor(fresh).click("demo")
    expect(page.locator("#live")).to_have_text("Paused · 5 new")
    expect(page.locator("tr[data-id]")).to_have_count(1)
    expect_counts(page, {"clicks": 6})
    page.click("#pause")
    expect(page.locator("#live")).to_have_text("Live")
    assert listed(page) == of_api(call, fresh, "clicks")


@pytest.mark.parametrize("before", [0, 2])
def test_a_break_of_the_connection_loses_and_doubles_nothing(before, fresh, relayed, call):
    relay, page = relayed(fresh)
    for _ in range(before):
        Visitor(fresh).click("demo")
    expect_counts(page, {"clicks": before})
    relay.cut()
    expect(page.locator("#live")).to_have_text("Reconnecting…")
    for _ in range(4):
        Visitor(fresh).click("demo")
    relay.mend()
    expect(page.locator("#live")).to_have_text("Live")
    Visitor(fresh).click("demo")
    expect_counts(page, {"clicks": before + 5})
    expect(page.locator("tr[data-id]")).to_have_count(before + 5)
    assert listed(page) == of_api(call, fresh, "clicks")


def test_a_page_that_nobody_looks_at_holds_no_connection_and_catches_up(fresh, open_page, call):
    page = live(open_page(fresh, EVENTS))
    Visitor(fresh).click("demo")
    expect(page.locator("tr[data-id]")).to_have_count(1)
    look = "(hidden) => { Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden }); "
    look += "document.dispatchEvent(new Event('visibilitychange')); }"
    page.evaluate(look, True)
    expect(page.locator("#live")).to_have_text("Resting")
    for _ in range(3):
        Visitor(fresh).click("demo")
    page.evaluate(look, False)
    expect(page.locator("tr[data-id]")).to_have_count(4)
    assert listed(page) == of_api(call, fresh, "clicks")
    expect_counts(page, {"clicks": 4})


def test_a_session_that_is_over_is_said_with_what_helps(fresh, relayed):
    relay, page = relayed(fresh)
    page.context.clear_cookies()
    # How long it tries before it knows is not its matter here.
    relay.cut()
    relay.mend()
    expect(page.locator("#live")).to_have_text("Session over")
    page.get_by_role("button", name="Load again").click()
    live(page)


def test_many_clicks_at_once_are_counted_exactly(fresh, open_page, call):
    page = live(open_page(fresh, EVENTS))
    process = sending(f"{fresh.url}/r/demo", 600, 200)
    process.wait(120)
    assert process.returncode == 0
    expect_counts(page, {"clicks": 600})
    assert listed(page) == of_api(call, fresh, "clicks", limit=1000)
    # Only what is in view is in the document.
    assert page.locator("tr[data-id]").count() < 60


# What is asked for


@pytest.mark.parametrize("kind", KINDS)
def test_numbers_and_rows_are_those_of_the_api(kind, full, open_page, call):
    page = live(open_page(full, f"{EVENTS}&kind={kind}"))
    expect_counts(page, counts_of_api(call, full))
    assert listed(page) == of_api(call, full, kind)
    page.get_by_role("button", name="Older").click()
    expect(page.locator("#pages")).to_contain_text("Page 2 of")
    loaded(page)
    assert listed(page) == of_api(call, full, kind, page=2)
    page.locator("th .sort").click()
    expect(page.locator("th[aria-sort]")).to_have_attribute("aria-sort", "ascending")
    loaded(page)
    assert listed(page) == of_api(call, full, kind, sortOrder="asc")


QUERIES = ["country=US", "country=-US,DE", "region=US-CA", "region=US", "city=Berlin", "continent=EU,AS",
           "device=mobile", "browser=-chrome", "os=mac OS,iOS", "trigger=qr", "qr=true", "referer=(direct)", "referer=-news.example.com",
           "refererUrl=https://search.example.org/", "url=https://www.acme.test/pricing", "utm_source=news",
           "utm_source=-ads,partner", "domain=GO.localhost", "domain=-go.localhost", "root=false", "root=true",
           "linkId=link_0000000000000000000000001,link_0000000000000000000000002",
           "linkId=-link_0000000000000000000000001", "linkId=link_0000000000000000000000001&domain=other.test",
           "eventName=Sign Up", "eventName=-Sign Up", "tenantId=t1", "tenantId=-t1", "folderId=-f1",
           "country=DE&device=Desktop&utm_medium=email"]  # fmt: skip


# For each query and kind, what is chosen of the newest rows that the API would not choose, or the other way round.
COMPARE = """async ([queries, kinds]) => {
    const { matcher, undecidable } = await import('/dashboard/events/matching.js');
    const { api } = await import('/dashboard/lib/api.js');
    const { idOf } = await import('/dashboard/events/feed.js');
    const ask = (event, query = {}) => api('/events', { query: { event, interval: 'all', limit: 60, ...query } });
    const [wrong, chosen] = [[], []];
    for (const kind of kinds) {
        const rows = await ask(kind);
        const known = new Set(rows.map(idOf));
        for (const query of queries) {
            const parameters = new URLSearchParams(query);
            const own = rows.filter(matcher(parameters)).map(idOf);
            const wanted = (await ask(kind, Object.fromEntries(parameters))).map(idOf).filter((id) => known.has(id));
            if (undecidable(parameters).length || own.join() !== wanted.join()) wrong.push([query, kind]);
            chosen.push(own.length);
        }
    }
    return [wrong, chosen.filter((length) => length > 0 && length < 60).length];
}"""


def test_new_rows_are_chosen_as_the_api_chooses(full, open_page):
    page = live(open_page(full, EVENTS))
    wrong, telling = page.evaluate(COMPARE, [QUERIES, KINDS])
    assert wrong == []
    # Most queries choose some rows and leave out others: all of the table cannot be right by chance.
    assert telling > len(QUERIES)


def test_a_click_on_a_value_sets_the_filter_and_new_rows_keep_to_it(fresh, open_page, call):
    places = {"DE": {"country": "DE", "continent": "EU"}, "US": {"country": "US", "continent": "NA"}}
    for country in ["DE", "US"]:
        Visitor(fresh, place=places[country]).click("demo")
    page = live(open_page(fresh, EVENTS))
    page.get_by_role("button", name="Germany").click()
    expect(page.locator(".chip")).to_contain_text("Country is Germany")
    assert "country=DE" in page.url
    expect(page.locator("tr[data-id]")).to_have_count(1)
    expect_counts(page, {"clicks": 1})
    Visitor(fresh, place=places["US"]).click("demo")
    newest = Visitor(fresh, place=places["DE"]).click("demo").click_id
    expect(page.locator("tr[data-id]")).to_have_count(2)
    assert first_rows(page, 1) == [newest]
    assert listed(page) == of_api(call, fresh, "clicks", country="DE")
    expect_counts(page, counts_of_api(call, fresh, country="DE"))
    page.go_back()
    expect(page.locator("tr[data-id]")).to_have_count(4)


def test_filters_that_only_the_harness_can_decide_are_looked_up(fresh, open_page, call):
    tag = call(fresh, "POST", "/tags", json={"name": "spring"}).json()["id"]
    link = {"url": "https://www.acme.test/", "domain": fresh.domain, "key": "tagged", "tagIds": [tag]}
    call(fresh, "POST", "/links", json={**link, "trackConversion": True})
    page = live(open_page(fresh, f"{EVENTS}&tagId={tag}"))
    expect(page.locator("#live-hint")).to_contain_text("looks up tag")
    Visitor(fresh).click("demo")
    click = Visitor(fresh).click("tagged").click_id
    expect(page.locator("tr[data-id]")).to_have_count(1)
    assert first_rows(page, 1) == [click]
    expect_counts(page, {"clicks": 1})


def test_chosen_columns_stay(fresh, open_page, call):
    Visitor(fresh).click("demo")
    page = live(open_page(fresh, EVENTS))
    page.get_by_role("button", name="Columns").click()
    page.get_by_label("Click id", exact=True).check()
    page.get_by_label("Device").uncheck()
    page.get_by_role("button", name="Show", exact=True).click()
    heads = page.locator(".event-table thead th")
    expect(heads).to_have_text(["Time", "Link", "Country", "Referrer", "Click id"])
    assert "columns=" in page.url
    page.goto(fresh.url + EVENTS)
    expect(heads).to_have_text(["Time", "Link", "Country", "Referrer", "Click id"])


# One event


def test_the_story_of_a_click_goes_from_the_click_to_the_sale(fresh, open_page, call):
    click = Visitor(fresh).click("demo").click_id
    sign_up(call, fresh, click)
    buy(call, fresh)
    page = live(open_page(fresh, EVENTS))
    page.locator("tr[data-id] .opens").click()
    steps = page.locator(".story li.done strong")
    expect(page.locator(".story li.done strong").last).to_contain_text("Sale: $49.00")
    assert [text for text in steps.all_inner_texts() if "Cookie" not in text][:2] == ["Click recorded", "Lead: Sign Up"]
    assert f"event={click}" in page.url
    page.get_by_role("button", name="Close").click()
    expect(page.locator("dialog")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("event="))


def test_a_click_that_was_never_recorded_is_explained(fresh, open_page):
    page = live(open_page(fresh, EVENTS))
    page.get_by_label("Explain a click id").fill("neverSeen1234567")
    page.keyboard.press("Enter")
    expect(page.locator(".story")).to_contain_text("Click not recorded")
    expect(page.locator(".story")).to_contain_text("What to do:")
    assert "click=neverSeen1234567" in page.url
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.get_by_label("Explain a click id")).to_be_focused()


def test_a_lead_that_named_an_unknown_click_is_among_what_was_noted(fresh, open_page):
    body = {"clickId": "neverSeen1234567", "eventName": "Sign Up", "customerExternalId": "user_1"}
    headers = {"Authorization": f"Bearer {fresh.key}"}
    assert httpx.post(f"{fresh.url}/track/lead", json=body, headers=headers).status_code == 404
    page = open_page(fresh, "/dashboard/events?click=neverSeen1234567")
    expect(page.locator("dialog")).to_contain_text("no click 'neverSeen1234567' is recorded")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("names_day", [True, False])
def test_a_link_to_an_event_opens_it_wherever_it_is(kind, names_day, full, open_page, call):
    query = {"event": kind, "interval": "all", "sortOrder": "asc", "limit": 5}
    row = call(full, "GET", "/events", params=query).json()[4]
    day = f"&on={row['timestamp'][:10]}" if names_day else ""
    page = open_page(full, f"/dashboard/events?kind={kind}&event={id_of(row)}{day}")
    page.locator("dialog details summary").click()
    assert json.loads(page.get_by_role("region", name="the event").inner_text()) == row


def test_a_link_to_an_event_that_is_gone_says_so(full, open_page):
    page = open_page(full, "/dashboard/events?kind=leads&event=gone")
    expect(page.locator("dialog")).to_contain_text("There is no event gone among the leads")


def test_metadata_that_means_no_good_is_text_and_scrolls_within(hostile, open_page, call):
    rows = call(hostile, "GET", "/events", params={"event": "leads", "interval": "all", "limit": 1000}).json()
    row = next(row for row in rows if len(json.dumps(row["metadata"])) > 5000)
    path = f"{EVENTS}&kind=leads&event={row['eventId']}&on={row['timestamp'][:10]}"
    page = open_page(hostile, path, viewport={"width": 360, "height": 700})
    viewer = page.get_by_role("region", name="the metadata")
    assert json.loads(viewer.inner_text()) == row["metadata"]
    assert viewer.evaluate("each => each.scrollHeight > each.clientHeight && each.scrollWidth <= each.clientWidth")
    assert page.locator("dialog b, dialog script, dialog img").count() == 0
    assert page.locator("dialog").evaluate("each => each.scrollWidth <= each.clientWidth")


def test_all_of_it_is_done_with_the_keyboard(fresh, open_page):
    clicks = [Visitor(fresh).click("demo").click_id for _ in range(25)][::-1]
    page = live(open_page(fresh, EVENTS))
    focused = "document.activeElement.closest('tr')?.dataset.id"
    page.locator("#tab-clicks").focus()
    for _ in range(30):
        if page.evaluate(focused):
            break
        page.keyboard.press("Tab")
    assert page.evaluate(focused) == clicks[0]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert page.evaluate(focused) == clicks[1]
    # What has the focus stays where it is while others come in.
    where = "Math.round(document.activeElement.getBoundingClientRect().top)"
    top = page.evaluate(where)
    Visitor(fresh).click("demo")
    expect(page.locator("[role=grid]")).to_have_attribute("aria-rowcount", "27")
    assert (page.evaluate(focused), page.evaluate(where)) == (clicks[1], top)
    page.keyboard.press("Enter")
    expect(page.locator("dialog h2")).to_be_focused()
    assert f"event={clicks[1]}" in page.url
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    assert page.evaluate(focused) == clicks[1]
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator(".chip")).to_contain_text("Country is United States")
    page.locator("#tab-clicks").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#tab-leads")).to_be_focused()
    expect(page.locator("#tab-leads")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("End")
    expect(page.locator("#tab-sales")).to_be_focused()


def test_rows_that_are_read_stay_while_others_come_in(fresh, open_page):
    assert sending(f"{fresh.url}/r/demo", 80, 1000).wait(60) == 0
    page = live(open_page(fresh, EVENTS))
    place = page.locator(".event-scroll")
    place.evaluate("each => { each.scrollTop = 1200; }")
    expect(page.locator("tr[data-id][aria-rowindex='2']")).to_have_count(0)
    tops = "all => Object.fromEntries(all.map((row) => [row.dataset.id, Math.round(row.getBoundingClientRect().top)]))"
    before = page.locator("tr[data-id]").evaluate_all(tops)
    for _ in range(3):
        Visitor(fresh).click("demo")
    expect(page.locator(".newer")).to_have_text("↑ 3 newer")
    after = page.locator("tr[data-id]").evaluate_all(tops)
    same = before.keys() & after.keys()
    assert len(same) > 10 and {key: before[key] for key in same} == {key: after[key] for key in same}
    page.locator(".newer").click()
    expect(page.locator(".newer")).to_be_hidden()
