"""How long the dashboard's analytics page takes from navigation until totals and chart are drawn.

usage: analytics_drawn.py URL INTERVAL…        prints a line for each: the median of five loads in milliseconds
"""

import shutil
import statistics
import sys

from playwright.sync_api import sync_playwright

LOADS = 5

# Noted by the page itself in the frame that shows it, so that nobody who asks adds to the time.
NOTE = """
const note = () => {
  const totals = [...document.querySelectorAll('#totals strong')].map((node) => node.textContent);
  const isDrawn = totals.length === 3 && totals.every((text) => /\\d/.test(text))
    && document.querySelector('#chart-place svg');
  if (isDrawn) requestAnimationFrame(() => { window.drawnAt ??= performance.now(); });
  else requestAnimationFrame(note);
};
requestAnimationFrame(note);
"""


def main(url, intervals):
    path = next(filter(None, map(shutil.which, ["chromium-headless-shell", "chromium"])))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for interval in intervals:
            times = []
            for _ in range(LOADS):
                # A context of its own, so that nothing is in a cache.
                context = browser.new_context(viewport={"width": 1280, "height": 900})
                context.add_init_script(NOTE)
                page = context.new_page()
                page.goto(f"{url}/dashboard/analytics?interval={interval}")
                page.wait_for_function("() => window.drawnAt !== undefined")
                times.append(page.evaluate("window.drawnAt"))
                context.close()
            print(f"{statistics.median(times):.0f}")
        browser.close()


main(sys.argv[1], sys.argv[2:])
