// Container GTM-B00KS5T, version 2
(function () {
  var script = document.createElement("script");
  script.defer = true;
  script.src = "https://www.dubcdn.com/analytics/script.js";
  document.head.appendChild(script);
  window.dataLayer.push({ event: "gtm.dom" });
})();
