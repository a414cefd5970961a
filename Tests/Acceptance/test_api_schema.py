"""Every answer keeps to `web/openapi.yaml`: those of a used workspace, and those to whatever fits the description."""

from dataclasses import dataclass
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi import checks

from support import own

CONFIG = SchemathesisConfig.from_dict(
    {
        "generation": {"mode": "all", "with-security-parameters": False},
        "phases": {"coverage": {"enabled": False}, "stateful": {"enabled": False}},
    }
)
SCHEMA = schemathesis.openapi.from_path(Path(__file__).parents[2] / "web/openapi.yaml", config=CONFIG)
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.response_headers_conformance,
]

# What would stop or change the server for all others.
LEFT_OUT = {
    "followEvents": "it never ends",
    "waitForEvent": "it waits",
    "reset": "it takes from others what they made",
    "setClock": "it moves the time of others",
    "resetClock": "it moves the time of others",
    "setChaosRules": "it puts faults into the requests of others",
    "clearChaosRules": "it takes faults out of the requests of others",
    "createWebhook": "it makes the server send to addresses of this machine",
    "rotateKey": "it takes the key from all others",
    "verifyPage": "it starts a browser",
    "updateWorkspace": "it changes keys and allowed hosts",
    # The suites of Segment ask these.
    "track": "it belongs to Segment's destinations, which its suites need as they are",
    "trackPreflight": "it belongs to Segment's destinations, which its suites need as they are",
    "segmentSettings": "it belongs to Segment's destinations, which its suites need as they are",
    "segmentSettingsPreflight": "it belongs to Segment's destinations, which its suites need as they are",
    "listDeliveries": "it belongs to Segment's destinations, which its suites need as they are",
    "retryDelivery": "it belongs to Segment's destinations, which its suites need as they are",
    "listDestinations": "it belongs to Segment's destinations, which its suites need as they are",
    "createDestination": "it belongs to Segment's destinations, which its suites need as they are",
    "updateDestination": "it belongs to Segment's destinations, which its suites need as they are",
    "deleteDestination": "it belongs to Segment's destinations, which its suites need as they are",
    "createSubscription": "it belongs to Segment's destinations, which its suites need as they are",
    "importSubscriptions": "it belongs to Segment's destinations, which its suites need as they are",
    "getSubscription": "it belongs to Segment's destinations, which its suites need as they are",
    "updateSubscription": "it belongs to Segment's destinations, which its suites need as they are",
    "deleteSubscription": "it belongs to Segment's destinations, which its suites need as they are",
    "listActions": "it belongs to Segment's destinations, which its suites need as they are",
    "previewEvent": "it belongs to Segment's destinations, which its suites need as they are",
}


def send(case, server):
    """Sends a request with the key that its operation asks for, and checks the answer."""
    required = case.operation.definition.raw.get("security", [{"secretKey": []}])
    key = server.publishable_key if {"publishableKey": []} in required else server.key
    response = case.call(base_url=server.api, headers={"Authorization": f"Bearer {key}"}, timeout=10)
    # A request line beyond all limits is refused before it is a request, without a body.
    if response.status_code == 400 and not response.content:
        return response
    case.validate_response(response, checks=CHECKS)
    return response


@SCHEMA.exclude(operation_id=list(LEFT_OUT)).parametrize()
@settings(
    max_examples=20,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
def test_whatever_fits_the_description_gets_an_answer_that_does(case, server):
    send(case, server)


# A used workspace


@dataclass(frozen=True)
class Used:
    """Something of everything."""

    link: str
    key: str
    domain: str
    tenant: str
    external_id: str
    customer: str
    click: str
    workspace: str
    tag: str
    folder: str
    slug: str
    visitor: dict[str, str]

    @property
    def buyer(self) -> dict[str, str]:
        return {"customerExternalId": self.external_id}


@pytest.fixture(scope="module")
def used(dub, make_link, make_visitor):
    tag = dub.tags.create(request={"name": own("Spring"), "color": "pink"})
    folder = dub.folders.create(request={"name": own("Spring")})
    slug = dub.domains.create(request={"slug": f"{own('go')}.localhost"}).slug
    link = make_link(
        tenant_id=own("tenant"),
        tag_ids=[tag.id],
        folder_id=folder.id,
        geo={"DE": "https://example.com/de"},
        expires_at="2035-01-01",
        **{name: "x" for name in ["utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content"]},
    )
    external_id, visitor = own("user"), make_visitor()
    click = visitor.click(link.key, fields={"Referer": "https://www.acme.test/a?b=c"}).click_id
    make_visitor("iphone").click(link.key, {"qr": "1"})
    lead = {"click_id": click, "event_name": "Sign up", "customer_external_id": external_id, "metadata": {"a": 1}}
    dub.track.lead(request={**lead, "mode": "wait"})
    for invoice in [None, own("in")]:
        dub.track.sale(request={"customer_external_id": external_id, "amount": 4900, "invoice_id": invoice})
    return Used(
        link=link.id,
        key=link.key,
        domain=link.domain,
        tenant=link.tenant_id,
        external_id=external_id,
        customer=dub.customers.get(request={"id": f"ext_{external_id}"}).id,
        click=click,
        workspace=link.workspace_id,
        tag=tag.id,
        folder=folder.id,
        slug=slug,
        visitor=visitor.fields,
    )


# A request to each operation that succeeds, in the order in which they are sent.
CALLS = {
    "listLinks": lambda it: {"query": {"tenantId": it.tenant}},
    "createLink": lambda it: {"body": {"url": "https://example.com/"}},
    "findLink": lambda it: {"query": {"domain": it.domain, "key": it.key}},
    "countLinks": lambda it: {"query": {"groupBy": "domain"}},
    "upsertLink": lambda it: {"body": {"url": "https://example.com/"}},
    "createLinks": lambda it: {"body": [{"url": "https://example.com/"}, {"url": "no url"}]},
    "updateLinks": lambda it: {"body": {"linkIds": [it.link, "link_none"], "data": {"comments": "seen"}}},
    "deleteLinks": lambda it: {"query": {"linkIds": ["link_none"]}},
    "getLink": lambda it: {"path_parameters": {"linkId": it.link}},
    "updateLink": lambda it: {"path_parameters": {"linkId": it.link}, "body": {"comments": "seen"}},
    "replaceLink": lambda it: {"path_parameters": {"linkId": it.link}, "body": {"comments": "seen"}},
    "trackClick": lambda it: {"body": {"domain": it.domain, "key": it.key}, "headers": it.visitor},
    "trackVisit": lambda it: {"body": {"domain": it.domain, "url": f"https://example.com/{it.key}"}},
    "trackOpen": lambda it: {"body": {"deepLink": f"https://{it.domain}/{it.key}"}},
    "trackLead": lambda it: {"body": {"clickId": it.click, "eventName": "Trial", **it.buyer}},
    "trackLeadFromPage": lambda it: {"body": {"clickId": it.click, "eventName": "Trial", **it.buyer}},
    "trackSale": lambda it: {"body": {"amount": 100, **it.buyer}},
    "trackSaleFromPage": lambda it: {"body": {"amount": 100, **it.buyer}},
    "preflightClick": lambda it: {},
    "preflightVisit": lambda it: {},
    "preflightOpen": lambda it: {},
    "preflightLead": lambda it: {},
    "preflightSale": lambda it: {},
    "listEvents": lambda it: {"query": {"event": "sales", "linkId": it.link}},
    "retrieveAnalytics": lambda it: {"query": {"event": "composite", "linkId": it.link}},
    "retrieveAnalyticsOfSubject": lambda it: {"path_parameters": {"subject": "clicks"}},
    "retrieveAnalyticsOfEvent": lambda it: {"path_parameters": {"event": "leads", "groupBy": "countries"}},
    "listCustomers": lambda it: {"query": {"includeExpandedFields": "true"}},
    "createCustomer": lambda it: {"body": {"externalId": own("user"), "country": "DE"}},
    "countCustomers": lambda it: {"query": {"groupBy": "country"}},
    "getCustomer": lambda it: {"path_parameters": {"id": it.customer}, "query": {"includeExpandedFields": "true"}},
    "updateCustomer": lambda it: {"path_parameters": {"id": it.customer}, "body": {"name": "Kim"}},
    "listActivity": lambda it: {"path_parameters": {"id": it.customer}},
    "listTags": lambda it: {},
    "createTag": lambda it: {"body": {"name": own("Tag")}},
    "updateTag": lambda it: {"path_parameters": {"id": it.tag}, "body": {"color": "red"}},
    "listFolders": lambda it: {},
    "createFolder": lambda it: {"body": {"name": own("Folder")}},
    "updateFolder": lambda it: {"path_parameters": {"id": it.folder}, "body": {"description": "seen"}},
    "listDomains": lambda it: {},
    "createDomain": lambda it: {"body": {"slug": f"{own('go')}.localhost"}},
    "updateDomain": lambda it: {"path_parameters": {"slug": it.slug}, "body": {"placeholder": "https://example.com"}},
    "drawQRCode": lambda it: {"query": {"url": "https://example.com"}},
    "getWorkspace": lambda it: {"path_parameters": {"idOrSlug": it.workspace}},
    "checkHealth": lambda it: {},
    "checkReadiness": lambda it: {},
    "readMetrics": lambda it: {},
    "readClock": lambda it: {},
    "export": lambda it: {},
    "explain": lambda it: {"query": {"clickId": it.click}},
    "showChain": lambda it: {},
    "showKeys": lambda it: {},
    "showVerification": lambda it: {},
    "listChaosRules": lambda it: {},
    "listWebhooks": lambda it: {},
}

# They end what a test needs, or need what no test may make here.
UNCALLED = {
    "deleteLink",
    "deleteCustomer",
    "deleteTag",
    "deleteFolder",
    "deleteDomain",
    "deleteWebhook",
    "listWebhookDeliveries",
    "retryWebhookDelivery",
}


def operations():
    return [found.ok() for found in SCHEMA.get_all_operations()]


def operation_named(name: str):
    return next(it for it in operations() if it.definition.raw["operationId"] == name)


@pytest.mark.parametrize("name", CALLS)
def test_a_success_keeps_to_the_description(server, used, name):
    response = send(operation_named(name).Case(**CALLS[name](used)), server)
    assert 200 <= response.status_code < 300


@pytest.mark.parametrize("event", ["clicks", "leads"])
def test_all_kinds_of_events_keep_to_the_description(server, used, event):
    query = {"event": event, "linkId": used.link}
    response = send(operation_named("listEvents").Case(query=query), server)
    assert response.json() != []


@pytest.mark.parametrize("group", SCHEMA.raw_schema["components"]["schemas"]["Grouping"]["enum"])
def test_all_groups_keep_to_the_description(server, used, group):
    for event in ["clicks", "leads", "sales", "composite"]:
        query = {"event": event, "groupBy": group, "linkId": used.link, "interval": "24h"}
        response = send(operation_named("retrieveAnalytics").Case(query=query), server)
        assert response.status_code == 200


def test_no_operation_is_forgotten():
    names = {it.definition.raw["operationId"] for it in operations()}
    assert names == CALLS.keys() | UNCALLED | LEFT_OUT.keys()
