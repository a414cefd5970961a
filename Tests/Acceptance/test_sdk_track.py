"""Clicks on short links, and leads and sales by the official SDK: `dub-api.md`, 7 and 10 to 12."""

import re
from urllib.parse import quote

import httpx
import pytest
from dub.models import errors

from support import own


def counters(dub, link):
    now = dub.links.get(request={"link_id": link.id})
    return now.clicks, now.leads, now.conversions, now.sales, now.sale_amount


# Clicks


def test_a_click_leads_to_the_destination_with_a_click_id(dub, make_link, visitor):
    link = make_link(url="https://example.com/pricing?plan=pro")
    landing = visitor.click(link.key, {"utm_source": "mail"})
    assert landing.response.status_code == 302
    assert re.fullmatch(r"[0-9A-Za-z]{16}", landing.click_id)
    assert landing.location == f"https://example.com/pricing?plan=pro&dub_id={landing.click_id}&utm_source=mail"
    assert counters(dub, link) == (1, 0, 0, 0, 0)
    assert dub.links.get(request={"link_id": link.id}).last_clicked is not None


def test_a_click_on_the_short_domain_leaves_a_cookie_there(dub, make_link, visitor):
    link = make_link(key=own("Spring"))
    landing = visitor.click_on_domain(link.key)
    assert landing.response.status_code == 302
    cookie = landing.response.headers["set-cookie"]
    assert cookie.startswith(f"dub_id_{link.domain}_{link.key.lower()}={landing.click_id};")
    attributes = {part.strip() for part in cookie.split(";")[1:]}
    assert {f"Path=/{link.key}", "Max-Age=3600"} <= attributes
    assert not {"httponly", "secure"} & {part.lower() for part in attributes}
    assert counters(dub, link)[0] == 1


def test_a_link_without_conversion_tracking_adds_nothing_to_the_destination(dub, make_link, visitor):
    link = make_link(url="https://example.com/?a=%20b&c", track_conversion=False)
    assert visitor.click(link.key).location == "https://example.com/?a=%20b&c"
    assert counters(dub, link)[0] == 1


def test_a_visitor_who_comes_again_within_the_hour_keeps_the_click(dub, link, make_visitor):
    one, other = make_visitor(), make_visitor()
    first = one.click(link.key)
    assert one.click(link.key).click_id == first.click_id
    assert other.click(link.key).click_id != first.click_id
    assert counters(dub, link)[0] == 2


def test_the_cookie_of_an_earlier_visit_gives_the_click_id(link, make_visitor, click_id):
    cookie = f"dub_id_{link.domain}_{link.key.lower()}={click_id}"
    assert make_visitor().click(link.key, fields={"Cookie": cookie}).click_id == click_id


@pytest.mark.parametrize(
    ("query", "fields"),
    [({}, {"User-Agent": "curl/8.5.0"}), ({"bot": "1"}, {}), ({}, {"dub-no-track": ""})],
    ids=["curl", "bot", "no-track"],
)
def test_a_click_that_is_not_recorded_leads_on_all_the_same(dub, link, visitor, query, fields):
    landing = visitor.click(link.key, query, fields)
    assert landing.response.status_code == 302
    assert counters(dub, link)[0] == 0
    with pytest.raises(errors.NotFound, match=f"^Click event not found for clickId: {landing.click_id}$"):
        dub.track.lead(
            request={"click_id": landing.click_id, "event_name": "Sign up", "customer_external_id": own("user")}
        )


def test_visitors_of_a_link_under_test_are_shared_out_and_keep_their_destination(dub, make_link, make_visitor):
    targets = [f"https://example.com/{own('variant')}" for _ in range(2)]
    link = make_link(test_variants=[{"url": url, "percentage": 50} for url in targets])
    landings = [make_visitor().click(link.key) for _ in range(40)]
    found = {landing.location.split("?")[0] for landing in landings}
    assert found == set(targets)

    first = landings[0]
    target = first.location.split("?")[0]
    assert first.response.cookies["dub_test_url"] == quote(target, safe="")
    kept = {"Cookie": f"dub_test_url={first.response.cookies['dub_test_url']}"}
    for _ in range(10):
        again = make_visitor().click(link.key, fields=kept)
        assert again.location.split("?")[0] == target
    elsewhere = make_visitor().click(link.key, fields={"Cookie": "dub_test_url=https%3A%2F%2Facme.test%2F"})
    assert elsewhere.location.split("?")[0] in targets

    rows = dub.events.list(request={"event": "clicks", "link_id": link.id})
    assert {row.click.url for row in rows} >= {landing.location for landing in landings}


def test_a_bot_gets_the_preview_of_a_proxied_link_and_a_visitor_the_redirect(dub, make_link, server, visitor):
    link = make_link(proxy=True, title='Spring "<b>', description="50 % & more", image="https://example.com/a.png")
    bot = httpx.get(f"{server.url}/r/{link.key}", headers={"User-Agent": "facebookexternalhit/1.1"})
    assert bot.status_code == 200 and bot.headers["x-robots-tag"] == "googlebot: noindex"
    assert '<meta property="og:title" content="Spring &quot;&lt;b&gt;">' in bot.text
    assert '<meta property="og:image" content="https://example.com/a.png">' in bot.text
    assert counters(dub, link) == (0, 0, 0, 0, 0)
    assert visitor.click(link.key).response.status_code == 302


def test_a_password_that_its_form_has_sent_is_kept_in_a_cookie(make_link, server, visitor):
    link = make_link(password="open sesame")
    address = f"{server.url}/r/{link.key}"
    wrong = httpx.post(address, data={"pw": "shut"}, headers=visitor.fields)
    assert wrong.status_code == 200 and "set-cookie" not in wrong.headers
    right = httpx.post(address, params={"a": "1"}, data={"pw": "open sesame"}, headers=visitor.fields)
    assert right.status_code == 302 and right.headers["location"].endswith("&a=1")
    (cookie,) = [each for each in right.headers.get_list("set-cookie") if each.startswith("dub_password_")]
    assert cookie == f"dub_password_{link.id}=open%20sesame; Path=/r/{link.key}; HttpOnly; Secure"
    again = visitor.click(link.key, fields={"Cookie": cookie.split(";")[0]})
    assert again.response.status_code == 302


def test_a_password_is_asked_for_and_not_passed_on(dub, make_link, visitor):
    link = make_link(password="open sesame")
    for query in [{}, {"pw": "wrong"}]:
        assert visitor.click(link.key, query).response.status_code == 200
    assert counters(dub, link)[0] == 0
    landing = visitor.click(link.key, {"pw": "open sesame"})
    assert landing.response.status_code == 302 and "pw" not in landing.query


def test_an_expired_link_leads_where_it_was_told_to(make_link, visitor):
    over = make_link(expires_at="2024-01-01T00:00:00Z", expired_url="https://example.com/over")
    landing = visitor.click(over.key)
    assert (landing.response.status_code, landing.location) == (302, "https://example.com/over")
    assert "set-cookie" not in landing.response.headers


def test_an_unknown_key_leads_nowhere(visitor):
    assert "location" not in visitor.click(own("nothing")).response.headers


# Leads


@pytest.mark.parametrize("mode", [None, "async", "wait"])
def test_a_lead_is_recorded_for_the_click_and_its_link(dub, link, click_id, mode):
    external_id = own("user")
    lead = dub.track.lead(
        request={
            "click_id": click_id,
            "event_name": "Sign up",
            "customer_external_id": external_id,
            "customer_name": "Kim",
            "customer_email": "kim@acme.test",
            **({"mode": mode} if mode else {}),
        }
    )
    assert lead.click.id == click_id
    assert (lead.link.id, lead.link.key, lead.link.short_link) == (link.id, link.key, link.short_link)
    customer = lead.customer
    assert (customer.name, customer.email, customer.avatar) == ("Kim", "kim@acme.test", None)
    assert customer.external_id == external_id
    assert counters(dub, link) == (1, 1, 0, 0, 0)


@pytest.mark.parametrize("again", ["Sign up", "sign up", "SIGN-UP"])
def test_a_second_lead_of_the_same_name_is_a_duplicate(dub, link, click_id, again):
    request = {"click_id": click_id, "event_name": "Sign up", "customer_external_id": own("user")}
    first = dub.track.lead(request=request)
    second = dub.track.lead(request={**request, "event_name": again})
    assert second.link is None
    assert (second.click, second.customer) == (first.click, first.customer)
    assert counters(dub, link)[1] == 1


def test_a_lead_of_another_name_is_another_lead(dub, link, click_id, customer):
    lead = dub.track.lead(
        request={"click_id": click_id, "event_name": "Trial", "customer_external_id": customer}
    )
    assert lead.link.id == link.id
    assert counters(dub, link)[1] == 2


def test_a_quantity_is_so_many_leads(dub, link, click_id):
    dub.track.lead(
        request={
            "click_id": click_id,
            "event_name": "Seat",
            "customer_external_id": own("user"),
            "event_quantity": 3,
        }
    )
    assert counters(dub, link)[1] == 3
    rows = dub.events.list(request={"event": "leads", "link_id": link.id})
    assert len({row.event_id for row in rows}) == 3
    assert {row.event_name for row in rows} == {"Seat"}


def test_a_deferred_lead_is_recorded_by_the_call_that_follows(dub, link, click_id):
    request = {"event_name": "Sign up", "customer_external_id": own("user")}
    deferred = dub.track.lead(request={**request, "click_id": click_id, "mode": "deferred"})
    assert (deferred.click.id, deferred.link.id) == (click_id, link.id)
    assert counters(dub, link)[1] == 0
    assert dub.events.list(request={"event": "leads", "link_id": link.id}) == []
    with pytest.raises(errors.NotFound, match="^Lead event not found for externalId: .* and leadEventName: null$"):
        dub.track.sale(request={"customer_external_id": request["customer_external_id"], "amount": 100})

    recorded = dub.track.lead(request={**request, "click_id": ""})
    assert (recorded.click.id, recorded.link.id) == (click_id, link.id)
    assert counters(dub, link)[1] == 1
    assert dub.track.lead(request={**request, "click_id": ""}).link is None


def test_a_wrong_click_id_is_not_found_and_the_right_one_works_then(dub, link, click_id):
    request = {"event_name": "Sign up", "customer_external_id": own("user")}
    with pytest.raises(errors.NotFound, match=r"^Click event not found for clickId: 0000000000000000$"):
        dub.track.lead(request={**request, "click_id": "0000000000000000"})
    assert dub.track.lead(request={**request, "click_id": click_id}).link.id == link.id
    assert counters(dub, link)[1] == 1


def test_a_lead_without_a_click_needs_a_known_customer(dub):
    with pytest.raises(errors.BadRequest, match="^The `clickId` property was not provided in the request"):
        dub.track.lead(request={"click_id": "", "event_name": "Sign up", "customer_external_id": own("user")})


def test_a_lead_counts_for_the_link_of_its_click_not_of_the_customer(dub, link, customer, make_link, visitor):
    other = make_link()
    lead = dub.track.lead(
        request={
            "click_id": visitor.click(other.key).click_id,
            "event_name": "Trial",
            "customer_external_id": customer,
        }
    )
    assert lead.link.id == other.id
    assert (counters(dub, link)[1], counters(dub, other)[1]) == (1, 1)


@pytest.mark.parametrize(
    ("given", "shown"),
    [({"customer_email": "kim@acme.test"}, r"kim@acme\.test"), ({}, r"[A-Z]\w+ [A-Z]\w+ [A-Z]\w+")],
    ids=["email", "words"],
)
def test_a_customer_without_a_name_gets_one(dub, click_id, given, shown):
    lead = dub.track.lead(
        request={"click_id": click_id, "event_name": "Sign up", "customer_external_id": own("user"), **given}
    )
    assert re.fullmatch(shown, lead.customer.name)


def test_a_known_customer_is_not_changed_by_another_lead(dub, click_id):
    request = {"click_id": click_id, "customer_external_id": own("user")}
    dub.track.lead(request={**request, "event_name": "Sign up", "customer_name": "Kim"})
    lead = dub.track.lead(
        request={**request, "event_name": "Trial", "customer_name": "Lee", "customer_email": "lee@acme.test"}
    )
    assert (lead.customer.name, lead.customer.email) == ("Kim", None)


def test_metadata_stays_with_the_lead(dub, link, click_id):
    metadata = {"plan": "pro", "seats": 3, "nested": {"a": [1, None, True]}, "ü": "☃"}
    dub.track.lead(
        request={
            "click_id": click_id,
            "event_name": "Sign up",
            "customer_external_id": own("user"),
            "metadata": metadata,
        }
    )
    (row,) = dub.events.list(request={"event": "leads", "link_id": link.id})
    assert row.metadata == metadata


REFUSED_LEADS = {
    "no-name": ({"event_name": ""}, "too_small: eventName: eventName is required"),
    "long-name": (
        {"event_name": "x" * 256},
        "too_big: eventName: Too big: expected string to have <=255 characters",
    ),
    "bad-email": ({"customer_email": "kim"}, "invalid_format: customerEmail: Invalid email address"),
    "quantity": ({"event_quantity": 101}, "too_big: eventQuantity: Too big: expected number to be <=100"),
    "metadata": (
        {"metadata": {"text": "x" * 10_000}},
        "custom: metadata: Metadata must be less than 10,000 characters when stringified",
    ),
}


@pytest.mark.parametrize(("fields", "message"), REFUSED_LEADS.values(), ids=REFUSED_LEADS.keys())
def test_a_lead_that_is_not_possible_is_refused_in_the_words_of_the_api(dub, fields, message):
    request = {"click_id": "", "event_name": "Sign up", "customer_external_id": own("user"), **fields}
    with pytest.raises(errors.UnprocessableEntity) as raised:
        dub.track.lead(request=request)
    assert raised.value.message == message


def test_a_mode_that_does_not_exist_is_refused(api):
    answer = api.post(
        "/track/lead",
        json={"clickId": "", "eventName": "Sign up", "customerExternalId": own("user"), "mode": "later"},
    )
    assert answer.status_code == 422
    expected = 'invalid_value: mode: Invalid option: expected one of "async"|"wait"|"deferred"'
    assert answer.json()["error"]["message"] == expected


def test_a_lead_without_a_customer_is_a_bad_request(api, click_id):
    answer = api.post("/track/lead", json={"clickId": click_id, "eventName": "Sign up"})
    assert (answer.status_code, answer.json()["error"]["message"]) == (400, "customerExternalId is required")


@pytest.mark.parametrize("name", ["externalId", "customerId"])
def test_older_names_of_the_customers_id_still_work(api, click_id, name):
    external_id = own("user")
    lead = api.post("/track/lead", json={"clickId": click_id, "eventName": "Sign up", name: external_id}).json()
    assert lead["customer"]["externalId"] == external_id


def test_whole_numbers_may_have_a_fraction_of_zero(dub, api, link, click_id):
    lead = {"clickId": click_id, "eventName": "Seat", "customerExternalId": own("user"), "eventQuantity": 2.0}
    answer = api.post("/track/lead", json=lead)
    assert b'"eventQuantity":2.0' in answer.request.content
    assert answer.status_code == 200
    assert counters(dub, link)[1] == 2


# Sales


def test_a_sale_counts_for_the_customer_and_the_link_of_the_lead(dub, link, customer):
    sale = dub.track.sale(
        request={
            "customer_external_id": customer,
            "amount": 4900,
            "event_name": "Subscription",
            "payment_processor": "stripe",
            "invoice_id": own("in"),
            "metadata": {"productId": "prod_9"},
        }
    )
    assert sale.event_name == "Subscription"
    assert re.fullmatch(r"cus_[0-9A-HJKMNP-TV-Z]{25}", sale.customer.id)
    assert sale.customer.external_id == customer
    assert (sale.sale.amount, sale.sale.currency, sale.sale.payment_processor) == (4900, "usd", "stripe")
    assert sale.sale.metadata == {"productId": "prod_9"}
    assert counters(dub, link) == (1, 1, 1, 1, 4900)


def test_what_a_sale_does_not_say_has_defaults(dub, customer):
    sale = dub.track.sale(request={"customer_external_id": customer, "amount": 100})
    assert sale.event_name == "Purchase"
    assert (sale.sale.currency, sale.sale.payment_processor) == ("usd", "custom")
    assert (sale.sale.invoice_id, sale.sale.metadata) == (None, None)


def test_a_second_sale_is_no_second_conversion(dub, link, customer):
    for amount in [100, 250]:
        dub.track.sale(request={"customer_external_id": customer, "amount": amount})
    assert counters(dub, link) == (1, 1, 1, 2, 350)


def test_an_invoice_that_was_seen_gets_the_first_answer_again(dub, link, customer):
    invoice = own("in")
    first = dub.track.sale(request={"customer_external_id": customer, "amount": 4900, "invoice_id": invoice})
    second = dub.track.sale(request={"customer_external_id": own("user"), "amount": 100, "invoice_id": invoice})
    assert second == first
    assert counters(dub, link)[3:] == (1, 4900)


def test_a_sale_to_nobody_known_is_an_answer_of_nulls(dub):
    sale = dub.track.sale(request={"customer_external_id": own("user"), "amount": 4900})
    assert (sale.event_name, sale.customer, sale.sale) == ("Purchase", None, None)


def test_a_sale_to_nobody_known_does_not_take_its_invoice(dub, link, click_id):
    request = {"customer_external_id": own("user"), "amount": 4900, "invoice_id": own("in")}
    assert dub.track.sale(request=request).sale is None
    assert dub.track.sale(request={**request, "click_id": click_id}).sale.amount == 4900
    assert counters(dub, link)[3] == 1


def test_a_direct_sale_makes_the_customer_and_a_lead(dub, link, click_id):
    external_id = own("user")
    sale = dub.track.sale(
        request={
            "customer_external_id": external_id,
            "amount": 4900,
            "click_id": click_id,
            "customer_name": "Kim",
            "customer_email": "kim@acme.test",
        }
    )
    assert (sale.customer.name, sale.customer.email, sale.sale.amount) == ("Kim", "kim@acme.test", 4900)
    assert counters(dub, link) == (1, 1, 1, 1, 4900)
    (lead,) = dub.events.list(request={"event": "leads", "link_id": link.id})
    assert lead.event_name == "Direct sale tracking lead event"
    assert lead.customer.external_id == external_id


def test_a_direct_sale_of_an_unknown_click_is_not_found(dub):
    with pytest.raises(errors.NotFound, match="^Click event not found for clickId: 0000000000000000$"):
        dub.track.sale(request={"customer_external_id": own("user"), "amount": 1, "click_id": "0000000000000000"})


def test_an_amount_of_nothing_is_no_sale(dub, link, customer):
    sale = dub.track.sale(request={"customer_external_id": customer, "amount": 0})
    assert (sale.customer, sale.sale) == (None, None)
    assert counters(dub, link) == (1, 1, 0, 0, 0)


def test_a_direct_sale_of_nothing_makes_the_customer_all_the_same(dub, link, click_id):
    external_id = own("user")
    request = {"customer_external_id": external_id, "amount": 0, "click_id": click_id}
    assert dub.track.sale(request=request).sale is None
    assert counters(dub, link) == (1, 1, 0, 0, 0)
    assert dub.customers.get(request={"id": f"ext_{external_id}"}).external_id == external_id


def test_yen_are_stored_as_cents_of_dollars(dub, link, customer):
    sale = dub.track.sale(request={"customer_external_id": customer, "amount": 1580, "currency": "JPY"})
    assert sale.sale.currency == "usd"
    assert 900 <= sale.sale.amount <= 1100
    assert counters(dub, link)[4] == sale.sale.amount


def test_a_click_id_does_not_move_the_sale_of_a_known_customer(dub, link, customer, make_link, visitor):
    other = make_link()
    click_id = visitor.click(other.key).click_id
    dub.track.sale(request={"customer_external_id": customer, "amount": 100, "click_id": click_id})
    assert (counters(dub, link)[3], counters(dub, other)[3]) == (1, 0)


def test_a_sale_can_name_its_lead_exactly(dub, link, customer, make_link, visitor):
    other = make_link()
    dub.track.lead(
        request={
            "click_id": visitor.click(other.key).click_id,
            "event_name": "Trial",
            "customer_external_id": customer,
        }
    )
    sale = {"customer_external_id": customer, "amount": 100}
    dub.track.sale(request={**sale, "lead_event_name": "Sign up"})
    assert (counters(dub, link)[3], counters(dub, other)[3]) == (1, 0)
    dub.track.sale(request=sale)
    assert (counters(dub, link)[3], counters(dub, other)[3]) == (1, 1)
    with pytest.raises(errors.NotFound, match="^Lead event not found for .* and leadEventName: sign up$"):
        dub.track.sale(request={**sale, "lead_event_name": "sign up"})


def test_every_payment_processor_of_the_sdk_is_taken(dub, customer):
    for name in ["stripe", "shopify", "polar", "paddle", "apple", "revenuecat", "lemonsqueezy", "dub", "custom"]:
        sale = dub.track.sale(request={"customer_external_id": customer, "amount": 1, "payment_processor": name})
        assert sale.sale.payment_processor == name


def test_a_negative_amount_is_refused(dub, customer):
    with pytest.raises(errors.UnprocessableEntity, match="^too_small: amount: amount cannot be negative$"):
        dub.track.sale(request={"customer_external_id": customer, "amount": -1})


def test_a_sale_without_an_amount_is_refused(api, customer):
    answer = api.post("/track/sale", json={"customerExternalId": customer})
    assert answer.status_code == 422
    assert answer.json()["error"]["message"] == "invalid_type: amount: amount is required"


# Pages

BROWSER_ENDPOINTS = ["/track/click", "/track/visit", "/track/open", "/track/lead/client", "/track/sale/client"]


def is_open_to_pages(answer: httpx.Response) -> bool:
    fields = answer.headers
    return (
        fields.get("access-control-allow-origin") == "*"
        and fields.get("access-control-allow-methods") == "POST, OPTIONS"
        and fields.get("access-control-allow-headers") == "Content-Type, Authorization"
    )


@pytest.mark.parametrize("path", BROWSER_ENDPOINTS)
def test_a_browser_may_ask_first(anyone, path):
    answer = anyone.options(path, headers={"Origin": "https://example.com"})
    assert (answer.status_code, answer.content) == (204, b"")
    assert is_open_to_pages(answer)


@pytest.mark.parametrize("path", BROWSER_ENDPOINTS)
def test_a_page_can_read_an_error_too(anyone, path):
    answer = anyone.post(path, json={}, headers={"Origin": "https://example.com"})
    assert 400 <= answer.status_code < 500 and answer.json()["error"]["message"]
    assert is_open_to_pages(answer)


@pytest.mark.parametrize("path", ["/track/lead", "/track/sale"])
def test_the_endpoints_of_servers_are_closed_to_pages(api, path):
    answer = api.post(path, json={}, headers={"Origin": "https://example.com"})
    assert "access-control-allow-origin" not in answer.headers


def test_a_page_records_a_click_once(dub, anyone, link, visitor):
    def click():
        body = {"domain": link.domain, "key": link.key, "url": "https://example.com/?via=kim", "referrer": None}
        return anyone.post("/track/click", json=body, headers=visitor.fields)

    first = click()
    assert first.status_code == 200 and is_open_to_pages(first)
    assert first.json().keys() == {"clickId"}
    assert re.fullmatch(r"[0-9A-Za-z]{16}", first.json()["clickId"])
    assert click().json() == first.json()
    assert visitor.click(link.key).click_id == first.json()["clickId"]
    assert counters(dub, link)[0] == 1
    (row,) = dub.events.list(request={"link_id": link.id})
    assert row.click.url == "https://example.com/?via=kim"


@pytest.mark.parametrize("name", ["domain", "key"])
def test_a_click_needs_domain_and_key(anyone, link, name):
    body = {"domain": link.domain, "key": link.key}
    del body[name]
    answer = anyone.post("/track/click", json=body)
    assert answer.status_code == 422
    assert answer.json()["error"]["message"] == f"invalid_type: {name}: {name} is required."


def test_a_click_on_an_unknown_link_is_not_found(anyone, link, visitor):
    key = own("nothing")
    body = {"domain": link.domain, "key": key}
    answer = anyone.post("/track/click", json=body, headers=visitor.fields)
    assert answer.status_code == 404
    message = f"Link not found for domain: {link.domain} and key: {key}."
    assert answer.json()["error"]["message"] == message


def test_a_page_records_a_visit_of_a_site_link(dub, anyone, make_link, visitor):
    link = make_link(key=own("pricing"))
    body = {"domain": link.domain, "url": f"https://example.com/{link.key}"}
    answer = anyone.post("/track/visit", json=body, headers=visitor.fields)
    assert answer.status_code == 200 and answer.json().keys() == {"clickId"}
    (row,) = dub.events.list(request={"link_id": link.id})
    assert (row.click.id, row.click.trigger) == (answer.json()["clickId"], "pageview")


def test_a_page_records_a_lead_and_a_sale_with_the_publishable_key(dub, page, link, click_id):
    external_id = own("user")
    lead = page.post(
        "/track/lead/client",
        json={"clickId": click_id, "eventName": "Sign up", "customerExternalId": external_id},
    )
    assert lead.status_code == 200 and is_open_to_pages(lead)
    assert lead.json()["link"]["id"] == link.id
    sale = page.post("/track/sale/client", json={"customerExternalId": external_id, "amount": 4900})
    assert sale.status_code == 200 and is_open_to_pages(sale)
    assert sale.json()["sale"]["amount"] == 4900
    assert counters(dub, link) == (1, 1, 1, 1, 4900)


@pytest.mark.parametrize("path", ["/track/lead/client", "/track/sale/client"])
def test_pages_need_a_publishable_key_that_exists(server, anyone, path):
    def refusal(authorization):
        fields = {"Authorization": authorization} if authorization else {}
        answer = anyone.post(path, json={}, headers=fields)
        return answer.status_code, answer.json()["error"]["message"]

    assert refusal(None) == (401, "Missing publishable key.")
    assert refusal(f"Bearer {server.key}") == (400, "Invalid or missing publishable key.")
    assert refusal("Bearer dub_pk_000000000000000000000000") == (401, "Invalid publishable key.")
