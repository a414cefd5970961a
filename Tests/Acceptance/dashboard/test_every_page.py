"""What holds for every page: no barrier that axe-core finds, nothing that sticks out, nothing in data that runs."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

PAGES = [f"/dashboard/{name}" for name in ("overview", "analytics", "events", "links", "segment", "verify", "settings")]
PAGES += ["/samples?q=manual", "/signup", "/nowhere"]
WIDTHS = [320, 360, 768, 1280]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def settle(page: Page):
    """Waits until nothing on the page is being loaded or drawn."""
    page.wait_for_load_state("load")
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")


def violations(page: Page) -> list:
    found = Axe().run(page, options=RULES).response["violations"]
    return [(each["id"], [node["target"] for node in each["nodes"]][:3]) for each in found]


def overhang(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("state", ["fresh", "full", "hostile"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_barrier_and_fits_the_window(path, state, open_page, request):
    page = open_page(request.getfixturevalue(state), path)
    settle(page)
    found = {}
    for scheme in ["light", "dark"]:
        page.emulate_media(color_scheme=scheme)
        found[scheme] = violations(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        settle(page)
        found[width] = overhang(page)
        if width == 320:
            found["narrow"] = violations(page)
    assert {name: value for name, value in found.items() if value} == {}
    assert page.title() != "owned"
