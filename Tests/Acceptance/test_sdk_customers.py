"""Customers by the official SDK: `dub-api.md`, 16."""

import re

import pytest
from dub.models import errors

from support import own

NOBODY = "cus_1KJPXAG40H4QX4FR84G98PBSK"


@pytest.fixture
def make_customer(dub, make_link, make_visitor):
    """Makes customers by a lead; gives their external id."""

    def make(link=None, **fields):
        external_id = own("user")
        click_id = make_visitor().click((link or make_link()).key).click_id
        request = {"click_id": click_id, "event_name": "Sign up", "customer_external_id": external_id, **fields}
        dub.track.lead(request=request)
        return external_id

    return make


def get(dub, external_id, **fields):
    return dub.customers.get(request={"id": f"ext_{external_id}", **fields})


def test_a_customer_is_found_by_both_ids(dub, make_customer):
    external_id = make_customer(customer_name="Kim", customer_email="kim@acme.test")
    customer = get(dub, external_id)
    assert re.fullmatch(r"cus_[0-9A-HJKMNP-TV-Z]{25}", customer.id)
    assert (customer.external_id, customer.name, customer.email) == (external_id, "Kim", "kim@acme.test")
    assert (customer.avatar, customer.stripe_customer_id) == (None, None)
    assert (customer.sales, customer.sale_amount, customer.first_sale_at) == (0, 0, None)
    assert customer.country == "US"
    assert dub.customers.get(request={"id": customer.id}) == customer


def test_sales_are_added_up(dub, make_customer):
    external_id = make_customer()
    dub.track.sale(request={"customer_external_id": external_id, "amount": 4900})
    first = get(dub, external_id)
    dub.track.sale(request={"customer_external_id": external_id, "amount": 100})
    second = get(dub, external_id)
    assert (first.sales, first.sale_amount) == (1, 4900)
    assert (second.sales, second.sale_amount) == (2, 5000)
    assert second.first_sale_at == first.first_sale_at and first.first_sale_at is not None


def test_the_link_is_shown_only_when_asked_for(api, dub, make_link, make_customer):
    link = make_link()
    external_id = make_customer(link)
    shown = get(dub, external_id, include_expanded_fields=True)
    assert (shown.link.id, shown.link.key, shown.link.program_id) == (link.id, link.key, None)
    assert "link" not in api.get(f"/customers/ext_{external_id}").json()


@pytest.mark.parametrize("id", [NOBODY, "ext_nobody"])
def test_an_unknown_customer_is_not_found(dub, id):
    calls = [
        lambda: dub.customers.get(request={"id": id}),
        lambda: dub.customers.update(request={"id": id, "request_body": {"name": "Kim"}}),
        lambda: dub.customers.delete(id=id),
    ]
    for call in calls:
        with pytest.raises(errors.NotFound, match=r"^Customer not found\."):
            call()


def test_customers_are_listed_by_what_is_known_of_them(dub, make_link, make_customer):
    link, word = make_link(), own("kim").replace("-", "")
    email = f"{word}@acme.test"
    kim = make_customer(link, customer_name=f"Kim {word}", customer_email=email)
    lee = make_customer(link, customer_name="Lee")

    def found(**filters):
        return {it.external_id for it in dub.customers.list(request=filters).result}

    assert found(link_id=link.id) == {kim, lee}
    assert found(link_id=link.id, country="US") == {kim, lee}
    assert found(link_id=link.id, country="DE") == set()
    assert found(external_id=lee) == {lee}
    assert found(email=email) == {kim}
    assert found(email=email, external_id=lee) == {kim}
    assert found(search=email) == {kim}
    assert found(search=word) == {kim}


def test_customers_are_sorted_by_creation_or_by_sales(dub, make_link, make_customer):
    link = make_link()
    amounts = {make_customer(link): amount for amount in [200, 300, 100]}
    for external_id, amount in amounts.items():
        dub.track.sale(request={"customer_external_id": external_id, "amount": amount})

    def listed(**order):
        return dub.customers.list(request={"link_id": link.id, **order}).result

    times = [it.created_at for it in listed()]
    assert len(times) == 3 and times == sorted(times, reverse=True)
    assert [it.sale_amount for it in listed(sort_by="saleAmount")] == [300, 200, 100]
    assert [it.sale_amount for it in listed(sort_by="saleAmount", sort_order="asc")] == [100, 200, 300]


def test_pages_hold_every_customer_once(dub, make_link, make_customer):
    link = make_link()
    made = {make_customer(link) for _ in range(3)}

    def page(**place):
        return dub.customers.list(request={"link_id": link.id, "page_size": 2, **place}).result

    first, second = page(page=1), page(page=2)
    assert (len(first), len(second), page(page=3)) == (2, 1, [])
    assert {it.external_id for it in first + second} == made
    ids = sorted((it.id for it in first + second), reverse=True)
    assert [it.id for it in page(starting_after=ids[0])] == ids[1:]
    assert [it.id for it in page(ending_before=ids[2])] == ids[:2]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"page_size": 101}, "Max page size is 100."),
        ({"starting_after": NOBODY}, "Invalid cursor: the provided ID does not exist."),
        (
            {"starting_after": NOBODY, "ending_before": NOBODY},
            "You cannot use both startingAfter and endingBefore at the same time.",
        ),
    ],
    ids=["large-page", "unknown-cursor", "both-cursors"],
)
def test_a_page_that_is_not_possible_is_refused(dub, fields, message):
    with pytest.raises(errors.UnprocessableEntity) as raised:
        dub.customers.list(request=fields)
    assert message in raised.value.message


def test_an_update_changes_what_is_given_and_null_clears(dub, make_customer):
    external_id = make_customer(customer_name="Kim", customer_email="kim@acme.test")
    customer = get(dub, external_id)
    fresh = own("user")
    body = {"email": None, "avatar": "https://example.com/kim.png", "external_id": fresh, "stripe_customer_id": "cus_9"}
    updated = dub.customers.update(request={"id": customer.id, "request_body": body})
    assert (updated.id, updated.name, updated.email) == (customer.id, "Kim", None)
    assert (updated.avatar, updated.external_id) == ("https://example.com/kim.png", fresh)
    assert updated.stripe_customer_id == "cus_9"
    assert get(dub, fresh).model_dump() == updated.model_dump()


def test_the_country_is_not_changed_and_the_end_of_a_subscription_is(dub, make_customer):
    external_id = make_customer()
    body = {"country": "DE", "subscription_canceled_at": "2026-03-02T09:15:04.123Z"}
    updated = dub.customers.update(request={"id": f"ext_{external_id}", "request_body": body})
    assert (updated.country, updated.subscription_canceled_at) == ("US", "2026-03-02T09:15:04.123Z")


def test_a_taken_external_id_is_a_conflict(dub, make_customer):
    one, other = make_customer(), make_customer()
    with pytest.raises(errors.Conflict, match=r"^A customer with this external ID already exists\.$"):
        dub.customers.update(request={"id": f"ext_{one}", "request_body": {"external_id": other}})


def test_the_events_of_a_deleted_customer_stay_without_the_name(dub, make_link, make_customer):
    link = make_link()
    external_id = make_customer(link, customer_name="Kim")
    customer_id = get(dub, external_id).id
    assert dub.customers.delete(id=customer_id).id == customer_id
    with pytest.raises(errors.NotFound):
        get(dub, external_id)
    (row,) = dub.events.list(request={"event": "leads", "link_id": link.id})
    customer = row.customer
    assert (customer.id, customer.external_id) == (customer_id, customer_id)
    assert (customer.name, customer.email) == ("Deleted Customer", "deleted@customer.com")


def test_a_customer_that_no_click_brought_has_no_sales(api, dub):
    external_id = own("user")
    made = api.post("/customers", json={"externalId": external_id, "country": "DE", "name": "Kim"})
    assert made.status_code == 201
    customer = made.json()
    assert (customer["externalId"], customer["country"], customer["name"]) == (external_id, "DE", "Kim")
    with pytest.raises(errors.NotFound, match=f"^Link not found for customer {customer['id']}$"):
        dub.track.sale(request={"customer_external_id": external_id, "amount": 100})


def test_customers_are_counted(api, make_link, make_customer):
    link = make_link()
    for _ in range(2):
        make_customer(link)
    assert api.get("/customers/count", params={"linkId": link.id}).json() == 2
    (row,) = api.get("/customers/count", params={"linkId": link.id, "groupBy": "country"}).json()
    assert (row["country"], row["_count"]) == ("US", 2)


def test_the_activity_of_a_customer_is_told_from_the_end(api, dub, make_link, make_customer):
    link = make_link()
    external_id = make_customer(link)
    dub.track.sale(request={"customer_external_id": external_id, "amount": 4900})
    activity = api.get(f"/customers/ext_{external_id}/activity").json()
    kinds = [row["event"] for row in activity["events"]]
    assert kinds[0] == "sale" and {"lead", "sale"} <= set(kinds)
    assert not any("customer" in row for row in activity["events"])
    assert (activity["link"]["id"], activity["link"]["key"]) == (link.id, link.key)
