// Consent tool, site 9a20
(function () {
  "use strict";
  var allowed = ["preferences", "statistics", "marketing"];
  function release() {
    document.querySelectorAll('script[type="text/plain"][data-cookieconsent]').forEach(function (blocked) {
      if (allowed.indexOf(blocked.dataset.cookieconsent) < 0) return;
      var script = document.createElement("script");
      Array.from(blocked.attributes).forEach(function (a) {
        if (a.name !== "type") script.setAttribute(a.name, a.value);
      });
      blocked.replaceWith(script);
    });
  }
  function show() {
    var box = document.createElement("div");
    box.id = "consent-dialog";
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-label", "Cookie consent");
    box.style.cssText = "position:fixed;inset:auto 0 0 0;padding:1rem;background:#fff;color:#222;box-shadow:0 0 12px #0006";
    box.innerHTML = '<p>May we count visits with cookies?</p>' +
      '<button type="button" id="consent-accept">Accept all</button> ' +
      '<button type="button" id="consent-reject">Only necessary</button>';
    document.body.appendChild(box);
    box.querySelector("#consent-accept").onclick = function () { box.remove(); release(); };
    box.querySelector("#consent-reject").onclick = function () { box.remove(); };
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", show);
  else show();
})();
