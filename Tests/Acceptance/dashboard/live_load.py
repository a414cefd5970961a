"""Many clicks a second, and what the Events page makes of them.

    live_load.py URL SECRET_KEY [--rate 1000] [--seconds 30]

opens the page, sends the clicks, and prints the longest task of the main thread, the JavaScript heap, how long single
events took to the screen, and whether the page's numbers are the API's afterwards.
"""

import argparse
import asyncio
import json
import shutil
import statistics
import subprocess
import sys
import time
from urllib.parse import urlsplit

import httpx

AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:{0}.0) Gecko/20100101 Firefox/{0}.0"
CONNECTIONS = 16

# What the page is asked to note of itself, before its own scripts.
OBSERVE = """
window.longTasks = [];
new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map(({ duration }) => duration)))
  .observe({ type: 'longtask', buffered: true });
window.shownAt = {};
new MutationObserver((changes) => {
  for (const { addedNodes } of changes) for (const node of addedNodes) {
    if (node.dataset?.id) window.shownAt[node.dataset.id] ??= Date.now();
  }
}).observe(document, { childList: true, subtree: true });
"""


async def send(url: str, count: int, rate: float, first: int) -> float:
    """Follows a short link `count` times, each time as another visitor; answers with how long it took in seconds."""
    parts, begin = urlsplit(url), time.monotonic()
    numbers = iter(range(count))

    async def visitor():
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        for number in numbers:
            await asyncio.sleep(max(0, begin + number / rate - time.monotonic()))
            agent = AGENT.format(first + number)
            writer.write(f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nUser-Agent: {agent}\r\n\r\n".encode())
            head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
            assert head.startswith("http/1.1 30"), head
            lengths = [line.split(":")[1] for line in head.split("\r\n") if line.startswith("content-length:")]
            await reader.readexactly(int(lengths[0]) if lengths else 0)
        writer.close()

    await asyncio.gather(*(visitor() for _ in range(CONNECTIONS)))
    return time.monotonic() - begin


def sending(url: str, count: int, rate: float) -> subprocess.Popen:
    """The same in a process of its own, which prints the seconds."""
    command = [sys.executable, __file__, "--send", url, str(count), str(rate)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def shown_counts(page) -> dict[str, int]:
    """What the tabs of the Events page say."""
    texts = {kind: page.locator(f"#tab-{kind} strong").inner_text().split()[0] for kind in ("clicks", "leads", "sales")}
    return {kind: int(text.replace(",", "")) for kind, text in texts.items()}


def measure(url: str, key: str, rate: float, seconds: float) -> dict:
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, ["chromium-headless-shell", "chromium"])))
    api = httpx.Client(base_url=url, headers={"Authorization": f"Bearer {key}"}, timeout=60)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.add_init_script(OBSERVE)
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable")

        def heap() -> float:
            metrics = session.send("Performance.getMetrics")["metrics"]
            return next(metric["value"] for metric in metrics if metric["name"] == "JSHeapUsedSize") / 1e6

        page.goto(f"{url}/dashboard/events?interval=all")
        page.wait_for_selector("#live[data-state='on']")
        page.wait_for_selector("#tab-clicks strong:not(:text('…'))")
        idle = [delay(page, url, number) for number in range(20)]
        page.evaluate("longTasks.length = 0")
        process, heaps = sending(f"{url}/r/demo", int(rate * seconds), rate), []
        while process.poll() is None:
            heaps.append(heap())
            time.sleep(0.5)
        took = float(process.stdout.read())
        wanted = api.get("/analytics", params={"event": "composite", "interval": "all"}).raise_for_status().json()
        deadline = time.monotonic() + 30
        while shown_counts(page)["clicks"] != wanted["clicks"] and time.monotonic() < deadline:
            time.sleep(0.05)
        page.wait_for_timeout(2_000)
        tasks, listed = page.evaluate("longTasks"), page.locator("#pages .hint").inner_text()
        newest = api.get("/events", params={"event": "clicks", "interval": "all", "limit": 8}).raise_for_status().json()
        rows = page.locator(".event-table tbody tr[data-id]").evaluate_all("all => all.map((row) => row.dataset.id)")
        result = {
            "clicks per second": round(rate * seconds / took), "longest task, ms": max(tasks, default=0),
            "tasks over 50 ms": len(tasks), "largest heap, MB": round(max(heaps), 1),
            "shown": shown_counts(page), "API": wanted, "listed": listed,
            "newest rows are the API's": rows[:8] == [row["click"]["id"] for row in newest],
            "ms to the screen when idle, median and most": [statistics.median(idle), max(idle)],
        }  # fmt: skip
        browser.close()
        return result


def delay(page, url: str, number: int) -> float:
    """Milliseconds from the answer to a click until its row is in the document."""
    agent = AGENT.format(time.time_ns() % 10**12)
    answer = httpx.get(f"{url}/r/demo", headers={"User-Agent": agent}, params={"n": str(number)})
    answered = time.time() * 1000
    click = httpx.URL(answer.headers["location"]).params["dub_id"]
    page.wait_for_selector(f"tr[data-id='{click}']", state="attached")
    return round(page.evaluate("(id) => shownAt[id]", click) - answered)


def main():
    if sys.argv[1] == "--send":
        print(asyncio.run(send(sys.argv[2], int(sys.argv[3]), float(sys.argv[4]), time.time_ns() % 10**12)))
        return
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("url")
    options.add_argument("key")
    options.add_argument("--rate", type=float, default=1000)
    options.add_argument("--seconds", type=float, default=30)
    given = options.parse_args()
    print(json.dumps(measure(given.url, given.key, given.rate, given.seconds), indent=2))


if __name__ == "__main__":
    main()
