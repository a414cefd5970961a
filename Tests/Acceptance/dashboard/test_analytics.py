"""The Analytics page: its numbers are the API's, its state is in the address, and keys are enough."""

import csv
import io
import os
import re
import subprocess

import pytest

ZONE = "Europe/Berlin"
PRESETS = ["24h", "7d", "30d", "90d", "1y", "mtd", "qtd", "ytd", "all"]
CARDS = {
    "links": ("top_links", "shortLink"), "referrers": ("referers", "referer"), "utm": ("utm_sources", "utm_source"),
    "places": ("countries", "country"), "devices": ("devices", "device"), "browsers": ("browsers", "browser"),
    "os": ("os", "os"), "triggers": ("triggers", "trigger"),
}  # fmt: skip
WORDS = {"US": "United States", "DE": "Germany", "JP": "Japan", "link": "Link click", "qr": "QR scan"}


@pytest.fixture
def look(open_page):
    """Opens the page with a query, in a time zone of its own, and waits until all of it is there."""

    def look(server, query="", **options):
        page = open_page(server, f"/dashboard/analytics?{query}", timezone_id=ZONE, **options)
        settle(page)
        return page

    return look


@pytest.fixture
def ask(call):
    """Asks the API the same as the page."""

    def ask(server, group_by, event="composite", **query):
        query = {"timezone": ZONE, "event": event, "groupBy": group_by, **query}
        return call(server, "GET", "/analytics", params=query).json()

    return ask


def settle(page):
    """Waits until the page has drawn all that it asks for."""
    page.wait_for_function(
        """() => document.querySelector('#chart-place > *') !== null && !document.querySelector('[aria-busy=true]')
        && (document.querySelector('#cards').hidden || document.querySelector('#cards').childElementCount > 0)"""
    )


def agree(page, ask, read):
    """What is asked of the API stands on the page; windows move with the time, so both are read until they stand still."""
    for _ in range(4):
        expected = ask()
        page.reload()
        settle(page)
        shown = read(page)
        if ask() == expected:
            break
    assert shown == expected


def number(text):
    return float(re.sub(r"[^\d.]", "", text))


def totals(page):
    strong = [number(text) for text in page.locator("#totals strong").all_inner_texts()]
    return dict(zip(["clicks", "leads", "saleAmount"], [strong[0], strong[1], round(strong[2] * 100)])) | {
        "sales": number(page.locator('#totals [data-name="sales"] small').inner_text())
    }


def table(page):
    """The cells of the table behind the chart, which is opened for it."""
    details = page.locator("#chart details")
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    details.locator("tbody tr").first.wait_for()
    return [row.locator("th, td").all_inner_texts() for row in details.locator("tbody tr").all()]


def rows(page, card):
    found = page.locator(f'[data-card="{card}"] .bars li .row').all()
    return [(row.locator(".name").inner_text().split("\n")[0], number(row.locator(".number").inner_text())) for row in found]


def split(query):
    return dict(part.split("=", 1) for part in query.split("&") if part)


@pytest.mark.parametrize("query", [f"interval={each}" for each in PRESETS] + [
    "interval=90d&country=US", "interval=90d&country=-US,DE", "interval=90d&device=Desktop&trigger=qr",
    "interval=90d&linkId=link_0000000000000000000000001", "interval=90d&utm_source=ads", "interval=90d&domain=-go.localhost",
    "interval=90d&eventName=Sign Up&saleType=new", "interval=90d&query=metadata['plan']:'pro'",
])  # fmt: skip
def test_totals_are_those_of_the_api(query, full, look, ask):
    page = look(full, query)
    agree(page, lambda: ask(full, "count", **split(query)), totals)


@pytest.mark.parametrize("query", ["", "interval=7d", "interval=90d&country=DE", "interval=1y", "interval=all"])
def test_the_table_behind_the_chart_has_the_rows_of_the_api(query, full, look, ask):
    def expected():
        found = ask(full, "timeseries", **({"interval": "24h"} | split(query)))
        return [[row["clicks"], row["leads"], row["sales"], row["saleAmount"]] for row in found]

    def shown(page):
        return [[number(cell) for cell in cells[1:4]] + [round(number(cells[4]) * 100)] for cells in table(page)]

    agree(look(full, query), expected, shown)


def test_a_range_of_days_is_asked_for_in_the_viewers_zone(full, look, ask):
    first = ask(full, "timeseries", interval="30d")[3]["start"][:10]
    page = look(full)
    page.get_by_label("Period").select_option("")
    page.get_by_label("From", exact=True).fill(first)
    page.get_by_label("To", exact=True).fill(first)
    page.get_by_role("button", name="Apply").click()
    settle(page)
    assert f"start={first}&end={first}" in page.url
    expected = ask(full, "timeseries", start=first, end=first)
    assert len(expected) == 24
    cells = table(page)
    assert [number(row[1]) for row in cells] == [row["clicks"] for row in expected]
    assert cells[0][0].endswith("00:00") and cells[-1][0].endswith("23:00")


def test_a_range_that_ends_before_it_begins_is_not_asked_for(full, look):
    page = look(full)
    page.get_by_label("Period").select_option("")
    page.get_by_label("From", exact=True).fill("2026-03-02")
    page.get_by_label("To", exact=True).fill("2026-03-01")
    page.get_by_role("button", name="Apply").click()
    assert "before it begins" in page.get_by_label("To", exact=True).evaluate("input => input.validationMessage")
    assert "start" not in page.url


@pytest.mark.parametrize("query", ["interval=90d", "interval=90d&browser=-Firefox", "interval=90d&event=leads",
                                   "interval=90d&event=sales", "interval=90d&event=sales&unit=number"])  # fmt: skip
def test_cards_have_the_rows_of_the_api(query, full, look, ask):
    asked = split(query)
    event, unit = asked.pop("event", "clicks"), asked.pop("unit", "money")
    measure = "saleAmount" if event == "sales" and unit == "money" else event

    def expected(group_by, field):
        found = ask(full, group_by, event=event, **asked)
        if measure == "sales":
            found = sorted(found, key=lambda row: -row["sales"])
        values = [(WORDS.get(row[field], row[field]), row[measure]) for row in found[:8]]
        return [(name.removeprefix("http://"), value / 100 if measure == "saleAmount" else value) for name, value in values]

    agree(
        look(full, query),
        lambda: {card: expected(*names) for card, names in CARDS.items()},
        lambda page: {card: rows(page, card) for card in CARDS},
    )


@pytest.mark.parametrize(("card", "tab", "group_by", "field"), [
    ("links", "Destination URLs", "top_base_urls", "url"), ("links", "Full URLs", "top_urls", "url"),
    ("referrers", "URLs", "referer_urls", "refererUrl"), ("utm", "Campaign", "utm_campaigns", "utm_campaign"),
    ("utm", "Medium", "utm_mediums", "utm_medium"), ("places", "Regions", "regions", "region"),
    ("places", "Cities", "cities", "city"),
])  # fmt: skip
def test_the_parts_of_a_card_are_the_groups_of_the_api(card, tab, group_by, field, full, look, ask):
    page = look(full, "interval=90d")
    page.locator(f'[data-card="{card}"]').get_by_role("tab", name=tab).click()
    settle(page)
    assert f"card.{card}={group_by}" in page.url

    def expected():
        found = ask(full, group_by, event="clicks", interval="90d")[:8]
        return [(re.sub(r"^https?://|/$", "", row[field]), row["clicks"]) for row in found]

    agree(page, expected, lambda page: rows(page, card))


def test_the_funnel_says_how_many_went_on(full, look, ask):
    page = look(full, "interval=90d&view=funnel")

    def expected():
        sums = ask(full, "count", interval="90d")
        clicks, leads, sales = sums["clicks"], sums["leads"], sums["sales"]
        return [clicks, leads, sales, f"{leads / clicks:.1%}", f"{1 - leads / clicks:.1%}", f"{sales / leads:.1%}",
                f"{1 - sales / leads:.1%}"]  # fmt: skip

    def shown(page):
        words = [re.findall(r"[\d.]+%", text) for text in page.locator(".funnel-rate").all_inner_texts()]
        strong = [number(text) for text in page.locator(".funnel strong").all_inner_texts()]
        behind = table(page)
        assert [number(row[1]) for row in behind] == strong
        assert [behind[1][2:4], behind[2][2:4]] == words
        return strong + [f"{float(text[:-1]):.1f}%" for pair in words for text in pair]

    agree(page, expected, shown)


def test_the_bars_of_the_funnel_are_as_long_as_its_numbers(full, look, ask):
    page = look(full, "interval=90d&view=funnel")
    sums = ask(full, "count", interval="90d")
    widths = [box.bounding_box()["width"] for box in page.locator(".funnel .kept").all()]
    assert widths[1] / widths[0] == pytest.approx(sums["leads"] / sums["clicks"], abs=0.02)
    assert widths[2] / widths[0] == pytest.approx(sums["sales"] / sums["clicks"], abs=0.02)


def test_a_filter_is_set_with_the_keyboard_alone(full, look, ask):
    page = look(full, "interval=90d")
    page.get_by_role("button", name="Add filter").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.id === 'filter-what'")
    page.keyboard.type("Country")
    page.keyboard.press("Tab")
    page.keyboard.type("is not")
    page.keyboard.press("Tab")
    page.locator("dialog li", has_text="Germany").wait_for()
    page.keyboard.type("germ")
    page.keyboard.press("Enter")
    page.keyboard.type("JP")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.locator("dialog").wait_for(state="detached")
    settle(page)
    assert "country=-DE%2CJP" in page.url
    assert page.locator(".chip").all_inner_texts() == ["Country is not Germany or Japan\n×"]
    assert page.evaluate("document.activeElement.textContent") == "Country is not Germany or Japan"
    agree(page, lambda: ask(full, "count", interval="90d", country="-DE,JP"), totals)
    page.locator(".chip button").last.focus()
    page.keyboard.press("Enter")
    settle(page)
    assert "country" not in page.url
    assert page.evaluate("document.activeElement.textContent") == "Add filter"


def test_values_of_a_filter_have_the_counts_of_the_api(full, look, ask):
    page = look(full, "interval=90d&device=Desktop")
    page.get_by_role("button", name="Add filter").click()
    page.get_by_label("Filter by").select_option("os")
    page.locator("dialog li").first.wait_for()
    page.wait_for_function("() => !document.querySelector('dialog [aria-busy=true]')")
    shown = [text.split("\n") for text in page.locator("dialog li").all_inner_texts()]
    found = ask(full, "os", event="clicks", interval="90d", device="Desktop")
    assert [(name, number(value)) for name, value in shown] == [(row["os"], row["clicks"]) for row in found]


@pytest.mark.parametrize(("typed", "ticked"), [("camp", "campaign-9"), ("campaign-9", None)])
def test_what_was_typed_to_find_a_value_is_no_value(typed, ticked, full, look, call):
    page = look(full, "interval=90d")
    page.get_by_role("button", name="Add filter").click()
    page.get_by_label("Filter by").select_option("linkId")
    page.locator("dialog li").nth(8).wait_for()
    page.get_by_label("Find or type").fill(typed if ticked else page.locator("dialog li span", has_text=typed).inner_text())
    if ticked:
        page.locator("dialog li", has_text=ticked).get_by_role("checkbox").check()
    page.get_by_role("button", name="Apply").click()
    settle(page)
    chosen = re.search(r"linkId=([^&]*)", page.url)[1].split("%2C")
    assert [call(full, "GET", f"/links/{each}").json()["key"] for each in chosen] == ["campaign-9"]


def test_a_customer_is_found_by_name_and_chosen_from_the_list(full, look, ask, call):
    page = look(full, "interval=90d&event=leads")
    page.get_by_role("button", name="Add filter").click()
    page.get_by_label("Filter by").select_option("customerId")
    page.get_by_label("Find or type").fill("lin")
    page.get_by_role("button", name="Apply").click()
    assert page.get_by_role("dialog").is_visible()
    page.locator("dialog li", has_text="Lin Example").first.get_by_role("radio").check()
    page.get_by_role("button", name="Apply").click()
    settle(page)
    assert page.locator(".chip").inner_text().split("\n")[0] == "Customer is Lin Example"
    customer = re.search(r"customerId=(cus_\w+)", page.url)[1]
    assert call(full, "GET", f"/customers/{customer}").json()["name"] == "Lin Example"
    assert totals(page) == ask(full, "count", interval="90d", customerId=customer)


def test_a_row_sets_its_filter_and_takes_it_away_again(full, look, ask):
    page = look(full, "interval=90d")
    row = page.locator('[data-card="browsers"] button.row').first
    name = row.get_attribute("data-value")
    row.focus()
    page.keyboard.press("Enter")
    settle(page)
    assert f"browser={name.replace(' ', '+')}" in page.url
    assert page.evaluate("document.activeElement.dataset.value") == name
    assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"
    assert totals(page)["clicks"] == ask(full, "count", interval="90d", browser=name)["clicks"]
    page.keyboard.press("Enter")
    settle(page)
    assert "browser" not in page.url


def test_a_chosen_link_is_called_by_its_address(full, look):
    page = look(full, "interval=90d&linkId=link_0000000000000000000000002")
    page.locator(".chip", has_text="go.localhost").wait_for()
    assert re.match(r"Short link is go\.localhost:\d+/newsletter", page.locator(".chip").inner_text())


def test_the_address_keeps_all_that_was_chosen(full, look):
    page = look(full, "interval=90d")
    page.locator('#totals [data-name="sales"]').click()
    page.get_by_role("button", name="Number", exact=True).click()
    page.locator('[data-card="places"]').get_by_role("tab", name="Cities").click()
    page.locator('[data-card="devices"] button.row').first.click()
    settle(page)

    def state(page):
        return [page.locator("#chart-title").inner_text(), totals_text(page), rows(page, "places"), rows(page, "devices"),
                page.locator(".chip").all_inner_texts(), page.get_by_label("Period").input_value(),
                page.locator("[role=tab][aria-selected=true]").all_inner_texts()]  # fmt: skip

    def totals_text(page):
        return page.locator("#totals strong").all_inner_texts()

    before = state(page)
    assert before[0] == "Sales over time" and len(before[4]) == 1 and before[5] == "90d"
    page.reload()
    settle(page)
    assert state(page) == before


def test_back_takes_back_one_choice_at_a_time(full, look):
    page = look(full, "interval=90d")
    whole = totals(page)["clicks"]
    page.locator('[data-card="devices"] button.row').first.click()
    settle(page)
    part = totals(page)["clicks"]
    assert part < whole
    page.locator('#totals [data-name="leads"]').click()
    settle(page)
    page.go_back()
    settle(page)
    assert page.locator("#chart-title").inner_text() == "Clicks over time"
    assert totals(page)["clicks"] == part
    page.go_back()
    settle(page)
    assert totals(page)["clicks"] == whole
    assert page.locator(".chip").count() == 0
    page.go_forward()
    settle(page)
    assert page.locator(".chip").count() == 1


def test_tabs_show_another_kind_without_asking_for_totals_again(full, look):
    page = look(full, "interval=90d")
    asked = []
    page.on("request", lambda request: "composite" in request.url and asked.append(request.url))
    page.locator('#totals [data-name="clicks"]').focus()
    page.keyboard.press("ArrowRight")
    settle(page)
    assert page.locator("#chart-title").inner_text() == "Leads over time"
    assert page.evaluate("document.activeElement.dataset.name") == "leads"
    assert asked == []


def test_sales_are_shown_as_money_or_as_their_number(full, look, ask):
    page = look(full, "interval=30d&event=sales")
    last = page.locator("#chart .dot").last
    found = ask(full, "timeseries", interval="30d")[-1]
    assert last.get_attribute("aria-label").endswith(f": ${found['saleAmount'] / 100:,.2f}")
    page.get_by_role("button", name="Number", exact=True).click()
    sums = ask(full, "count", interval="30d")
    assert page.locator('#totals [data-name="sales"] strong').inner_text() == f"{sums['sales']:,}"
    assert re.search(rf": {found['sales']} sales?$", last.get_attribute("aria-label"))
    assert "unit=number" in page.url


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("query", ["interval=24h", "interval=90d&event=sales", "interval=1y", "interval=7d"])
def test_labels_of_the_chart_do_not_touch(query, width, full, look):
    page = look(full, query, viewport={"width": width, "height": 800})
    boxes = [text.bounding_box() for text in page.locator("#chart .axis text").all()]
    frame = page.locator("#chart .chart").bounding_box()
    assert len(boxes) > 4
    for index, one in enumerate(boxes):
        assert one["x"] >= frame["x"] and one["x"] + one["width"] <= frame["x"] + frame["width"] + 1
        for other in boxes[:index]:
            is_apart = (
                one["x"] >= other["x"] + other["width"] or other["x"] >= one["x"] + one["width"]
                or one["y"] >= other["y"] + other["height"] or other["y"] >= one["y"] + one["height"]
            )  # fmt: skip
            assert is_apart


def test_keys_move_between_the_points_of_the_chart(full, look, ask):
    page = look(full, "interval=30d")
    expected = ask(full, "timeseries", interval="30d")
    dots = page.locator("#chart .dot")
    assert dots.count() == len(expected) == 31
    assert [dot.get_attribute("tabindex") for dot in dots.all()].count("0") == 1
    page.get_by_role("link", name="See these events").focus()
    page.keyboard.press("Tab")
    focused = "document.activeElement.getAttribute('aria-label')"
    last = page.evaluate(focused)
    page.keyboard.press("ArrowLeft")
    label = page.evaluate(focused)
    clicks = expected[-2]["clicks"]
    assert label != last and label.endswith(f": {clicks} click{'' if clicks == 1 else 's'}")
    assert re.match(r"\d+ \w+: ", label)
    assert page.locator(".tip").inner_text().split("\n")[0] == label.split(":")[0]
    page.keyboard.press("Home")
    assert page.evaluate(focused) == dots.first.get_attribute("aria-label")
    page.keyboard.press("Escape")
    assert page.locator(".tip").is_hidden()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_the_pointer_shows_the_nearest_point(full, look):
    page = look(full, "interval=7d")
    box = page.locator("#chart .dot").nth(3).bounding_box()
    page.mouse.move(box["x"] + 4, box["y"] - 3)
    label = page.locator("#chart .dot").nth(3).get_attribute("aria-label")
    assert page.locator(".tip").inner_text().replace("\n", ": ") == label


def saved(page, button):
    with page.expect_download() as found:
        button.click()
    with open(found.value.path(), newline="") as file:
        return found.value.suggested_filename, list(csv.DictReader(io.StringIO(file.read())))


def test_the_file_of_the_series_has_the_rows_of_the_api(full, look, ask):
    page = look(full, "interval=90d&country=US")
    name, lines = saved(page, page.get_by_role("button", name="Download the chart as CSV"))
    assert name == "analytics-timeseries-90d.csv"
    found = ask(full, "timeseries", interval="90d", country="US")
    assert lines == [{key: str(value) for key, value in row.items()} for row in found]


def test_the_file_of_a_card_has_all_its_rows(full, look, ask):
    page = look(full, "interval=90d")
    name, lines = saved(page, page.get_by_role("button", name="Download Links as CSV"))
    assert name == "analytics-top_links-clicks.csv"
    found = ask(full, "top_links", event="clicks", interval="90d")
    assert len(lines) == len(found) > 8
    assert [(line["shortLink"], line["url"], line["clicks"]) for line in lines] == [
        (row["shortLink"], row["url"], str(row["clicks"])) for row in found]  # fmt: skip


def test_files_are_harmless_to_spreadsheets(fresh, look):
    page = look(fresh)
    text = page.evaluate(
        """async () => (await import('/dashboard/lib/format.js')).csvText(['a', 'b'],
        [['=1+1', 'x, "y"'], ['-2', -2], ['@a', '+1'], [null, 'two\\nlines']])"""
    )
    assert text == 'a,b\r\n\'=1+1,"x, ""y"""\r\n\'-2,-2\r\n\'@a,\'+1\r\n,"two\nlines"\r\n'


def test_all_rows_of_a_card_are_in_reach(full, look, ask):
    page = look(full, "interval=90d")
    found = ask(full, "top_links", event="clicks", interval="90d")
    button = page.get_by_role("button", name="Show all")
    button.click()
    dialog = page.get_by_role("dialog")
    dialog.locator("li").first.wait_for()
    assert dialog.locator("li").count() == len(found)
    dialog.get_by_label("Find").fill("campaign-1")
    assert dialog.locator("li").count() == sum("campaign-1" in row["key"] for row in found)
    # The first empties the field.
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    assert page.evaluate("document.activeElement.textContent") == button.inner_text()


def test_links_out_keep_what_was_chosen(full, look):
    page = look(full, "interval=7d&event=leads&country=US")
    target = page.get_by_role("link", name="See these events").get_attribute("href")
    assert target == "/dashboard/events?event=leads&interval=7d&country=US"
    link = page.locator('[data-card="links"] a').first
    key = page.locator('[data-card="links"] .name').first.inner_text().split("\n")[0].split("/")[1]
    assert link.get_attribute("href") == f"/dashboard/links?search={key}"


def test_an_empty_workspace_says_how_to_click(fresh, look, call):
    page = look(fresh)
    page.get_by_text("No clicks yet").wait_for()
    command = page.locator("#chart pre").inner_text()
    link = call(fresh, "GET", "/links").json()[0]["shortLink"]
    assert command == f'curl -A "Mozilla/5.0" {link}'
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the command that clicks").click()
    page.get_by_role("button", name="Copied").or_(page.get_by_text("Copied", exact=True)).first.wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == command


def test_the_commands_of_empty_tabs_bring_what_they_say(fresh, look):
    variables = os.environ | {"DUB_API_KEY": fresh.key}

    def run(event):
        page = look(fresh, f"event={event}")
        page.get_by_text(f"No {event} yet").wait_for()
        subprocess.run(page.locator("#chart pre").inner_text(), shell=True, check=True, env=variables, capture_output=True)
        page.reload()
        settle(page)
        return totals(page)

    assert run("clicks")["clicks"] == 1
    assert run("leads")["leads"] == 1
    assert run("sales") == {"clicks": 1, "leads": 1, "sales": 1, "saleAmount": 4900}


def test_a_time_without_clicks_offers_a_longer_one(full, look, ask):
    page = look(full, "start=2023-01-01&end=2023-01-02")
    page.get_by_role("button", name="Show all time").click()
    settle(page)
    assert "interval=all" in page.url
    assert totals(page)["clicks"] == ask(full, "count", interval="all")["clicks"] > 0


def test_filters_that_nothing_passes_can_be_removed(full, look):
    page = look(full, "interval=90d&country=AQ")
    page.get_by_text("None of this time passes the filters.").wait_for()
    page.get_by_role("button", name="Remove all filters").click()
    settle(page)
    assert page.locator(".chip").count() == 0 and totals(page)["clicks"] > 0


def test_an_error_is_said_in_words_and_can_be_tried_again(full, look, ask):
    page = look(full, "interval=90d")
    pattern = re.compile(r".*/_dubcheck/api/analytics.*")
    page.route(pattern, lambda route: route.fulfill(
        status=500, content_type="application/json", body='{"error": {"code": "internal", "message": "It is out of order."}}'))
    page.get_by_label("Period").select_option("30d")
    alert = page.get_by_role("alert")
    alert.wait_for()
    assert "It is out of order." in alert.inner_text()
    assert page.locator("#totals strong").all_inner_texts() == ["–", "–", "–"]
    page.unroute(pattern)
    alert.get_by_role("button", name="Try again").click()
    settle(page)
    assert totals(page)["clicks"] == ask(full, "count", interval="30d")["clicks"]


def test_what_the_address_has_wrong_is_as_at_first(full, look):
    page = look(full, "interval=century&event=dances&view=pie&country=&device=-")
    assert page.get_by_label("Period").input_value() == "24h"
    assert page.locator("#chart-title").inner_text() == "Clicks over time"
    assert page.locator(".chip").count() == 0


def test_names_that_mean_no_good_stay_text(hostile, look):
    page = look(hostile, "interval=90d&event=leads&utm_source=<img src=x onerror=document.title='owned'>,\"'")
    assert "<img src=x" in page.locator(".chip").inner_text()
    assert page.title() == "Analytics · dubcheck"
