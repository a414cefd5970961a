"""Webhooks as a receiver sees them: `dub-api.md`, 17."""

import hashlib
import hmac
import json
import queue
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from support import own

SECRET = "whsec_0123456789abcdef0123456789abcdef"


@pytest.fixture
def receiver():
    """A server that takes whatever it is sent."""
    posts = queue.Queue()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            posts.put((self.headers, body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    server.posts = posts
    yield server
    server.shutdown()
    server.server_close()


@contextmanager
def webhook(api, **fields):
    """A webhook for as long as it is needed, so that nobody else's events go anywhere."""
    made = api.post("/_dubcheck/webhooks", json={"secret": SECRET, **fields})
    assert made.status_code == 201
    try:
        yield made.json()
    finally:
        api.delete(f"/_dubcheck/webhooks/{made.json()['id']}").raise_for_status()


def address(receiver):
    return f"http://127.0.0.1:{receiver.server_port}/hook"


def event_about(receiver, link_id):
    """The first post about a link: others make links at the same time."""
    while True:
        headers, body = receiver.posts.get(timeout=20)
        event = json.loads(body)
        if event["data"].get("link", event["data"])["id"] == link_id:
            return headers, body, event


def test_a_new_link_is_told_signed_by_the_secret(api, dub, make_link, receiver):
    with webhook(api, url=address(receiver), triggers=["link.created", "link.updated", "link.deleted"]):
        link = make_link()
        headers, body, event = event_about(receiver, link.id)
        assert headers["Dub-Signature"] == hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
        assert headers["Content-Type"] == "application/json"
        assert (event["event"], event["data"]["url"]) == ("link.created", link.url)
        dub.links.update(link_id=link.id, request_body={"comments": "seen"})
        assert event_about(receiver, link.id)[2]["event"] == "link.updated"
        dub.links.delete(link_id=link.id)
        assert event_about(receiver, link.id)[2]["event"] == "link.deleted"


def test_clicks_can_be_told_for_a_folder_only(api, dub, make_link, make_visitor, receiver):
    folder = dub.folders.create(request={"name": own("Folder")}).id
    inside, outside = make_link(folder_id=folder), make_link()
    with webhook(api, url=address(receiver), triggers=["link.clicked"], folderIds=[folder]) as made:
        assert made["folderIds"] == [folder]
        make_visitor().click(outside.key)
        click = make_visitor().click(inside.key)
        _, body = receiver.posts.get(timeout=20)
        event = json.loads(body)
        assert (event["event"], event["data"]["click"]["id"]) == ("link.clicked", click.click_id)
        assert receiver.posts.empty()


def test_another_machine_is_sent_nothing_and_the_refusal_names_the_option(api):
    answer = api.post("/_dubcheck/webhooks", json={"url": "https://Hooks.Example.com/a", "triggers": ["lead.created"]})
    assert answer.status_code == 422
    assert answer.json()["error"]["message"].endswith("--allow-webhook hooks.example.com allows")
