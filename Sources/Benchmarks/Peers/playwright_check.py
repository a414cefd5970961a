"""The check that `dubcheck verify` makes with a browser, written with Playwright, as a peer in `make bench`.

usage: playwright_check.py BROWSER CONTEXTS URLS-FILE RESOLVER-RULES

Looks at every page in the file, CONTEXTS at a time, in one warm browser and a new context for each page, and prints
what it saw as JSON lines. It collects what a look of dubcheck collects, and waits as that does: for events and for
what must come, never for a time. The exit code is 0 only if the script and its cookie were seen on every page.
"""

import asyncio
import json
import os
import secrets
import sys
import time
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from playwright.async_api import Error, async_playwright

PATIENCE = 5.0

# What the script made, what its reader says, and the cookies as scripts see them: one question instead of three.
OBJECT = """() => {
  const text = (value) => value === undefined || value === null ? null : String(value);
  const seen = { url: location.href, state: document.readyState, works: false, cookie: document.cookie,
    cookiesEnabled: navigator.cookieEnabled, stub: typeof window.dubAnalytics };
  const object = window._dubAnalytics;
  if (object === undefined || object === null) return seen;
  seen.works = object.i === 'dub_id' && typeof object.c?.get === 'function' && typeof object.c?.set === 'function';
  if (!seen.works) return seen;
  seen.keys = Object.keys(object);
  seen.values = { a: text(object.a), d: text(object.d), h: text(object.h), v: text(object.v), k: text(object.k),
    n: JSON.stringify(object.n) ?? null };
  seen.reader = text(object.c.get('dub_id'));
  seen.queued = [...(object.qm?.queue ?? [])].slice(0, 50).map((call) => String(call?.[0]));
  return seen;
}"""

SCRIPTS = """() => {
  const list = [];
  const visit = (root, shadow) => {
    for (const script of root.querySelectorAll('script')) {
      list.push({
        attributes: [...script.attributes].map((it) => [it.name, it.value]), shadow, url: script.src,
        head: !shadow && !!document.head && document.head.contains(script),
        text: script.hasAttribute('src') ? '' : script.textContent.slice(0, 20000), own: Object.keys(script),
      });
    }
    for (const element of root.querySelectorAll('*')) if (element.shadowRoot) visit(element.shadowRoot, true);
  };
  visit(document, false);
  return list;
}"""


class Observations:
    """What the events of a page tell, written down as they come.

    The requests come from DevTools events: Playwright's own do not say who made a request. Its listeners for requests
    are left out, so that nothing is told twice.
    """

    def __init__(self):
        self.requests = {}
        self.console = []
        self.exceptions = []
        self.dialogs = []
        self.reports = []
        self.log = []
        self.document = None

    def listen(self, page, devtools):
        page.on("console", lambda it: self.console.append((it.type, it.text, it.location)))
        page.on("pageerror", lambda it: self.exceptions.append(it.stack or it.message))
        page.on("dialog", self.answer)
        devtools.on("Network.requestWillBeSent", self.sent)
        devtools.on("Network.responseReceived", self.received)
        devtools.on("Network.loadingFinished", self.finished)
        devtools.on("Network.loadingFailed", self.failed)
        devtools.on("Audits.issueAdded", lambda it: self.reports.append(it["issue"]))
        devtools.on("Log.entryAdded", lambda it: self.log.append(it["entry"]))

    async def answer(self, dialog):
        self.dialogs.append((dialog.type, dialog.message))
        if dialog.type in ("alert", "beforeunload"):
            await dialog.accept()
        else:
            await dialog.dismiss()

    def sent(self, event):
        known = self.requests.get(event["requestId"])
        if known:
            known["redirects"].append(event["request"]["url"])
            return
        self.requests[event["requestId"]] = {
            "url": event["request"]["url"], "method": event["request"]["method"], "type": event.get("type"),
            "initiator": event["initiator"], "start": event["timestamp"], "redirects": [],
        }

    def received(self, event):
        request = self.requests.get(event["requestId"])
        if request is None:
            return
        response = event["response"]
        request["status"] = response["status"]
        request["mimeType"] = response["mimeType"]
        request["fromServiceWorker"] = response.get("fromServiceWorker", False)
        if event["type"] == "Document":
            self.document = {"url": response["url"], "status": response["status"], "headers": response["headers"]}

    def finished(self, event):
        request = self.requests.get(event["requestId"])
        if request is not None:
            request["end"] = event["timestamp"]

    def failed(self, event):
        request = self.requests.get(event["requestId"])
        if request is not None:
            request["end"] = event["timestamp"]
            request["failure"] = event["errorText"]
            request["blocked"] = event.get("blockedReason")


async def answer_tracking(route):
    """Answers a call to the tracking API here, so that a check creates no event."""
    origin = route.request.headers.get("origin", "*")
    fields = {"Access-Control-Allow-Origin": origin, "Access-Control-Allow-Credentials": "true"}
    await route.fulfill(status=200, headers=fields, content_type="application/json", body='{"clickId":"standin"}')


async def look(page, context):
    """The object and the store at one moment; reading `document.cookie` first brings the store up to date."""
    seen = await page.evaluate(OBJECT)
    return seen, [cookie for cookie in await context.cookies() if cookie["name"].startswith("dub_")]


async def settle(page, context, value):
    """Looks until script and cookie are there, or it has been long enough."""
    deadline = time.monotonic() + PATIENCE
    pause = 0.005
    while True:
        seen, cookies = await look(page, context)
        is_kept = any(cookie["name"] == "dub_id" and cookie["value"] == value for cookie in cookies)
        if (seen["works"] and is_kept) or time.monotonic() > deadline:
            return seen, cookies
        await asyncio.sleep(pause)
        pause = min(pause * 2, 0.15)


async def check(browser, user_agent, url):
    value = "probe" + secrets.token_hex(6)
    context = await browser.new_context(
        ignore_https_errors=True, no_viewport=True, accept_downloads=False, user_agent=user_agent)
    try:
        page = await context.new_page()
        observations = Observations()
        devtools = await context.new_cdp_session(page)
        observations.listen(page, devtools)
        await asyncio.gather(
            context.route("**/track/**", answer_tracking), devtools.send("Network.enable"),
            devtools.send("Log.enable"), devtools.send("Audits.enable"))
        parts = urlsplit(url)
        query = urlencode(parse_qsl(parts.query) + [("dub_id", value)])
        response = await page.goto(urlunsplit(parts._replace(query=query)), wait_until="load")
        seen, cookies = await settle(page, context, value)
        (at_end, cookies_at_end), scripts, body = await asyncio.gather(
            look(page, context), page.evaluate(SCRIPTS), response.body())
        return {
            "url": url, "value": value, "works": at_end["works"] and at_end["reader"] == value and any(
                cookie["name"] == "dub_id" and cookie["value"] == value for cookie in cookies_at_end),
            "object": at_end, "objectBefore": seen, "cookies": cookies, "cookiesAtEnd": cookies_at_end,
            "scripts": scripts, "document": observations.document, "body": len(body),
            "requests": list(observations.requests.values()), "console": observations.console,
            "exceptions": observations.exceptions, "dialogs": observations.dialogs, "reports": observations.reports,
            "log": observations.log, "serviceWorkers": [worker.url for worker in context.service_workers],
        }
    finally:
        await context.close()


async def main(executable, contexts, urls, rules):
    # Chromium refuses to sandbox pages for root.
    sandbox = os.geteuid() != 0
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=executable, chromium_sandbox=sandbox, args=["--host-resolver-rules=" + rules])
        version = browser.version.split(".")[0]
        user_agent = (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
            f"Chrome/{version}.0.0.0 Safari/537.36")
        waiting = iter(urls)
        failures = 0

        async def worker():
            nonlocal failures
            for url in waiting:
                try:
                    result = await check(browser, user_agent, url)
                except Error as error:
                    result = {"url": url, "works": False, "error": error.message}
                failures += not result["works"]
                print(json.dumps(result))

        await asyncio.gather(*(worker() for _ in range(contexts)))
        await browser.close()
    return 1 if failures else 0


if __name__ == "__main__":
    executable, contexts, path, rules = sys.argv[1:]
    with open(path, encoding="utf-8") as file:
        urls = file.read().split()
    sys.exit(asyncio.run(main(executable, int(contexts), urls, rules)))
