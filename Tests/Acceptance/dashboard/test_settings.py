"""The page of settings: what it shows, and that what is changed there holds for the API."""

import re
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from playwright.sync_api import expect

PAGE = "/dashboard/settings"


@pytest.fixture
def keys(call):
    return lambda server: call(server, "GET", "/_dubcheck/keys").json()


@pytest.fixture
def workspace(call, keys):
    return lambda server: call(server, "GET", f"/workspaces/{keys(server)['workspaceId']}").json()


def card(page, title):
    region = page.get_by_role("region", name=title, exact=True).first
    expect(region.locator("[aria-busy]")).to_have_count(0)
    return region


def status(server, key):
    return httpx.get(server.url + "/links", headers={"Authorization": f"Bearer {key}"}).status_code


def clipboard(page):
    return page.evaluate("navigator.clipboard.readText()")


def test_the_switch_is_the_workspace_s(fresh, open_page, workspace):
    page = open_page(fresh, PAGE)
    switch = page.get_by_role("switch", name="New links track conversions")
    expect(switch).to_be_checked()
    expect(switch).to_have_accessible_description(re.compile("links made through the API track conversions only if"))
    switch.focus()
    with page.expect_response(lambda answer: answer.request.method == "PATCH"):
        page.keyboard.press("Space")
    expect(switch).not_to_be_checked()
    assert workspace(fresh)["conversionEnabled"] is False
    page.reload()
    expect(switch).not_to_be_checked()


def test_a_switch_that_is_refused_goes_back(fresh, open_page):
    page = open_page(fresh, PAGE)
    switch = page.get_by_role("switch", name="New links track conversions")
    expect(switch).to_be_checked()
    refusal = {"status": 403, "json": {"error": {"message": "No."}}}
    page.route("**/_dubcheck/api/workspaces/*", lambda route: route.fulfill(**refusal))
    switch.click()
    expect(page.get_by_role("alert").filter(has_text="The switch stays on: No.")).to_be_visible()
    expect(switch).to_be_checked()


def test_hostnames_are_added_and_removed_with_the_keyboard(fresh, open_page, workspace):
    page = open_page(fresh, PAGE)
    field = page.get_by_label("Hostname", exact=True)
    field.focus()
    page.keyboard.type("WWW.acme.test")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Remove www.acme.test")).to_be_visible()
    expect(field).to_be_focused()
    page.keyboard.type("*.example.com")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Remove *.example.com")).to_be_visible()
    assert workspace(fresh)["allowedHostnames"] == ["www.acme.test", "*.example.com"]
    page.get_by_role("button", name="Remove www.acme.test").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Remove *.example.com")).to_be_focused()
    assert workspace(fresh)["allowedHostnames"] == ["*.example.com"]
    page.keyboard.press("Enter")
    expect(page.get_by_text("The list is empty: every host may.")).to_be_visible()
    expect(field).to_be_focused()
    assert workspace(fresh)["allowedHostnames"] == []


def test_what_is_no_hostname_is_refused_in_the_api_s_words(fresh, open_page, call, keys, workspace):
    many = [f"host{number}.example.com" for number in range(10)]
    call(fresh, "PATCH", f"/workspaces/{keys(fresh)['workspaceId']}", json={"allowedHostnames": many})
    page = open_page(fresh, PAGE)
    field = page.get_by_label("Hostname", exact=True)
    refusals = {"no host": "Invalid hostnames.", "one.more.example.com": "Maximum of 10 hostnames allowed."}
    for text, words in refusals.items():
        field.fill(text)
        page.keyboard.press("Enter")
        expect(field).to_have_accessible_description(re.compile(re.escape(words)))
        expect(field).to_be_focused()
        expect(field).to_have_value(text)
    assert workspace(fresh)["allowedHostnames"] == many


@pytest.mark.parametrize(
    "name, member",
    [("secret key", "secretKey"), ("publishable key", "publishableKey"), ("Segment write key", "segmentWriteKey")],
)
def test_keys_are_hidden_until_they_are_asked_for(name, member, fresh, open_page, keys):
    page = open_page(fresh, PAGE, permissions=["clipboard-read", "clipboard-write"])
    region, key = card(page, "Keys"), keys(fresh)[member]
    button = re.compile(f"the {name}", re.IGNORECASE)
    expect(region.get_by_text(key)).to_have_count(0)
    region.get_by_role("button", name="Copy").and_(region.get_by_role("button", name=button)).click()
    expect(page.locator("#said")).to_have_text(re.compile("Copied the", re.IGNORECASE))
    assert clipboard(page) == key
    shown = region.get_by_role("button", name=button).and_(region.get_by_text(re.compile("^(Show|Hide)$")))
    shown.click()
    expect(region.get_by_text(key, exact=True)).to_be_visible()
    shown.click()
    expect(region.get_by_text(key)).to_have_count(0)


def test_a_rotated_secret_key_ends_the_old_one(fresh, open_page):
    page = open_page(fresh, PAGE, permissions=["clipboard-read", "clipboard-write"])
    region = card(page, "Keys")
    rotate = region.get_by_role("button", name="Rotate the secret key")
    rotate.click()
    question = page.get_by_role("dialog", name="Rotate the secret key?")
    expect(question).to_contain_text("refused with 401")
    page.keyboard.press("Escape")
    expect(rotate).to_be_focused()
    assert status(fresh, fresh.key) == 200
    rotate.click()
    with page.expect_response("**/_dubcheck/keys/rotate") as answer:
        question.get_by_role("button", name="Rotate").click()
    fresh_key = answer.value.json()["secretKey"]
    expect(page.get_by_text("There is a new secret key")).to_be_visible()
    expect(region.get_by_role("button", name="Rotate the secret key")).to_be_focused()
    region.get_by_role("button", name="Copy the secret key").click()
    expect(page.locator("#said")).to_have_text("Copied the secret key")
    assert clipboard(page) == fresh_key != fresh.key
    assert (status(fresh, fresh.key), status(fresh, fresh_key)) == (401, 200)
    environment = card(page, "Environment")
    environment.get_by_role("button", name="Show the keys").click()
    expect(environment).to_contain_text(f"DUB_API_KEY={fresh_key}")


def test_a_rotated_publishable_key_is_in_the_script_tag(fresh, open_page, keys):
    page = open_page(fresh, PAGE)
    tag = page.get_by_role("region", name="the script tag")
    expect(tag).to_contain_text(f'data-publishable-key="{fresh.publishable_key}"')
    page.get_by_role("button", name="Rotate the publishable key").click()
    page.get_by_role("dialog").get_by_role("button", name="Rotate").click()
    expect(tag).not_to_contain_text(fresh.publishable_key)
    expect(tag).to_contain_text(f'data-publishable-key="{keys(fresh)["publishableKey"]}"')


def test_the_environment_is_copied_whole(fresh, open_page, keys):
    page = open_page(fresh, PAGE, permissions=["clipboard-read", "clipboard-write"])
    environment = card(page, "Environment")
    expect(environment).not_to_contain_text(fresh.key)
    environment.get_by_role("button", name="Copy the environment variables").click()
    expect(page.locator("#said")).to_have_text("Copied the environment variables")
    said = keys(fresh)["environment"]
    assert clipboard(page).splitlines() == [f"{name}={value}" for name, value in said.items()]
    assert said["DUB_API_KEY"] == fresh.key


def test_short_domains_lead_to_their_links(fresh, open_page, call):
    page = open_page(fresh, PAGE)
    domains = card(page, "Short domains")
    expect(domains.get_by_role("listitem")).to_have_count(len(call(fresh, "GET", "/domains").json()))
    expect(domains.get_by_role("listitem").first).to_contain_text(fresh.domain)
    domains.get_by_role("link", name="Links").first.click()
    expect(page).to_have_url(f"{fresh.url}/dashboard/links?domain={fresh.domain}")


def test_all_script_files_are_listed_with_what_they_weigh(fresh, open_page):
    page = open_page(fresh, PAGE)
    rows = page.get_by_role("region", name="Script files").locator("tbody tr")
    expect(rows).to_have_count(8)
    expect(rows.get_by_text("…")).to_have_count(0)
    for shown in rows.all():
        file = httpx.get(fresh.url + shown.get_by_role("link").get_attribute("href"))
        assert file.status_code == 200
        expect(shown.locator("td").first).to_have_text(f"{len(file.content) / 1000:.1f} kB")


def test_the_script_tag_works_in_a_page(fresh, open_page, call):
    page = open_page(fresh, PAGE, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the script tag").click()
    expect(page.locator("#said")).to_have_text("Copied the script tag")
    tag = clipboard(page)
    html = f"<!doctype html><head>{tag}</head>"
    page.route("**/a-page*", lambda route: route.fulfill(content_type="text/html", body=html))
    page.goto(f"{fresh.url}/a-page?dub_id=abc".replace("127.0.0.1", "localhost"))
    page.wait_for_function("() => document.cookie.includes('dub_id=abc')")
    assert page.evaluate("[_dubAnalytics.k, _dubAnalytics.d]") == [fresh.publishable_key, fresh.domain]


def test_the_clock_moves_on_and_back(fresh, open_page, call):
    def ahead():
        return call(fresh, "GET", "/_dubcheck/clock").json()["aheadSeconds"]

    page = open_page(fresh, PAGE)
    clock = card(page, "Clock")
    expect(clock).to_contain_text("The real time of this machine.")
    clock.get_by_role("button", name="Move the clock 1 day forward").focus()
    page.keyboard.press("Enter")
    expect(clock).to_contain_text("1 day ahead of this machine.")
    expect(clock.get_by_role("button", name="Move the clock 1 day forward")).to_be_focused()
    assert ahead() == pytest.approx(86_400, abs=2)
    clock.get_by_role("button", name="Move the clock 1 hour forward").click()
    expect(clock).to_contain_text("1 day 1 hour ahead of this machine.")
    page.reload()
    expect(clock).to_contain_text("1 day 1 hour ahead of this machine.")
    clock.get_by_role("button", name="Back to the real time").click()
    expect(clock).to_contain_text("The real time of this machine.")
    assert ahead() == pytest.approx(0, abs=2)


def test_the_clock_is_set_to_a_time_of_the_viewer(fresh, open_page, call):
    page = open_page(fresh, PAGE, timezone_id="Asia/Tokyo")
    clock = card(page, "Clock")
    target = (datetime.now(UTC) + timedelta(days=400)).replace(microsecond=0)
    clock.get_by_label("To a time (Asia/Tokyo)").fill((target + timedelta(hours=9)).strftime("%Y-%m-%dT%H:%M:%S"))
    clock.get_by_role("button", name="Set").click()
    expect(page.get_by_role("status").filter(has_text="The clock shows")).to_be_visible()
    said = datetime.fromisoformat(call(fresh, "GET", "/_dubcheck/clock").json()["now"])
    assert timedelta(0) <= said - target < timedelta(minutes=1)


def test_reset_asks_and_then_brings_the_seed_back(fresh, open_page, call, keys, workspace):
    link = call(fresh, "POST", "/links", json={"url": "https://acme.test/", "key": "mine"}).json()
    call(fresh, "PATCH", f"/workspaces/{keys(fresh)['workspaceId']}", json={"allowedHostnames": ["acme.test"]})
    call(fresh, "PUT", "/_dubcheck/clock", json={"advance": 3600})
    page = open_page(fresh, PAGE)
    expect(page.get_by_role("button", name="Remove acme.test")).to_be_visible()
    expect(card(page, "Clock")).to_contain_text("1 hour ahead of this machine.")
    reset = page.get_by_role("button", name="Reset…")
    reset.click()
    page.keyboard.press("Escape")
    expect(reset).to_be_focused()
    assert call(fresh, "GET", f"/links/{link['id']}").json()["key"] == "mine"
    reset.click()
    page.get_by_role("dialog", name="Reset to the seed?").get_by_role("button", name="Reset").click()
    expect(page.get_by_text("The harness is as the seed has it")).to_be_visible()
    expect(page.get_by_role("button", name="Remove acme.test")).to_have_count(0)
    expect(card(page, "Clock")).to_contain_text("The real time of this machine.")
    expect(reset).to_be_focused()
    assert workspace(fresh)["allowedHostnames"] == []
    assert "mine" not in [each["key"] for each in call(fresh, "GET", "/links").json()]
    assert status(fresh, fresh.key) == 200
