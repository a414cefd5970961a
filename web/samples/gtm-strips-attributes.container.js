// Container GTM-PLNT4S2, version 5
(function () {
  var html = '<script defer src="https://www.dubcdn.com/analytics/script.js"' +
    ' data-domains=\'{"refer":"go.acme.test"}\'><\/script>';
  // Custom HTML: elements are created anew, scripts with the attributes that the browser knows.
  var template = document.createElement("template");
  template.innerHTML = html;
  Array.from(template.content.children).forEach(function (node) {
    var script = document.createElement("script");
    ["src", "type", "id", "charset"].forEach(function (name) {
      if (node.hasAttribute(name)) script.setAttribute(name, node.getAttribute(name));
    });
    script.async = node.async;
    script.defer = node.defer;
    document.body.appendChild(script);
  });
  window.dataLayer.push({ event: "gtm.dom" });
})();
