// Runs the store's custom pixels, each in a frame of its own.
(function () {
  ["58294@3"].forEach(function (pixel) {
    var frame = document.createElement("iframe");
    frame.id = "web-pixel-sandbox-CUSTOM-" + pixel;
    frame.name = frame.id;
    frame.sandbox = "allow-scripts allow-forms";
    frame.tabIndex = -1;
    frame.setAttribute("aria-hidden", "true");
    frame.style.cssText = "position:absolute;height:0;width:0;border:0";
    frame.src = "/samples/platform-sandboxed-pixel/web-pixels@bcd41f77w1/custom/web-pixel-" + pixel + "/sandbox/modern";
    document.body.appendChild(frame);
  });
})();
