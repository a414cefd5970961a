// Container GTM-UPT1MEB, version 7
(function (layer) {
  var tags = [
    { name: "Heatmap", run: function () { window.acmeHeatmap = { sample: 0.1 }; } },
    { name: "Chat", run: function () { window.acmeChat = { open: false }; } }
  ];
  tags.forEach(function (tag) { tag.run(); });
  layer.push({ event: "gtm.dom" });
})(window.dataLayer);
