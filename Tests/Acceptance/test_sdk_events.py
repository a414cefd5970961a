"""Events one by one, by the official SDK: `dub-api.md`, 14."""

from datetime import datetime

import pytest
from dub.models import errors, operations

from support import own


@pytest.fixture
def convert(dub):
    """Makes a lead and a sale of a new customer by a click."""

    def make(click_id, *, lead="Sign up", amount=4900, metadata=None, **sale):
        external_id = own("user")
        dub.track.lead(
            request={
                "click_id": click_id,
                "event_name": lead,
                "customer_external_id": external_id,
                "customer_email": "kim@acme.test",
                "metadata": metadata,
                "mode": "wait",
            }
        )
        dub.track.sale(request={"customer_external_id": external_id, "amount": amount, **sale})
        return external_id

    return make


def test_a_click_is_shown_with_where_it_led_and_who_came(dub, link, make_visitor):
    visitor = make_visitor()
    landing = visitor.click(link.key, {"utm_source": "mail"}, {"Referer": "https://www.acme.test/a?b=c"})
    (row,) = dub.events.list(request={"link_id": link.id})
    assert isinstance(row, operations.ClickEvent) and row.event == "click"
    click = row.click
    assert (click.id, click.url, click.ua) == (landing.click_id, landing.location, visitor.agent)
    assert (click.device, click.browser, click.os) == ("Desktop", "Chrome", "Mac OS")
    assert (click.continent, click.country, click.region, click.city) == ("NA", "US", "US-CA", "San Francisco")
    assert (click.referer, click.referer_url) == ("acme.test", "https://www.acme.test/a")
    assert (click.trigger, click.qr) == ("link", False)
    assert datetime.fromisoformat(click.timestamp).utcoffset().total_seconds() == 0


def test_an_event_shows_its_link_as_it_is_now(dub, link, click_id):
    dub.links.update(link_id=link.id, request_body={"comments": "seen"})
    (row,) = dub.events.list(request={"link_id": link.id})
    assert (row.link.id, row.link.comments, row.link.clicks) == (link.id, "seen", 1)
    assert (row.link.track_conversion, row.link.tags) == (True, [])


def test_older_names_repeat_what_the_click_says(api, link, click_id):
    (row,) = api.get("/events", params={"linkId": link.id}).json()
    click = row["click"]
    assert (row["click_id"], row["link_id"]) == (click_id, link.id)
    assert (row["domain"], row["key"], row["url"]) == (link.domain, link.key, click["url"])
    for name in ["continent", "country", "city", "device", "browser", "os", "ip"]:
        assert row[name] == click[name]
    assert (row["qr"], click["qr"]) == (0, False)


def test_nothing_that_a_click_says_is_null(api, link, visitor):
    visitor.click(link.key, fields={"User-Agent": ""})
    (row,) = api.get("/events", params={"linkId": link.id}).json()
    assert None not in row["click"].values()


def test_a_lead_is_shown_with_its_customer(dub, link, click_id, convert):
    external_id = convert(click_id, lead="Trial", metadata={"plan": "pro"})
    (row,) = dub.events.list(request={"event": "leads", "link_id": link.id})
    assert isinstance(row, operations.LeadEvent) and row.event == "lead"
    assert (row.event_name, row.metadata, row.click.id) == ("Trial", {"plan": "pro"}, click_id)
    assert len(row.event_id) == 16 and row.event_id != click_id
    customer = row.customer
    assert (customer.external_id, customer.name, customer.email) == (external_id, "kim@acme.test", "kim@acme.test")
    assert customer.id == dub.customers.get(request={"id": f"ext_{external_id}"}).id


def test_a_sale_is_shown_with_what_was_paid(dub, link, click_id, convert):
    invoice = own("in")
    external_id = convert(click_id, invoice_id=invoice, payment_processor="stripe", event_name="Subscription")
    (row,) = dub.events.list(request={"event": "sales", "link_id": link.id})
    assert isinstance(row, operations.SaleEvent) and row.event == "sale"
    assert (row.event_name, row.click.id, row.customer.external_id) == ("Subscription", click_id, external_id)
    sale = row.sale
    assert (sale.amount, sale.currency, sale.payment_processor, sale.invoice_id) == (4900, "usd", "stripe", invoice)


def test_a_sale_without_an_invoice_has_an_empty_one(api, link, click_id, convert):
    convert(click_id)
    (row,) = api.get("/events", params={"event": "sales", "linkId": link.id}).json()
    assert (row["sale"]["invoiceId"], row["invoice_id"]) == ("", "")
    assert (row["saleAmount"], row["payment_processor"]) == (4900, "custom")
    assert "metadata" not in row


@pytest.fixture
def five_clicks(link, make_visitor):
    """The clicks of five visitors on `link`, in their order."""
    return [make_visitor().click(link.key).click_id for _ in range(5)]


def test_pages_hold_every_event_once(dub, link, five_clicks):
    def page(number):
        rows = dub.events.list(request={"link_id": link.id, "limit": 2, "page": number})
        return [row.click.id for row in rows]

    assert [len(page(number)) for number in [1, 2, 3, 4]] == [2, 2, 1, 0]
    assert sorted(page(1) + page(2) + page(3)) == sorted(five_clicks)


def test_events_are_sorted_by_time_in_both_directions(dub, link, five_clicks):
    def times(**order):
        rows = dub.events.list(request={"link_id": link.id, **order})
        assert {row.click.id for row in rows} == set(five_clicks)
        return [row.click.timestamp for row in rows]

    assert times() == sorted(times(), reverse=True)
    assert times(sort_order="asc") == sorted(times())


def test_asc_in_the_older_parameter_wins(api, link, five_clicks):
    rows = api.get("/events", params={"linkId": link.id, "sortOrder": "desc", "order": "asc"}).json()
    times = [row["click"]["timestamp"] for row in rows]
    assert len(times) == 5 and times == sorted(times)


def test_a_page_of_more_than_a_thousand_is_refused(dub):
    with pytest.raises(errors.UnprocessableEntity, match=r"^too_big: limit: Max page size is 1000\.$"):
        dub.events.list(request={"limit": 1001})


def test_events_are_filtered_by_what_the_click_says(dub, link, make_visitor):
    chrome = make_visitor("chrome").click(link.key, {"utm_source": "newsletter"}).click_id
    firefox = make_visitor("firefox").click(link.key, {"qr": "1"}).click_id
    iphone = make_visitor("iphone").click(link.key, fields={"Referer": "https://example.com/a?b"}).click_id

    def found(**filters):
        return {row.click.id for row in dub.events.list(request={"link_id": link.id, **filters})}

    assert found() == {chrome, firefox, iphone}
    assert found(browser="Chrome") == {chrome}
    assert found(browser="Chrome,Firefox") == {chrome, firefox}
    assert found(browser="-Chrome") == {firefox, iphone}
    assert found(browser="-Chrome,Firefox") == {iphone}
    assert found(browser=",") == {chrome, firefox, iphone}
    assert found(device="mobile") == {iphone}
    assert found(os="iOS") == {iphone}
    assert found(trigger="qr") == {firefox}
    assert found(qr=True) == {firefox}
    assert found(referer="example.com") == {iphone}
    assert found(referer="(direct)") == {chrome, firefox}
    assert found(referer_url="https://example.com/a") == {iphone}
    assert found(utm_source="news") == {chrome}
    assert found(url=link.url) == {chrome, firefox, iphone}
    assert found(browser="Chrome", os="iOS") == set()


def test_events_are_filtered_by_link(dub, make_link, make_visitor):
    one, other = make_link(external_id=own("order"), tenant_id=own("tenant")), make_link()
    click = make_visitor().click(one.key).click_id
    other_click = make_visitor().click(other.key).click_id

    def found(**filters):
        return {row.click.id for row in dub.events.list(request=filters)}

    assert found(external_id=f"ext_{one.external_id}") == {click}
    assert found(domain=one.domain, key=one.key) == {click}
    assert found(tenant_id=one.tenant_id) == {click}
    assert found(link_id=f"{one.id},{other.id}") == {click, other_click}
    with pytest.raises(errors.NotFound, match=r"^Link not found\.$"):
        found(domain=one.domain, key=own("nothing"))


def test_leads_and_sales_are_filtered_by_customer_name_and_metadata(dub, link, make_visitor, convert):
    kim = convert(make_visitor().click(link.key).click_id, lead="Sign up", metadata={"plan": "pro", "seats": 9})
    lee = convert(make_visitor().click(link.key).click_id, lead="Trial", metadata={"plan": "free", "seats": 20})

    def found(event="leads", **filters):
        rows = dub.events.list(request={"event": event, "link_id": link.id, **filters})
        return {row.customer.external_id for row in rows}

    customer_id = dub.customers.get(request={"id": f"ext_{kim}"}).id
    assert found(customer_id=customer_id) == {kim}
    assert found("sales", customer_id=customer_id) == {kim}
    assert found(event_name="Trial") == {lee}
    assert found(event_name="-Trial") == {kim}
    assert found(query="metadata['plan']:'pro'") == {kim}
    assert found(query='metadata["plan"]!="pro"') == {lee}
    assert found(query="metadata['seats']>'10'") == {lee}
    assert found(query="metadata['plan']='pro' AND metadata['seats']='20'") == set()


def test_sales_are_told_apart_by_first_and_later(dub, link, customer):
    for amount in [100, 200, 300]:
        dub.track.sale(request={"customer_external_id": customer, "amount": amount})

    def amounts(sale_type):
        rows = dub.events.list(request={"event": "sales", "link_id": link.id, "sale_type": sale_type})
        return sorted(row.sale.amount for row in rows)

    assert (amounts("new"), amounts("recurring")) == ([100], [200, 300])


def test_a_window_that_is_over_holds_no_event(dub, link, click_id):
    assert dub.events.list(request={"link_id": link.id, "start": "2024-03-01", "end": "2024-03-02"}) == []
    for window in [{}, {"interval": "24h"}, {"interval": "all"}, {"start": "2024-03-01"}]:
        assert len(dub.events.list(request={"link_id": link.id, **window})) == 1


def test_the_events_of_a_deleted_link_are_not_shown(dub, make_link, visitor):
    link = make_link(tenant_id=own("tenant"))
    visitor.click(link.key)
    assert len(dub.events.list(request={"tenant_id": link.tenant_id})) == 1
    dub.links.delete(link_id=link.id)
    assert dub.events.list(request={"tenant_id": link.tenant_id}) == []
