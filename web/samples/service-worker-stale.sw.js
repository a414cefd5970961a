// Cache first: the shell of version 1 answers every visit until the version changes.
const CACHE = "shell-v1";
const SHELL = "/samples/service-worker-stale/shell";
addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(caches.open(CACHE).then((cache) => cache.add(SHELL)));
});
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  if (event.request.mode !== "navigate") return;
  event.respondWith(caches.match(SHELL).then((kept) => kept ?? fetch(event.request)));
});
