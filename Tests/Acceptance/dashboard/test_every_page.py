"""What holds for every page: no barrier that axe-core finds, nothing that sticks out, nothing that runs."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = [f"/dashboard/{name}" for name in ("overview", "analytics", "events", "links", "segment", "verify", "settings")]
PAGES += ["/samples?q=manual", "/signup", "/nowhere"]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def settle(page):
    """Waits until nothing on the page is being loaded."""
    page.wait_for_load_state("load")
    page.wait_for_function("document.querySelector('[aria-busy=true]') === null")
    page.wait_for_timeout(150)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", ["fresh", "full", "hostile"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_no_violation(path, state, scheme, open_page, request):
    page = open_page(request.getfixturevalue(state), path, color_scheme=scheme)
    settle(page)
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"]][:3]) for each in found] == []


@pytest.mark.parametrize("state", ["full", "hostile"])
@pytest.mark.parametrize("width", [320, 360, 768, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_sticks_out_of_the_window(path, width, state, open_page, request):
    page = open_page(request.getfixturevalue(state), path, viewport={"width": width, "height": 800})
    settle(page)
    root = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert root[0] <= root[1]


@pytest.mark.parametrize("path", PAGES)
def test_markup_in_data_stays_text(path, hostile, open_page):
    page = open_page(hostile, path)
    settle(page)
    assert page.title() != "owned"
