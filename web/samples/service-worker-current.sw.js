// Network first, the kept copy only without one.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  if (event.request.mode !== "navigate") return;
  event.respondWith((async () => {
    const pages = await caches.open("current-pages");
    try {
      const response = await fetch(event.request);
      event.waitUntil(pages.put("page", response.clone()));
      return response;
    } catch {
      return (await pages.match("page")) ?? Response.error();
    }
  })());
});
