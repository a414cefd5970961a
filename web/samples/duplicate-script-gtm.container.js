// Container GTM-TALT7QX, version 3
(function () {
  var script = document.createElement("script");
  script.defer = true;
  script.src = "https://www.dubcdn.com/analytics/script.js";
  document.head.appendChild(script);
  window.dataLayer.push({ event: "gtm.dom" });
})();
