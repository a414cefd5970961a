// Container GTM-AUD10AA, version 12
(function (layer) {
  var tags = {
    heatmap: function () { window.acmeHeatmap = { sample: 0.1 }; },
    dub: function () {
      if (!window.dubAnalytics) {
        var stub = window.dubAnalytics = function () { stub.q.push([].slice.call(arguments)); };
        stub.q = [];
        ["trackClick", "trackLead", "trackSale"].forEach(function (method) {
          stub[method] = function () { stub.q.push([method].concat([].slice.call(arguments))); };
        });
      }
      var script = document.createElement("script");
      script.defer = true;
      script.src = "https://www.dubcdn.com/analytics/script.js";
      script.setAttribute("data-domains", JSON.stringify({ refer: "go.acme.test" }));
      document.head.appendChild(script);
    }
  };
  tags.dub();
  tags.heatmap();
  layer.push({ event: "gtm.dom" });
})(window.dataLayer);
