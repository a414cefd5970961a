"""Fixtures: every test makes what it needs, so that they run in any order on a server that already holds data."""

import httpx
import pytest
from dub import Dub

from support import Segment, Server, Visitor, own


@pytest.fixture(scope="session")
def server() -> Server:
    try:
        return Server.from_environment()
    except KeyError as error:
        pytest.exit(error.args[0], returncode=2)


@pytest.fixture(scope="session")
def dub(server):
    """The official SDK, told nothing but where the server is."""
    with Dub(token=server.key, server_url=server.api) as client:
        yield client


@pytest.fixture(scope="session")
def api(server):
    """The API without the SDK, for what the SDK does not read, send or offer."""
    with httpx.Client(base_url=server.api, headers={"Authorization": f"Bearer {server.key}"}) as client:
        yield client


@pytest.fixture(scope="session")
def anyone(server):
    """The API as one asks who has no key."""
    with httpx.Client(base_url=server.api) as client:
        yield client


@pytest.fixture(scope="session")
def page(server):
    """The API as a page calls it: with the publishable key."""
    with httpx.Client(base_url=server.api, headers={"Authorization": f"Bearer {server.publishable_key}"}) as client:
        yield client


@pytest.fixture(scope="session")
def segment(server):
    """The Tracking API without the SDK, and what became of the events."""
    return Segment(server)


@pytest.fixture(scope="session")
def make_link(dub):
    """Makes links that lead to an address of their own, with a click id."""

    def make(**fields):
        request = {"url": f"https://example.com/{own('page')}", "track_conversion": True, **fields}
        return dub.links.create(request=request)

    return make


@pytest.fixture
def link(make_link):
    return make_link()


@pytest.fixture(scope="session")
def make_visitor(server):
    def make(browser: str = "chrome", **place: str) -> Visitor:
        return Visitor(server, browser, {name.replace("_", "-"): value for name, value in place.items()})

    return make


@pytest.fixture
def visitor(make_visitor):
    return make_visitor()


@pytest.fixture
def click_id(link, visitor):
    """The click of `visitor` on `link`."""
    return visitor.click(link.key).click_id


@pytest.fixture
def customer(dub, click_id):
    """The external id of a customer who came by `click_id` and signed up."""
    external_id = own("user")
    dub.track.lead(
        request={"click_id": click_id, "event_name": "Sign up", "customer_external_id": external_id, "mode": "wait"}
    )
    return external_id
