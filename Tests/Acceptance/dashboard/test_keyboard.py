"""A walk through every page with nothing but a keyboard."""

import pytest
from playwright.sync_api import Page, expect

from test_every_page import PAGES, settle

# Where the focus is: what it is on, whether that can be seen, and whether it shows.
FOCUSED = """() => {
  const node = document.activeElement;
  if (!node || node === document.body) return null;
  window.walked ??= new Set();
  // Within a field of date and time, the key goes from part to part.
  const again = window.walked.has(node) && window.before !== node;
  window.before = node;
  window.walked.add(node);
  const box = node.getBoundingClientRect(), style = getComputedStyle(node);
  return {
    again, what: node.outerHTML.slice(0, 160),
    name: (node.getAttribute('aria-label') ?? node.textContent ?? '').trim().slice(0, 60),
    isVisible: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && style.visibility === 'visible',
    isMarked: style.outlineStyle !== 'none' || style.boxShadow !== 'none' || parseFloat(style.strokeWidth) >= 3,
  };
}"""

# Everything that can be used and was not walked to. Of radio buttons and tabs, the keyboard stops at one of a group.
MISSED = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
  .filter((node) => node.checkVisibility({ checkVisibilityCSS: true }) && !node.disabled && node.tabIndex >= 0
    && !node.closest('[inert], [hidden]') && !(node.type === 'radio' && node.name) && !window.walked.has(node))
  .map((node) => node.outerHTML.slice(0, 160))"""

MOST = 900


def walk(page: Page) -> list[dict]:
    """Every stop of the Tab key, from the top of the page to its end."""
    stops = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None or stop["again"]:
            return stops
        stops.append(stop)
    raise AssertionError(f"the walk did not end after {MOST} stops: {[stop['what'] for stop in stops[-3:]]}")


@pytest.mark.parametrize("state", ["fresh", "full"])
@pytest.mark.parametrize("path", PAGES)
def test_the_keyboard_reaches_everything_and_always_shows_where_it_is(path, state, open_page, request):
    page = open_page(request.getfixturevalue(state), path)
    settle(page)
    stops = walk(page)
    assert [stop["what"] for stop in stops if not stop["isVisible"]] == []
    assert [stop["what"] for stop in stops if not stop["isMarked"]] == []
    assert page.evaluate(MISSED) == []


@pytest.mark.parametrize("path", [path for path in PAGES if path != "/signup"])
def test_the_first_stop_leads_past_the_navigation(path, full, open_page):
    page = open_page(full, path)
    settle(page)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("To the content")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = page.evaluate("document.querySelector('main').contains(document.activeElement)")
    has_more = page.evaluate("document.querySelector('main a[href], main button, main input') !== null")
    assert inside or not has_more


def test_the_pages_are_reached_from_each_other(full, open_page):
    page = open_page(full, "/dashboard/overview")
    for name in ["Analytics", "Events", "Links", "Segment", "Verify", "Settings", "Samples"]:
        settle(page)
        for _ in range(20):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent") == name:
                break
        page.keyboard.press("Enter")
        expect(page).to_have_title(f"{name} · dubcheck")
        expect(page.locator("nav [aria-current=page]")).to_have_text(name)
