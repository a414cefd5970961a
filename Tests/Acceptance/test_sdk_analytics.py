"""Events counted, by the official SDK: `dub-api.md`, 15."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from dub.models import components, errors

from support import own

MEMBERS = ["clicks", "leads", "sales", "sale_amount"]


@dataclass(frozen=True)
class Story:
    """What happened on one link, and how it is counted."""

    link: components.LinkSchema
    tag: components.LinkTagSchemaOutput
    folder: components.FolderSchema
    customers: list[str]
    retrieve: Callable


@pytest.fixture(scope="module")
def story(dub, make_link, make_visitor):
    """Three visitors: one signs up and buys twice, one signs up, one scans a QR code and leaves."""
    tag = dub.tags.create(request={"name": own("Spring"), "color": "blue"})
    folder = dub.folders.create(request={"name": own("Spring")})
    link = make_link(tag_ids=[tag.id], folder_id=folder.id, external_id=own("order"))
    came_by = {"Referer": "https://www.acme.test/a?b=c"}
    buyer = make_visitor("chrome").click(link.key, {"utm_source": "newsletter", "utm_medium": "e-mail"}, came_by)
    reader = make_visitor("iphone", continent="EU", country="DE", country_region="BE", city="Berlin").click(link.key)
    make_visitor("firefox", country_region="NY", city="Albany", country="US", continent="NA").click(
        link.key, {"qr": "1"}
    )
    customers = []
    for landing, plan in [(buyer, "pro"), (reader, "free")]:
        customers.append(own("user"))
        dub.track.lead(
            request={
                "click_id": landing.click_id,
                "event_name": "Sign up",
                "customer_external_id": customers[-1],
                "metadata": {"plan": plan},
                "mode": "wait",
            }
        )
    for amount, name in [(4900, "Purchase"), (1000, "Upgrade")]:
        dub.track.sale(request={"customer_external_id": customers[0], "amount": amount, "event_name": name})

    def retrieve(group_by="count", event="composite", **filters):
        request = {"event": event, "group_by": group_by, "link_id": link.id, "interval": "24h", **filters}
        return dub.analytics.retrieve(request=request)

    return Story(link, tag, folder, customers, retrieve)


def numbers(row) -> tuple:
    return tuple(getattr(row, name) for name in MEMBERS)


def raw_numbers(row: dict) -> tuple:
    return row["clicks"], row["leads"], row["sales"], row["saleAmount"]


# Totals


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("clicks", (3, 0, 0, 0)),
        ("leads", (0, 2, 0, 0)),
        ("sales", (0, 0, 2, 5900)),
        ("composite", (3, 2, 2, 5900)),
    ],
)
def test_totals_are_one_object_with_all_four_numbers(story, event, expected):
    totals = story.retrieve("count", event)
    assert isinstance(totals, components.AnalyticsCount)
    assert numbers(totals) == expected


def test_totals_are_the_same_for_all_time(story):
    assert numbers(story.retrieve(interval="all")) == (3, 2, 2, 5900)


# Groups

GROUPS = {
    "countries": ("country", {"US": (2, 1, 2, 5900), "DE": (1, 1, 0, 0)}),
    "continents": ("continent", {"NA": (2, 1, 2, 5900), "EU": (1, 1, 0, 0)}),
    "regions": ("region", {"US-CA": (1, 1, 2, 5900), "US-NY": (1, 0, 0, 0), "DE-BE": (1, 1, 0, 0)}),
    "cities": ("city", {"San Francisco": (1, 1, 2, 5900), "Albany": (1, 0, 0, 0), "Berlin": (1, 1, 0, 0)}),
    "devices": ("device", {"Desktop": (2, 1, 2, 5900), "Mobile": (1, 1, 0, 0)}),
    "browsers": ("browser", {"Chrome": (1, 1, 2, 5900), "Firefox": (1, 0, 0, 0), "Mobile Safari": (1, 1, 0, 0)}),
    "os": ("os", {"Mac OS": (1, 1, 2, 5900), "Windows": (1, 0, 0, 0), "iOS": (1, 1, 0, 0)}),
    "triggers": ("trigger", {"link": (2, 2, 2, 5900), "qr": (1, 0, 0, 0)}),
    "trigger": ("trigger", {"link": (2, 2, 2, 5900), "qr": (1, 0, 0, 0)}),
    "referers": ("referer", {"acme.test": (1, 1, 2, 5900), "(direct)": (2, 1, 0, 0)}),
    "referer_urls": ("referer_url", {"https://www.acme.test/a": (1, 1, 2, 5900), "(direct)": (2, 1, 0, 0)}),
}


@pytest.mark.parametrize("group", GROUPS)
def test_a_grouping_has_a_row_for_each_value(story, group):
    name, expected = GROUPS[group]
    rows = story.retrieve(group)
    assert {getattr(row, name): numbers(row) for row in rows} == expected
    assert [row.clicks for row in rows] == sorted((row.clicks for row in rows), reverse=True)


def test_rows_of_sales_are_sorted_by_their_amount(dub, link, make_visitor):
    for browser, amount in [("firefox", 100), ("iphone", 700), ("chrome", 300)]:
        click_id = make_visitor(browser).click(link.key).click_id
        dub.track.sale(request={"customer_external_id": own("user"), "amount": amount, "click_id": click_id})
    rows = dub.analytics.retrieve(request={"event": "sales", "group_by": "browsers", "link_id": link.id})
    assert [(row.browser, row.sale_amount) for row in rows] == [
        ("Mobile Safari", 700),
        ("Chrome", 300),
        ("Firefox", 100),
    ]


def test_rows_of_places_name_the_larger_place_too(api, story):
    def places(group):
        query = {"event": "clicks", "groupBy": group, "linkId": story.link.id, "country": "DE"}
        return [(row["country"], row["region"], row["city"]) for row in api.get("/analytics", params=query).json()]

    assert places("countries") == [("DE", "*", "*")]
    assert places("regions") == [("DE", "DE-BE", "*")]
    assert places("cities") == [("DE", "DE-BE", "Berlin")]


def test_the_row_of_a_link_says_which_it_is(story):
    (row,) = story.retrieve("top_links")
    link = story.link
    assert isinstance(row, components.AnalyticsTopLinks)
    assert (row.id, row.domain, row.key) == (link.id, link.domain, link.key)
    assert (row.short_link, row.url) == (link.short_link, link.url)
    assert (row.folder_id, row.title, row.comments) == (story.folder.id, None, None)
    assert numbers(row) == (3, 2, 2, 5900)


def test_urls_are_counted_with_and_without_their_queries(story):
    whole = story.retrieve("top_urls")
    assert len(whole) == 3 and all("dub_id=" in row.url for row in whole)
    assert sum(row.sale_amount for row in whole) == 5900
    (base,) = story.retrieve("top_base_urls")
    assert (base.url, numbers(base)) == (story.link.url, (3, 2, 2, 5900))


@pytest.mark.parametrize(
    ("event", "expected"),
    [("leads", {"Sign up": (0, 2, 0, 0)}), ("sales", {"Purchase": (0, 0, 1, 4900), "Upgrade": (0, 0, 1, 1000)})],
)
def test_events_are_counted_by_name(story, event, expected):
    assert {row.event_name: numbers(row) for row in story.retrieve("event_names", event)} == expected


def test_a_link_that_nobody_clicked_has_no_rows(story, link):
    for group in GROUPS:
        assert story.retrieve(group, link_id=link.id) == []


# Groups that the SDK cannot read


@pytest.mark.parametrize(
    ("group", "name", "value"),
    [("utm_sources", "utm_source", "newsletter"), ("utm_mediums", "utm_medium", "e-mail")],
)
def test_campaigns_are_counted_by_what_was_clicked(api, story, group, name, value):
    rows = api.get("/analytics", params={"event": "composite", "groupBy": group, "linkId": story.link.id}).json()
    assert [(row[name], raw_numbers(row)) for row in rows] == [(value, (1, 1, 2, 5900))]


@pytest.mark.parametrize("group", ["utm_campaigns", "utm_terms", "utm_contents"])
def test_a_campaign_tag_that_no_click_has_is_no_row(api, story, group):
    assert api.get("/analytics", params={"groupBy": group, "linkId": story.link.id}).json() == []


def test_domains_folders_and_tags_are_counted(api, story):
    def row(group):
        query = {"event": "composite", "groupBy": group, "linkId": story.link.id}
        (found,) = api.get("/analytics", params=query).json()
        assert raw_numbers(found) == (3, 2, 2, 5900)
        return found

    assert row("top_domains")["domain"] == story.link.domain
    folder = row("top_folders")
    assert (folder["folderId"], folder["folder"]["name"]) == (story.folder.id, story.folder.name)
    tag = row("top_link_tags")
    assert tag["tagId"] == story.tag.id
    assert tag["tag"] == {"id": story.tag.id, "name": story.tag.name, "color": "blue"}


@pytest.mark.parametrize("group", ["top_partners", "top_groups", "top_partner_tags"])
def test_there_are_no_partners(dub, group):
    assert dub.analytics.retrieve(request={"group_by": group}) == []


# Time

BUCKETS = {"24h": 25, "7d": 8, "30d": 31, "90d": 91, "1y": 13}


def starts(rows) -> list[datetime]:
    return [datetime.strptime(row.start, "%Y-%m-%dT%H:%M:%S.000%z") for row in rows]


@pytest.mark.parametrize("interval", BUCKETS)
def test_an_interval_has_its_number_of_buckets(story, interval):
    rows = story.retrieve("timeseries", interval=interval)
    assert len(rows) == BUCKETS[interval]
    assert all(isinstance(row, components.AnalyticsTimeseries) for row in rows)
    assert starts(rows) == sorted(starts(rows))


@pytest.mark.parametrize("interval", [*BUCKETS, "mtd", "qtd", "ytd"])
def test_the_buckets_hold_every_event_once(story, interval):
    rows = story.retrieve("timeseries", interval=interval)
    assert tuple(map(sum, zip(*map(numbers, rows)))) == (3, 2, 2, 5900)


def test_intervals_to_date_begin_with_the_month_the_quarter_and_the_year(story):
    month, quarter, year = (starts(story.retrieve("timeseries", interval=name)) for name in ["mtd", "qtd", "ytd"])
    assert month[0].day == 1 and len(month) == month[-1].day
    assert quarter[0].day == 1 and quarter[0].month % 3 == 1
    assert len(quarter) == (quarter[-1] - quarter[0]).days + 1
    assert (year[0].month, year[0].day) == (1, 1) and len(year) == year[-1].month


def test_hours_are_utc_in_every_time_zone(story):
    for zone in ["UTC", "Asia/Tokyo"]:
        hours = starts(story.retrieve("timeseries", timezone=zone))
        assert all(hour.utcoffset() == timedelta(0) and hour.minute == 0 for hour in hours)
        assert all(later - hour == timedelta(hours=1) for hour, later in zip(hours, hours[1:]))


@pytest.mark.parametrize(
    ("zone", "offset"), [("UTC", "+0000"), ("Asia/Tokyo", "+0900"), ("America/New_York", "-0500"), ("Nowhere", "+0000")]
)
def test_days_begin_at_midnight_of_the_time_zone(story, zone, offset):
    rows = story.retrieve("timeseries", start="2024-03-01", end="2024-03-04", timezone=zone)
    assert [row.start for row in rows] == [f"2024-03-0{day}T00:00:00.000{offset}" for day in [1, 2, 3, 4]]
    assert {numbers(row) for row in rows} == {(0, 0, 0, 0)}


@pytest.mark.parametrize(
    ("start", "end", "number", "step"),
    [
        ("2024-03-01", "2024-03-02", 48, timedelta(hours=1)),
        ("2024-03-01", "2024-03-10", 10, timedelta(days=1)),
        ("2023-01-01", "2023-12-31", 12, timedelta(days=31)),
    ],
    ids=["hours", "days", "months"],
)
def test_buckets_grow_with_the_stretch_of_time(story, start, end, number, step):
    rows = starts(story.retrieve("timeseries", start=start, end=end))
    assert len(rows) == number
    assert rows[1] - rows[0] == step


def test_without_a_time_it_is_thirty_days(dub, story):
    for window in [{}, {"end": "2024-03-04"}]:
        rows = dub.analytics.retrieve(
            request={"event": "composite", "group_by": "timeseries", "link_id": story.link.id, **window}
        )
        assert len(rows) == 31


def test_a_start_counts_more_than_an_interval(story):
    assert numbers(story.retrieve(start="2024-03-01", end="2024-03-02", interval="24h")) == (0, 0, 0, 0)


REFUSED_TIMES = {
    "unreadable": ({"start": "soon"}, "custom: start: Invalid date"),
    "early": ({"start": "2022-09-01"}, "custom: start: The start date cannot be earlier than Sep 22, 2022."),
}


@pytest.mark.parametrize(("fields", "message"), REFUSED_TIMES.values(), ids=REFUSED_TIMES.keys())
def test_a_start_that_is_not_possible_is_refused(story, fields, message):
    with pytest.raises(errors.UnprocessableEntity) as raised:
        story.retrieve(**fields)
    assert raised.value.message == message


# Filters

FILTERS = {
    "one": ({"browser": "Chrome"}, (1, 1, 2, 5900)),
    "one-of-several": ({"browser": "Chrome,Firefox"}, (2, 1, 2, 5900)),
    "not-one": ({"browser": "-Chrome"}, (2, 1, 0, 0)),
    "none-of-several": ({"browser": "-Chrome,Firefox"}, (1, 1, 0, 0)),
    "only-a-comma": ({"browser": ","}, (3, 2, 2, 5900)),
    "only-a-minus": ({"browser": "-"}, (3, 2, 2, 5900)),
    "several-fields": ({"device": "Desktop", "os": "Windows"}, (1, 0, 0, 0)),
    "lower-case": ({"device": "mobile"}, (1, 1, 0, 0)),
    "ios": ({"os": "iOS"}, (1, 1, 0, 0)),
    "trigger": ({"trigger": "qr"}, (1, 0, 0, 0)),
    "not-trigger": ({"trigger": "-qr"}, (2, 2, 2, 5900)),
    "qr": ({"qr": True}, (1, 0, 0, 0)),
    "referer": ({"referer": "acme.test"}, (1, 1, 2, 5900)),
    "not-referer": ({"referer": "-(direct)"}, (1, 1, 2, 5900)),
    "referer-url": ({"referer_url": "https://www.acme.test/a"}, (1, 1, 2, 5900)),
    "utm-source": ({"utm_source": "newsletter"}, (1, 1, 2, 5900)),
    "utm-source-begins": ({"utm_source": "news"}, (1, 1, 2, 5900)),
    "not-utm-source": ({"utm_source": "-newsletter"}, (2, 1, 0, 0)),
    "country": ({"country": "DE"}, (1, 1, 0, 0)),
    "countries": ({"country": "DE,US"}, (3, 2, 2, 5900)),
    "not-country": ({"country": "-DE"}, (2, 1, 2, 5900)),
    "city": ({"city": "Berlin,Albany"}, (2, 1, 0, 0)),
    "continent": ({"continent": "EU"}, (1, 1, 0, 0)),
    "region": ({"region": "US-CA"}, (1, 1, 2, 5900)),
    "bare-region": ({"region": "CA"}, (0, 0, 0, 0)),
}


@pytest.mark.parametrize(("filters", "expected"), FILTERS.values(), ids=FILTERS.keys())
def test_a_filter_leaves_what_fits(story, filters, expected):
    assert numbers(story.retrieve(**filters)) == expected


def test_the_destination_is_a_filter_without_its_query(story):
    assert numbers(story.retrieve(url=story.link.url)) == (3, 2, 2, 5900)
    assert numbers(story.retrieve(url=f"-{story.link.url}")) == (0, 0, 0, 0)


def test_sales_are_told_apart_by_first_and_later(story):
    assert numbers(story.retrieve(event="sales", sale_type="new")) == (0, 0, 1, 4900)
    assert numbers(story.retrieve(event="sales", sale_type="recurring")) == (0, 0, 1, 1000)


def test_leads_are_filtered_by_metadata_name_and_customer(dub, story):
    customer_id = dub.customers.get(request={"id": f"ext_{story.customers[1]}"}).id
    assert story.retrieve(event="leads", query="metadata['plan']:'pro'").leads == 1
    assert story.retrieve(event="leads", event_name="Sign up").leads == 2
    assert story.retrieve(event="leads", event_name="-Sign up").leads == 0
    assert story.retrieve(event="leads", customer_id=customer_id).leads == 1
    assert story.retrieve(event="clicks", customer_id=customer_id).clicks == 1


def test_a_link_is_named_by_each_of_its_ids(dub, story):
    link = story.link
    for name in [
        {"external_id": f"ext_{link.external_id}"},
        {"domain": link.domain, "key": link.key},
        {"folder_id": story.folder.id},
        {"tag_id": story.tag.id},
    ]:
        totals = dub.analytics.retrieve(request={"event": "composite", "interval": "24h", **name})
        assert numbers(totals) == (3, 2, 2, 5900)


def test_an_unknown_link_is_not_found(dub, story):
    with pytest.raises(errors.NotFound, match=r"^Link not found\.$"):
        dub.analytics.retrieve(request={"domain": story.link.domain, "key": own("nothing")})


# Older addresses and words


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"event": "views"}, "Invalid event type. Valid event types are: clicks, leads, sales"),
        ({"groupBy": "weather"}, "Invalid type value. Valid values are: count, timeseries, "),
    ],
    ids=["event", "grouping"],
)
def test_unknown_words_are_refused_with_the_known_ones(api, query, message):
    answer = api.get("/analytics", params=query)
    assert answer.status_code == 422
    assert message in answer.json()["error"]["message"]


def test_older_addresses_answer_numbers_and_rows(api, story):
    query = {"linkId": story.link.id}
    assert api.get("/analytics/clicks", params=query).json() == 3
    assert api.get("/analytics/count", params=query).json() == 3
    rows = api.get("/analytics/leads/devices", params=query).json()
    assert {row["device"]: row["leads"] for row in rows} == {"Desktop": 1, "Mobile": 1}
