"""Is the chain alive? The overview says so step by step, and what to do next."""

import re

import httpx
import pytest
from playwright.sync_api import Page, expect

from support import Visitor


def titles(page: Page) -> list[str]:
    return page.locator("#chain li.seen h3").all_inner_texts()


def test_each_step_shows_once_it_was_seen(fresh, open_page):
    page = open_page(fresh, "/dashboard/overview")
    expect(page.get_by_role("heading", name="Next: put the script on a page")).to_be_visible()
    assert titles(page) == []

    # A visitor in a window of its own, in which nothing is told to the script or the page.
    visit = open_page(fresh, "/signup", user_agent=Visitor(fresh).agent)
    expect(page.locator("#chain li.seen")).to_have_count(1)
    expect(page.get_by_role("heading", name="Next: click a short link")).to_be_visible()

    visit.goto(f"http://localhost:{fresh.url.rpartition(':')[2]}/r/demo")
    expect(page.get_by_role("heading", name="Next: see the cookie")).to_be_visible()
    visit.reload()
    expect(page.get_by_role("heading", name="Next: report the sign-up")).to_be_visible()

    visit.get_by_label("Name").fill("Ada Example")
    visit.get_by_label("E-mail").fill("ada@example.com")
    visit.get_by_role("button", name="Sign up").click()
    expect(page.locator("#chain li.seen")).to_have_count(5)
    expect(page.locator("#state")).to_contain_text("Leads come in")
    expect(page.locator("#next")).to_be_hidden()
    expect(page.locator("#totals")).to_contain_text(re.compile(r"Leads\s*1"))


def test_what_an_app_does_unseen_is_no_task(full, open_page):
    page = open_page(full, "/dashboard/overview")
    expect(page.locator("#state")).to_contain_text("Leads come in")
    expect(page.locator("#next")).to_be_hidden()


def test_the_totals_are_those_of_the_api(full, open_page, call):
    page = open_page(full, "/dashboard/overview")
    totals = call(full, "GET", "/analytics?event=composite&groupBy=count&interval=24h").json()
    shown = page.locator("#totals dd")
    expect(shown).to_have_text([
        f"{totals['clicks']:,}", f"{totals['leads']:,}", f"{totals['sales']:,}", f"${totals['saleAmount'] / 100:,.2f}"
    ])  # fmt: skip


def test_what_was_not_recorded_is_noted_with_a_way_to_its_story(fresh, open_page):
    lead = {"clickId": "unknown1234567890", "eventName": "Sign Up", "customerExternalId": "u1"}
    headers = {"Authorization": f"Bearer {fresh.key}"}
    assert httpx.post(f"{fresh.api}/track/lead", json=lead, headers=headers).status_code == 404
    page = open_page(fresh, "/dashboard/overview")
    note = page.locator("#notes li", has_text="no click")
    expect(note).to_contain_text("unknown1234567890")
    expect(note.get_by_role("link", name="Its story")).to_have_attribute(
        "href", "/dashboard/events?click=unknown1234567890"
    )


@pytest.mark.parametrize("exact", [False, True])
def test_times_are_exact_on_demand(full, open_page, exact):
    page = open_page(full, "/dashboard/overview")
    button = page.get_by_role("button", name="Exact times")
    if exact:
        button.focus()
        page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true" if exact else "false")
    text = page.locator("#chain li.seen time").first
    expect(text).to_have_text(re.compile(r"\d{2}:\d{2}:\d{2}" if exact else r"ago|now"))
    # The choice is kept.
    page.reload()
    expect(page.get_by_role("button", name="Exact times")).to_have_attribute("aria-pressed", str(exact).lower())
