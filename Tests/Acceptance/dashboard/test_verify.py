"""The page that verifies an installation, and the forecast of the cookie on it."""

import json
import re

import pytest
from playwright.sync_api import expect

from conftest import harness
from test_every_page import WIDTHS, overhang, settle, violations

PAGE = "/dashboard/verify"
ORDER = ["inconclusive", "blocker", "major", "minor", "info"]

# The browser keeps no body of a stream for those who ask later, so the page is made to keep it.
TEE = """() => {
  const { fetch } = window;
  window.fetch = async (...call) => {
    const answer = await fetch(...call);
    if (call[1]?.method === 'POST') window.streamed = answer.clone().text();
    return answer;
  };
}"""


def verify(page, url, mode="browser"):
    """Verifies a page by keyboard, and returns the reports that the harness sent, by their stages."""
    field = page.get_by_label("Page", exact=True)
    field.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(url)
    if mode == "static":
        page.get_by_role("radio", name=re.compile("Static only")).focus()
        page.keyboard.press("Space")
    page.evaluate(TEE)
    field.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#verify-result")).to_be_visible()
    expect(page.locator("#verify-run")).to_have_text("Verify", timeout=60_000)
    text = page.evaluate("window.streamed")
    blocks = [dict(line.split(": ", 1) for line in block.splitlines()) for block in text.strip().split("\n\n")]
    reports = [json.loads(block["data"]) for block in blocks if block["event"] == "report"]
    return {each["stage"]: each["report"] for each in reports}


def shows(panel, report):
    """Whether a panel shows what is in the report: the verdict and the findings, the worst first."""
    (result,) = report["results"]
    expect(panel.locator(".said .verdict")).to_have_text(report["verdict"])
    ids = [each["id"] for each in sorted(result["findings"], key=lambda each: ORDER.index(each["severity"]))]
    expect(panel.locator(".finding h4 code")).to_have_text(ids)
    for finding in result["findings"]:
        shown = panel.locator(".finding", has=panel.page.get_by_text(finding["id"], exact=True))
        expect(shown).to_contain_text(finding["message"])
        expect(shown).to_contain_text(finding["fix"])
        expect(shown.locator(".evidence li")).to_have_count(len(finding["evidence"]))


def test_a_good_page_passes_in_both_stages_and_both_reports_are_kept(fresh, open_page):
    page = open_page(fresh, PAGE)
    reports = verify(page, f"{fresh.url}/signup")
    assert [reports[stage]["verdict"] for stage in ("static", "browser")] == ["pass", "pass"]
    expect(page.locator(".stages .badge")).to_have_text(["Done", "Done"])
    expect(page.locator("#verify-result")).to_be_focused()
    shows(page.get_by_role("tabpanel", name=re.compile("Browser")), reports["browser"])
    expect(page.get_by_text("window._dubAnalytics is there")).to_be_visible()
    page.get_by_role("tab", name=re.compile("Browser")).focus()
    page.keyboard.press("ArrowLeft")
    shows(page.get_by_role("tabpanel", name=re.compile("Static")), reports["static"])
    expect(page.get_by_text("window._dubAnalytics will be there")).to_be_visible()


@pytest.mark.parametrize("sample", ["manual", "script-missing", "script-in-body", "src-missing"])
def test_the_report_of_a_sample_is_shown_as_it_is(sample, fresh, open_page):
    page = open_page(fresh, PAGE)
    url = f"{fresh.url}/samples/{sample}"
    reports = verify(page, url, "static")
    assert list(reports) == ["static"]
    shows(page.locator("#report-static"), reports["static"])
    expect(page.get_by_role("region", name="the command")).to_have_text(f"dubcheck verify {url} --mode static")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Download as JSON").focus()
        page.keyboard.press("Enter")
    assert json.loads(saved.value.path().read_text()) == reports["static"]


def test_a_page_without_the_script_fails_with_evidence_and_fix(fresh, open_page):
    page = open_page(fresh, PAGE)
    verify(page, f"{fresh.url}/samples/script-missing", "static")
    expect(page.locator("#report-static .said")).to_contain_text("No click id is kept.")
    finding = page.locator(".finding").first
    expect(finding.locator(".badge")).to_have_text("blocker")
    expect(finding.locator("h4 code")).to_have_text("script-missing")
    expect(finding.locator(".fix")).not_to_be_empty()


def test_a_host_that_is_not_allowed_is_refused_with_the_option_that_allows_it(fresh, open_page):
    page = open_page(fresh, PAGE)
    expect(page.get_by_text("Pages of this machine")).to_contain_text("dubcheck serve --allow-verify HOST")
    page.get_by_label("Page", exact=True).fill("https://www.example.com/")
    page.keyboard.press("Enter")
    error = page.locator("#verify-error")
    expect(error).to_contain_text("--allow-verify www.example.com")
    field = page.get_by_label("Page", exact=True)
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#verify-result")).to_be_hidden()


@pytest.mark.parametrize("text", ["", "localhost:3000", "ftp://localhost/", "http:"])
def test_what_is_no_address_is_said_before_anything_is_fetched(text, full, open_page):
    page = open_page(full, PAGE)
    page.get_by_label("Page", exact=True).fill(text)
    page.keyboard.press("Enter")
    expect(page.locator("#verify-error")).to_contain_text("http://")
    expect(page.get_by_label("Page", exact=True)).to_be_focused()


@pytest.mark.parametrize(("host", "words"), [("any", "Every page may be verified"), ("acme.test", "and of acme.test")])
def test_the_page_says_which_hosts_are_allowed(host, words, open_page):
    with harness("--allow-verify", host) as server:
        page = open_page(server, PAGE)
        expect(page.locator("#verify-allows")).to_contain_text(words)


def test_a_page_that_nobody_serves_is_inconclusive(fresh, open_page):
    page = open_page(fresh, PAGE)
    reports = verify(page, "http://127.0.0.1:9/", "static")
    assert reports["static"]["verdict"] == "inconclusive"
    shows(page.locator("#report-static"), reports["static"])


def test_what_was_entered_is_in_the_address_and_nothing_runs_by_itself(fresh, open_page):
    page = open_page(fresh, PAGE)
    page.get_by_role("button", name="The sign-up page").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Verify", exact=True)).to_be_focused()
    assert f"url={fresh.url}/signup" in page.evaluate("decodeURIComponent(location.search)")
    calls = []
    page.on("request", lambda request: calls.append(request.method))
    page.reload()
    expect(page.get_by_label("Page", exact=True)).to_have_value(f"{fresh.url}/signup")
    expect(page.locator("#verify-allows")).to_contain_text("Pages of this machine")
    assert "POST" not in calls


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_report_has_no_barrier_and_fits_the_window(scheme, fresh, open_page):
    page = open_page(fresh, PAGE, color_scheme=scheme)
    verify(page, f"{fresh.url}/samples/script-in-body", "static")
    assert violations(page) == []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        settle(page)
        assert overhang(page) == 0, width


# The forecast


def forecast(page, url, attributes):
    page.get_by_label("Page, with the click id it is opened with").fill(url)
    page.get_by_label("Attributes of the script tag, as JSON").fill(attributes)
    page.get_by_role("button", name="Forecast").focus()
    page.keyboard.press("Enter")


def test_the_cookie_that_a_browser_keeps_is_forecast(full, open_page, call):
    page = open_page(full, PAGE)
    attributes = json.dumps({"data-cookie-options": json.dumps({"expiresInDays": 60})})
    forecast(page, "https://www.acme.test/?dub_id=demo123", attributes)
    answer = page.locator("#forecast-answer")
    expect(answer.locator(".verdict")).to_have_text("kept")
    expect(answer).to_contain_text("dub_id=demo123 for acme.test and below, 60 days")
    page.reload()
    expect(answer).to_contain_text("dub_id=demo123 for acme.test and below, 60 days")
    expect(page.get_by_label("Attributes of the script tag, as JSON")).to_have_value(attributes)
    query = {"url": "https://www.acme.test/?dub_id=demo123", "attributes": attributes}
    said = call(full, "GET", "/_dubcheck/simulate", params=query).json()
    page.get_by_text("The whole answer").focus()
    page.keyboard.press("Enter")
    shown = json.loads(page.get_by_role("region", name="The whole answer").inner_text())
    assert shown["cookie"] == said["cookie"]


def test_why_a_browser_keeps_no_cookie_is_said_with_the_fix(full, open_page):
    page = open_page(full, PAGE)
    attributes = json.dumps({"data-cookie-options": json.dumps({"domain": "other.test"})})
    forecast(page, "https://www.acme.test/?dub_id=x", attributes)
    answer = page.locator("#forecast-answer")
    expect(answer.locator(".verdict")).to_have_text("none")
    expect(answer.locator(".finding h3")).to_have_text("cookie-domain-mismatch")
    expect(answer.locator(".fix")).to_contain_text(".acme.test")


def test_attributes_that_are_no_json_are_refused_in_words(full, open_page):
    page = open_page(full, PAGE)
    forecast(page, "https://www.acme.test/?dub_id=x", "{")
    expect(page.locator("#forecast-answer").get_by_role("alert")).to_contain_text("is not JSON")
