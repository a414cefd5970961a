"""Harnesses of the dashboard's own, and the browser that is installed, looking at their pages."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))

from support import Server  # noqa: E402
from workspace import Workspace  # noqa: E402

ROOT = Path(__file__).parents[3]
PROGRAM = os.environ.get("DUBCHECK", str(ROOT / ".build/debug/dubcheck"))

# What the browser itself reports of an answer with an error, or of a harness that ended before its page did.
OWN_DOING = re.compile("status of|net::ERR_(CONNECTION|EMPTY_RESPONSE|INCOMPLETE_CHUNKED)")


@contextmanager
def harness(*options: str, seed: str | None = None) -> Iterator[Server]:
    """A harness on a free port, with a file that goes with it."""
    with tempfile.TemporaryDirectory() as folder:
        variables = Path(folder, "env")
        command = [PROGRAM, "serve", "--ephemeral", "--port", "0", "--env-file", str(variables), "--count-bots", *options]
        if seed is not None:
            Path(folder, "seed").write_text(seed)
            command += ["--seed", str(Path(folder, "seed"))]
        with open(Path(folder, "log"), "w") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
            try:
                deadline = time.monotonic() + 30
                while not (variables.exists() and variables.read_text()):
                    assert process.poll() is None and time.monotonic() < deadline, Path(folder, "log").read_text()
                    time.sleep(0.02)
                values = dict(line.split("=", 1) for line in variables.read_text().splitlines())
                yield Server(
                    values["DUBCHECK_URL"], values["DUB_API_URL"], values["DUB_API_KEY"],
                    values["DUB_PUBLISHABLE_KEY"], values["DUB_SHORT_DOMAIN"], values["SEGMENT_HOST"],
                    values["SEGMENT_WRITE_KEY"],
                )  # fmt: skip
            finally:
                process.terminate()
                process.wait(10)


@pytest.fixture(scope="session")
def full() -> Iterator[Server]:
    """A harness with 90 days of clicks, leads and sales, which no test changes."""
    with harness(seed=Workspace().text) as server:
        yield server


@pytest.fixture(scope="session")
def hostile() -> Iterator[Server]:
    """One whose data means no good: markup in names, endless values, 500 links."""
    with harness(seed=Workspace(links=500, clicks=800, hostile=True).text) as server:
        yield server


@pytest.fixture
def fresh() -> Iterator[Server]:
    """A harness as it is at first, for one test."""
    with harness() as server:
        yield server


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, ["chromium-headless-shell", "chromium"])))
    with sync_playwright() as playwright:
        # Playwright has no sandbox for root, who runs this in containers.
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


def leaves(url: str, server: Server) -> bool:
    """Whether a request goes elsewhere than to the harness, whose names on this machine are many."""
    place, own = urlsplit(url), urlsplit(server.url)
    local = (place.hostname or "").endswith("localhost") or place.hostname == own.hostname
    return place.scheme in ("http", "https", "ws", "wss") and not (local and place.port == own.port)


@pytest.fixture
def open_page(chromium):
    """Opens a page of a server in a window of its own; whatever the page complains of fails the test."""
    contexts, complaints = [], []

    def open_page(server: Server, path: str, **options) -> Page:
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda line: line.type == "error" and not OWN_DOING.search(line.text) and complaints.append(line.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: leaves(request.url, server) and complaints.append(f"it asked for {request.url}"))
        page.goto(server.url + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def call():
    """Calls the API of a server with its secret key."""

    def call(server: Server, method: str, path: str, **options) -> httpx.Response:
        headers = {"Authorization": f"Bearer {server.key}"}
        return httpx.request(method, server.url + path, headers=headers, timeout=30, **options).raise_for_status()

    return call
