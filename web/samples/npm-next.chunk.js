"use strict";
(self.webpackChunk_acme = self.webpackChunk_acme || []).push([[744], {
  3170: (module, exports) => {
    const name = "@dub/analytics", version = "0.0.32";
    exports.inject = (props) => {
      const src = props.scriptProps?.src ?? "https://www.dubcdn.com/analytics/script.js";
      if (document.head.querySelector(`script[src*="${src}"]`)) return;
      const script = document.createElement("script");
      script.src = src;
      script.defer = props.scriptProps?.defer ?? true;
      script.setAttribute("data-sdkn", name);
      script.setAttribute("data-sdkv", version);
      if (props.domainsConfig) script.setAttribute("data-domains", JSON.stringify(props.domainsConfig));
      document.head.appendChild(script);
    };
  },
  5812: (module, exports, load) => {
    const { inject } = load(3170);
    const hydrate = () => {
      document.documentElement.dataset.hydrated = "";
      queueMicrotask(() => inject({ domainsConfig: { refer: "go.acme.test" } }));
    };
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", () => setTimeout(hydrate, 60));
    else setTimeout(hydrate, 60);
  },
}]);
(() => {
  const modules = Object.assign({}, ...self.webpackChunk_acme.map((chunk) => chunk[1])), cache = {};
  const load = (id) => {
    if (!cache[id]) { cache[id] = {}; modules[id]({}, cache[id], load); }
    return cache[id];
  };
  load(5812);
})();
