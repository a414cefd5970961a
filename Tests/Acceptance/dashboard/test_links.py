"""The page of links: the list, the builder, and what is done with a link, by keyboard and by pointer."""

import os
import re
import subprocess
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from playwright.sync_api import expect

from test_every_page import overhang, violations

PAGE = "/dashboard/links"
OFF = "No dub_id is added; leads cannot be attributed."
# The links of rows, in their order.
IDS = "rows => rows.map((row) => row.dataset.id)"
BROKEN = {"status": 500, "json": {"error": {"message": "Broken."}}}


@pytest.fixture
def made(fresh, call):
    """Makes links of a fresh harness, and gives what the API answered."""

    def made(**body):
        return call(fresh, "POST", "/links", json={"url": "https://www.acme.test/", **body}).json()

    return made


def links(call, server, **query):
    return call(server, "GET", "/links", params={"showArchived": "true", **query}).json()


def row(page, link):
    return page.locator(f'tr[data-id="{link["id"]}"]')


def menu(page, link, action):
    """Chooses what is behind the three points of a row."""
    row(page, link).get_by_role("button", name="More for").click()
    page.get_by_role("button", name=action, exact=True).click()


def builder(page):
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Destination")).to_be_focused()
    return dialog


def switch(dialog):
    return dialog.get_by_role("switch", name="Conversion tracking")


def test_the_list_shows_what_the_api_says(full, open_page, call):
    page = open_page(full, PAGE)
    said = call(full, "GET", "/links").json()
    rows = page.locator("tr[data-id]")
    expect(rows).to_have_count(len(said))
    assert rows.evaluate_all(IDS) == [link["id"] for link in said]
    for link in said[:8]:
        shown = row(page, link)
        expect(shown.locator(".short")).to_have_attribute("href", link["shortLink"])
        expect(shown.locator("a.destination")).to_have_attribute("href", link["url"])
        expect(shown.locator("td").nth(0)).to_contain_text(f"{link['clicks']:,}")
        expect(shown.locator("td").nth(1)).to_have_text(f"{link['leads']:,}")
        expect(shown.locator("td").nth(2)).to_contain_text(f"${link['saleAmount'] / 100:,.2f}")
        expect(shown.get_by_text(OFF)).to_have_count(0 if link["trackConversion"] else 1)
    expect(page.locator("#told")).to_have_text(f"{len(said)} links")


def test_search_sort_and_archive_are_in_the_address_and_as_the_api_answers(full, open_page, call):
    page = open_page(full, PAGE)
    page.get_by_label("Search").press_sequentially("docs")
    page.get_by_label("Sort by").select_option("clicks")
    page.get_by_label("Archived too").check()
    query = {"search": "docs", "sortBy": "clicks", "showArchived": "true"}
    said = [link["id"] for link in call(full, "GET", "/links", params=query).json()]
    assert 1 < len(said) < 24
    expect(page.locator("tr[data-id]")).to_have_count(len(said))
    shown = f"({IDS})([...document.querySelectorAll('tr[data-id]')])"
    page.wait_for_function(f"ids => {shown}.join() === ids.join()", arg=said)
    assert {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()} == query
    page.reload()
    expect(page.locator("tr[data-id]")).to_have_count(len(said))
    expect(page.get_by_label("Search")).to_have_value("docs")
    expect(page.get_by_label("Archived too")).to_be_checked()


def test_a_search_without_a_result_says_so_and_can_be_cleared(full, open_page):
    page = open_page(full, f"{PAGE}?search=nothing-of-the-kind")
    expect(page.get_by_text("No link fits")).to_be_visible()
    page.get_by_role("button", name="Clear the search").click()
    expect(page.locator("tr[data-id]").first).to_be_visible()
    expect(page.get_by_label("Search")).to_be_focused()
    page.go_back()
    expect(page.get_by_text("No link fits")).to_be_visible()


def test_a_link_is_created_with_the_keyboard_alone(fresh, open_page, call):
    page = open_page(fresh, PAGE)
    expect(page.locator("#list")).not_to_have_attribute("aria-busy", "true")
    page.get_by_role("button", name="Create link").focus()
    page.keyboard.press("Enter")
    dialog = builder(page)
    page.keyboard.type("acme.test/cats?plan=pro")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("spring")
    page.keyboard.press("Tab")
    page.keyboard.type("mail & more")
    preview = dialog.locator("#builder-short").inner_text(), dialog.locator("#builder-destination").inner_text()
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    link = next(link for link in links(call, fresh) if link["key"] == "spring")
    assert (link["shortLink"], link["url"]) == preview
    assert link["url"] == "https://acme.test/cats?plan=pro&utm_source=mail+%26+more"
    assert (link["utm_source"], link["utm_medium"], link["trackConversion"]) == ("mail & more", None, True)
    expect(row(page, link).locator(".short")).to_be_focused()
    assert "new" not in page.url


def test_without_a_key_a_random_one_is_made(fresh, open_page, call):
    page = open_page(fresh, f"{PAGE}?new")
    dialog = builder(page)
    page.keyboard.type("https://acme.test")
    expect(dialog.locator("#builder-short")).to_have_text(re.compile(r"/\(random\)$"))
    expect(dialog.locator("#builder-destination")).to_have_text("https://acme.test")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    link = next(link for link in links(call, fresh) if link["url"] == "https://acme.test")
    assert len(link["key"]) == 7
    answer = httpx.get(f"{fresh.url}/{link['key']}", headers={"Host": urlsplit(link["shortLink"]).netloc})
    assert answer.headers["location"].startswith("https://acme.test")


def test_the_key_c_switches_conversion_tracking_but_not_in_a_field(fresh, open_page, call):
    page = open_page(fresh, f"{PAGE}?new")
    dialog = builder(page)
    expect(switch(dialog)).to_be_checked()
    page.keyboard.type("https://acme.test/c")
    page.keyboard.press("c")
    expect(dialog.get_by_label("Destination")).to_have_value("https://acme.test/cc")
    for label in ("Domain", "Key", "Campaign"):
        dialog.get_by_label(label, exact=True).focus()
        page.keyboard.press("c")
        expect(switch(dialog)).to_be_checked()
    expect(dialog.get_by_label("Key")).to_have_value("c")
    dialog.get_by_role("button", name="Cancel").focus()
    page.keyboard.press("Control+c")
    expect(switch(dialog)).to_be_checked()
    page.keyboard.press("c")
    expect(switch(dialog)).not_to_be_checked()
    expect(dialog.get_by_text(OFF)).to_be_visible()
    # What is said outside of an open dialog is not heard.
    expect(dialog.get_by_role("status")).to_have_text("Conversion tracking off")
    # A click beside the fields takes the focus from them.
    dialog.get_by_role("heading", name="Create link").click()
    page.keyboard.press("Shift+C")
    expect(switch(dialog)).to_be_checked()
    dialog.get_by_role("heading", name="Create link").click()
    page.keyboard.press("c")
    dialog.get_by_role("button", name="Create link").click()
    expect(dialog).to_have_count(0)
    link = next(link for link in links(call, fresh) if link["key"] == "c")
    assert (link["url"], link["trackConversion"]) == ("https://acme.test/cc?utm_campaign=c", False)


def test_control_c_copies_in_a_field(fresh, open_page):
    page = open_page(fresh, f"{PAGE}?new", permissions=["clipboard-read", "clipboard-write"])
    dialog = builder(page)
    page.keyboard.type("https://acme.test/copied")
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    dialog.get_by_label("Key").focus()
    page.keyboard.press("Control+v")
    expect(dialog.get_by_label("Key")).to_have_value("https://acme.test/copied")
    expect(switch(dialog)).to_be_checked()


def test_new_links_start_as_the_workspace_says(fresh, open_page, call):
    workspace = call(fresh, "GET", "/_dubcheck/keys").json()["workspaceId"]
    call(fresh, "PATCH", f"/workspaces/{workspace}", json={"conversionEnabled": False})
    page = open_page(fresh, f"{PAGE}?new")
    dialog = builder(page)
    expect(switch(dialog)).not_to_be_checked()
    page.keyboard.type("acme.test/plain")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    link = next(link for link in links(call, fresh) if link["url"] == "https://acme.test/plain")
    assert link["trackConversion"] is False


def test_a_link_is_edited_and_only_what_was_changed(fresh, open_page, call, made):
    link = made(key="first", url="https://acme.test/?utm_source=mail&x=1", trackConversion=True, comments="Stays",
                externalId="own-1", utm_term="shoes", password="p")  # fmt: skip
    page = open_page(fresh, f"{PAGE}?link={link['id']}")
    dialog = builder(page)
    expect(dialog.get_by_label("Source")).to_have_value("mail")
    expect(dialog.get_by_label("Term")).to_have_value("shoes")
    dialog.get_by_label("Destination").fill("https://acme.test/new?utm_source=mail&x=2&utm_medium=paper")
    expect(dialog.get_by_label("Medium")).to_have_value("paper")
    dialog.get_by_label("Source").fill("")
    dialog.get_by_label("Key").fill("second")
    switch(dialog).click()
    preview = dialog.locator("#builder-destination").inner_text()
    with page.expect_request(lambda request: request.method == "PATCH") as sent:
        dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    assert "comments" not in sent.value.post_data_json and "domain" not in sent.value.post_data_json
    said = call(fresh, "GET", f"/links/{link['id']}").json()
    assert said["url"] == preview
    assert parse_qs(urlsplit(said["url"]).query) == {"x": ["2"], "utm_medium": ["paper"]}
    changed = {"key": "second", "trackConversion": False, "comments": "Stays", "externalId": "own-1", "password": "p"}
    assert {name: said[name] for name in changed} == changed
    expect(row(page, link).locator(".short")).to_have_attribute("href", said["shortLink"])


@pytest.mark.parametrize(
    "fields, faulty, words",
    [
        ({"Destination": "no url"}, "Destination", "Invalid destination URL"),
        ({"Destination": ""}, "Destination", "Missing destination URL"),
        ({"Key": "a b"}, "Key", "Invalid key."),
        ({"Key": "taken"}, "Key", "Duplicate key: This short link already exists."),
        ({"Key": "robots.txt"}, "Key", "'robots.txt' is a reserved key and cannot be used as a short link."),
        ({"Term": "x" * 256}, "Term", "Too big: expected string to have <=255 characters"),
        ({"Leads to, once expired": "no url"}, "Leads to, once expired", "Invalid URL"),
        ({"External id": "own-1"}, "External id", "A link with this externalId already exists in this workspace."),
    ],
)
def test_what_the_api_refuses_is_said_at_the_field(fields, faulty, words, fresh, open_page, call, made):
    made(key="taken", externalId="own-1")
    before = len(links(call, fresh))
    page = open_page(fresh, f"{PAGE}?new")
    dialog = builder(page)
    page.keyboard.type("https://acme.test/")
    dialog.get_by_text("More", exact=True).click()
    for label, value in fields.items():
        dialog.get_by_label(label, exact=True).fill(value)
    dialog.get_by_text("More", exact=True).click()
    dialog.get_by_role("button", name="Create link").click()
    field = dialog.get_by_label(faulty, exact=True)
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile(re.escape(words)))
    assert len(links(call, fresh)) == before


def test_unsaved_changes_are_not_lost_without_asking(fresh, open_page):
    page = open_page(fresh, PAGE)
    create = page.get_by_role("button", name="Create link")
    create.click()
    dialog = builder(page)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(create).to_be_focused()
    create.click()
    dialog = page.locator("dialog.builder")
    expect(dialog.get_by_label("Destination")).to_be_focused()
    page.keyboard.type("acme.test")
    page.keyboard.press("Escape")
    question = page.get_by_role("dialog", name="Discard the changes?")
    page.keyboard.press("c")
    page.keyboard.press("Escape")
    expect(question).to_have_count(0)
    expect(dialog.get_by_label("Destination")).to_have_value("acme.test")
    expect(switch(dialog)).to_be_checked()
    dialog.get_by_role("button", name="Cancel").click()
    question.get_by_role("button", name="Discard").click()
    expect(dialog).to_have_count(0)
    assert "new" not in page.url


def test_delete_and_undo_keep_the_link_and_its_place(fresh, open_page, call, made):
    first, second, third = made(key="one"), made(key="two", comments="kept"), made(key="three")
    page = open_page(fresh, PAGE)
    row(page, third).wait_for()
    before = page.locator("tr[data-id]").evaluate_all(IDS)
    menu(page, second, "Delete")
    expect(row(page, second)).to_have_count(0)
    expect(row(page, first).get_by_role("button", name="More for")).to_be_focused()
    page.get_by_role("button", name="Undo").click()
    expect(row(page, second).locator(".short")).to_be_focused()
    assert page.locator("tr[data-id]").evaluate_all(IDS) == before
    menu(page, second, "Delete")
    page.keyboard.press("Control+z")
    expect(row(page, second).get_by_text("kept")).to_be_visible()
    page.reload()
    expect(row(page, second)).to_be_visible()
    assert call(fresh, "GET", f"/links/{second['id']}").json() == second


def test_delete_without_undo_reaches_the_server(fresh, open_page, call, made):
    link = made(key="one")
    page = open_page(fresh, PAGE)
    menu(page, link, "Delete")
    expect(row(page, link)).to_have_count(0)
    assert link["id"] in [each["id"] for each in links(call, fresh)]
    with page.expect_response(lambda answer: answer.request.method == "DELETE") as answer:
        page.get_by_role("button", name="Close message").click()
    assert answer.value.json() == {"id": link["id"]}
    assert link["id"] not in [each["id"] for each in links(call, fresh)]
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)


def test_when_the_time_for_undo_is_over_the_link_is_deleted(fresh, open_page, call, made):
    link = made(key="one")
    page = open_page(fresh, PAGE)
    row(page, link).wait_for()
    page.clock.install()
    menu(page, link, "Delete")
    expect(row(page, link)).to_have_count(0)
    page.clock.fast_forward(5_000)
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    with page.expect_response(lambda answer: answer.request.method == "DELETE"):
        page.clock.fast_forward(5_000)
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)
    assert link["id"] not in [each["id"] for each in links(call, fresh)]


def test_leaving_the_page_deletes_what_was_deleted(fresh, open_page, call, made):
    link = made(key="one")
    page = open_page(fresh, PAGE)
    menu(page, link, "Delete")
    expect(row(page, link)).to_have_count(0)
    page.goto(fresh.url + PAGE)
    expect(page.locator("#list")).not_to_have_attribute("aria-busy", "true")
    expect(row(page, link)).to_have_count(0)
    assert link["id"] not in [each["id"] for each in links(call, fresh)]


def test_a_link_that_cannot_be_deleted_comes_back(fresh, open_page, made):
    link = made(key="one")
    page = open_page(fresh, PAGE)
    row(page, link).wait_for()
    page.route("**/_dubcheck/api/links/*", lambda route: route.fulfill(**BROKEN))
    menu(page, link, "Delete")
    page.get_by_role("button", name="Close message").click()
    expect(page.get_by_role("alert")).to_contain_text("go.localhost/one is still there: Broken.")
    expect(row(page, link)).to_be_visible()


def test_archive_and_its_undo_reach_the_api(fresh, open_page, call, made):
    link = made(key="one")
    page = open_page(fresh, PAGE)
    menu(page, link, "Archive")
    expect(row(page, link)).to_have_count(0)
    assert call(fresh, "GET", f"/links/{link['id']}").json()["archived"] is True
    page.get_by_role("button", name="Undo").click()
    expect(row(page, link).locator(".short")).to_be_focused()
    assert call(fresh, "GET", f"/links/{link['id']}").json()["archived"] is False


def test_the_menu_switches_tracking_and_leads_to_the_link_s_figures(fresh, open_page, call, made):
    link = made(key="one")
    page = open_page(fresh, PAGE)
    row(page, link).get_by_role("button", name="More for").focus()
    page.keyboard.press("Enter")
    for name, place in (("Analytics", "analytics"), ("Events", "events")):
        target = page.get_by_role("group", name="More for").get_by_role("link", name=name)
        expect(target).to_have_attribute("href", f"/dashboard/{place}?linkId={link['id']}")
    page.keyboard.press("Escape")
    expect(row(page, link).get_by_role("button", name="More for")).to_be_focused()
    expect(row(page, link).get_by_text(OFF)).to_be_visible()
    menu(page, link, "Track conversions")
    expect(row(page, link).get_by_text(OFF)).to_have_count(0)
    expect(row(page, link).get_by_role("button", name="More for")).to_be_focused()
    assert call(fresh, "GET", f"/links/{link['id']}").json()["trackConversion"] is True


def test_the_short_link_is_copied_as_it_opens_here(fresh, open_page, made):
    link = made(key="one")
    page = open_page(fresh, PAGE, permissions=["clipboard-read", "clipboard-write"])
    row(page, link).get_by_role("button", name="Copy").click()
    expect(page.locator("#said")).to_have_text("Copied the short link go.localhost/one")
    assert page.evaluate("navigator.clipboard.readText()") == link["shortLink"]


def test_the_qr_code_is_a_picture_in_every_size(fresh, open_page, made):
    link = made(key="one")
    page = open_page(fresh, PAGE)
    button = row(page, link).get_by_role("button", name="QR code")
    button.click()
    dialog = page.get_by_role("dialog", name="QR code")
    picture = dialog.get_by_role("img", name="QR code that opens go.localhost/one")
    page.wait_for_function("() => document.querySelector('dialog img').complete")
    assert picture.evaluate("image => image.naturalWidth") > 0
    dialog.get_by_label("Size").select_option("1200")
    download = dialog.get_by_role("link", name="Download PNG")
    expect(download).to_have_attribute("download", "qr-one.png")
    target = download.get_attribute("href")
    assert parse_qs(urlsplit(target).query) == {"url": [link["shortLink"] + "?qr=1"], "size": ["1200"]}
    answer = httpx.get(fresh.url + target)
    assert answer.headers["content-type"] == "image/png" and int.from_bytes(answer.content[16:20]) == 1200
    page.keyboard.press("Escape")
    expect(button).to_be_focused()


def test_tags_and_folders_are_offered_and_filter(fresh, open_page, call):
    tag = call(fresh, "POST", "/tags", json={"name": "Paper", "color": "red"}).json()
    folder = call(fresh, "POST", "/folders", json={"name": "Autumn"}).json()
    page = open_page(fresh, f"{PAGE}?new")
    dialog = builder(page)
    page.keyboard.type("acme.test/labelled")
    dialog.get_by_text("More", exact=True).click()
    dialog.get_by_label("Paper").check()
    dialog.get_by_label("Folder").select_option("Autumn")
    dialog.get_by_label("Comments").fill("a comment")
    dialog.get_by_label("Expires").fill("2031-05-06T07:08")
    dialog.get_by_role("button", name="Create link").click()
    expect(dialog).to_have_count(0)
    page.get_by_label("Tag").select_option("Paper")
    expect(page.locator("tr[data-id]")).to_have_count(1)
    link = links(call, fresh, tagIds=tag["id"])[0]
    assert (link["folderId"], link["comments"]) == (folder["id"], "a comment")
    assert page.evaluate("iso => new Date(iso).getTime() === new Date('2031-05-06T07:08').getTime()", link["expiresAt"])
    expect(row(page, link).get_by_text("Paper")).to_be_visible()


def test_five_hundred_links_come_a_hundred_a_page(hostile, open_page, call):
    total = call(hostile, "GET", "/links/count").json()
    last = (total + 99) // 100
    page = open_page(hostile, f"{PAGE}?page={last}")
    expect(page.get_by_text(f"Page {last} of {last}")).to_be_visible()
    expect(page.locator("tr[data-id]")).to_have_count(total - 100 * (last - 1))
    page.get_by_role("button", name="Previous").click()
    expect(page.locator("tr[data-id]")).to_have_count(100)
    assert parse_qs(urlsplit(page.url).query)["page"] == [str(last - 1)]
    said = call(hostile, "GET", "/links", params={"page": last - 1}).json()
    assert page.locator("tr[data-id]").evaluate_all(IDS) == [link["id"] for link in said]
    page.go_back()
    expect(page.get_by_text(f"Page {last} of {last}")).to_be_visible()


def test_a_destination_that_is_a_program_is_no_link(fresh, open_page, made):
    link = made(key="one", url="javascript:document.title='owned'")
    page = open_page(fresh, PAGE)
    expect(row(page, link).get_by_text("javascript:document.title='owned'")).to_be_visible()
    expect(row(page, link).locator("a[href^=javascript]")).to_have_count(0)


def test_an_answer_that_fails_is_said_and_can_be_tried_again(fresh, open_page, made):
    link = made(key="one")
    page = open_page(fresh, "/dashboard/settings")
    page.route("**/_dubcheck/api/links?*", lambda route: route.fulfill(**BROKEN))
    page.goto(fresh.url + PAGE)
    expect(page.get_by_role("alert")).to_contain_text("Broken.")
    page.unroute("**/_dubcheck/api/links?*")
    page.get_by_role("button", name="Try again").click()
    expect(row(page, link)).to_be_visible()


def test_an_unknown_link_in_the_address_is_said(fresh, open_page):
    page = open_page(fresh, f"{PAGE}?link=link_none")
    expect(page.get_by_role("alert")).to_contain_text("The link link_none cannot be opened: Link not found.")
    assert page.url.endswith(PAGE)


def test_without_links_the_page_says_how_to_make_one(fresh, open_page, call):
    for link in links(call, fresh):
        call(fresh, "DELETE", f"/links/{link['id']}")
    window = {"width": 320, "height": 800}
    page = open_page(fresh, PAGE, viewport=window, permissions=["clipboard-read", "clipboard-write"])
    expect(page.get_by_text("No links yet")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.get_by_role("button", name="Copy the command").click()
    expect(page.locator("#said")).to_have_text("Copied the command")
    command = page.evaluate("navigator.clipboard.readText()")
    variables = {"DUB_API_URL": fresh.api, "DUB_API_KEY": fresh.key, "PATH": os.environ["PATH"]}
    subprocess.run(["sh", "-c", command], env=variables, check=True, capture_output=True)
    assert [(link["key"], link["trackConversion"]) for link in links(call, fresh)] == [("spring", True)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_dialogs_have_no_barrier_and_fit_the_window(scheme, hostile, open_page, call):
    link = next(link for link in call(hostile, "GET", "/links").json() if len(link["url"]) > 1000)
    page = open_page(hostile, f"{PAGE}?link={link['id']}&search=long/long", color_scheme=scheme)
    dialog = builder(page)
    dialog.get_by_text("More", exact=True).click()
    found, wide = {}, "box => box.scrollWidth - box.clientWidth"
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 700})
        found[f"builder {width}"] = violations(page), overhang(page), dialog.evaluate(wide)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    row(page, link).get_by_role("button", name="QR code").click()
    found["qr"] = violations(page), overhang(page), page.get_by_role("dialog").evaluate(wide)
    page.keyboard.press("Escape")
    row(page, link).get_by_role("button", name="More for").click()
    found["menu"] = violations(page), overhang(page), 0
    assert {name: value for name, value in found.items() if value != ([], 0, 0)} == {}


def test_leaving_with_an_unsaved_form_asks(fresh, open_page):
    page = open_page(fresh, f"{PAGE}?new")
    builder(page)
    page.keyboard.type("acme.test")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(f"{fresh.url}/dashboard/settings")
    assert asked == ["beforeunload"]
