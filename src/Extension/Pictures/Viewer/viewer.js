// Shows pictures with zoom, pan, stretch, colours and the value and sky position under the cursor.
(function (root, data) {
  if (!root || root.dataset.ready) return;
  root.dataset.ready = 1;
  const $ = (c) => root.querySelector(c), holder = $(".ps"), readout = $(".ro"), tools = $(".ct");
  const make = (n, o, p) => { const e = Object.assign(document.createElement(n), o); if (p) p.appendChild(e); return e; };
  const blink = data.mode === "blink", minus = (t) => t.replace(/-/g, "−");
  if (data.mode === "stack") holder.classList.add("st");
  const T = 6, R = 8, pics = data.pictures, cut = (v) => Math.max(0, Math.min(1, v));

  const tables = {};
  for (const name in data.maps) {
    const t = data.maps[name], at = (i, k) => parseInt(t.substr(6 * i + 2 * k, 2), 16), out = new Uint8Array(257 * 4);
    for (let i = 0; i < 256; i++) { const q = (i / 255) * 32, a = Math.min(31, q | 0), f = q - a; for (let k = 0; k < 3; k++) out[4 * i + k] = Math.round(at(a, k) + (at(a + 1, k) - at(a, k)) * f); out[4 * i + 3] = 255; }
    for (let k = 0; k < 3; k++) out[1024 + k] = at(33, k);
    out[1027] = 255;
    tables[name] = out;
  }
  const stretches = { linear: (u) => u, sqrt: Math.sqrt, log: (u) => Math.log(1 + 1000 * u) / Math.log(1001), asinh: (u) => Math.asinh(u / 0.1) / Math.asinh(10) };

  async function unpack(p) {
    const raw = atob(p.z), bytes = new Uint8Array(raw.length);
    for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate")), b = new Uint8Array(await new Response(stream).arrayBuffer()), n = p.w * p.h;
    p.v = new Float32Array(n);
    for (let i = 0; i < n; i++) { const code = (b[i] << 24 >> 16) | b[n + i]; p.v[i] = code === 32767 ? NaN : p.c + p.s * Math.sinh(code / p.k); }
    delete p.z;
    p.pic = make("canvas", { width: p.w, height: p.h });
    paint(p);
  }

  function paint(p) {
    const x = p.pic.getContext("2d"), im = x.createImageData(p.w, p.h), t = tables[p.cm], s = stretches[p.st], d = im.data;
    for (let y = 0; y < p.h; y++) for (let i = 0; i < p.w; i++) {
      const v = p.v[(p.h - 1 - y) * p.w + i], c = isNaN(v) ? 1024 : 4 * Math.round(255 * s(cut((v - p.lo) / (p.hi - p.lo)))), o = 4 * (y * p.w + i);
      d[o] = t[c]; d[o + 1] = t[c + 1]; d[o + 2] = t[c + 2]; d[o + 3] = 255;
    }
    x.putImageData(im, 0, 0);
  }

  // The view is in parts of the image, so that pictures of different size move together.
  let view = { x: 0, y: 0, k: 1 }, shown = 0;
  // As wide as asked for; pictures side by side share the width of the page as long as each keeps 340 points.
  const room = (root.closest(".hst") || root).clientWidth - 10, columns = data.mode === "row" ? Math.max(1, Math.min(pics.length, Math.floor((room + 10) / 350))) : 1;
  const fit = (w) => (room > 200 ? Math.min(w, Math.floor((room - 10 * (columns - 1)) / columns)) : w);
  const boxes = [], bars = pics.some((p) => p.bar);
  // Pictures beside one that has a colour bar leave its room, so that all are of one size.
  function measure(p) {
    const g = p.box, L = { pixel: 46, sky: 68, none: R }[p.ax], B = { pixel: 22, sky: 36, none: R }[p.ax], most = fit(p.width) - L - (bars ? 88 : R), q = window.devicePixelRatio || 1;
    const h = Math.max(60, Math.min(900, Math.round((most * p.ih) / p.iw))), w = Math.min(most, Math.round((h * p.iw) / p.ih));
    Object.assign(g, { L, w, h, q, W: L + w + (p.bar ? 88 : R), H: T + h + B });
    g.canvas.width = g.W * q; g.canvas.height = g.H * q;
    g.canvas.style.width = g.W + "px";
  }
  pics.forEach((p, i) => {
    if (blink && i) { p.box = boxes[0]; return; }
    const div = make("div", {}, holder), title = make("div", { className: "tt", textContent: p.title }, div), canvas = make("canvas", {}, div);
    p.box = { canvas, title };
    boxes.push(p.box); measure(p); listen(p, canvas);
  });
  const current = (p) => (blink ? pics[shown] : p);

  const nice = (w) => { const e = Math.pow(10, Math.floor(Math.log10(w))), r = w / e; return e * (r <= 1 ? 1 : r <= 2 ? 2 : r <= 5 ? 5 : 10); };
  const text = (v, step) => minus(Math.abs(v) >= 1e6 || (v && step < 1e-4) ? v.toPrecision(3) : v.toFixed(Math.max(0, Math.min(8, -Math.floor(Math.log10(step) + 1e-9)))));
  function draw(p) {
    if (!p.pic) return;
    const { canvas, L, w, h, q, W, H } = p.box, x = canvas.getContext("2d"), ink = getComputedStyle(root).color;
    x.setTransform(q, 0, 0, q, 0, 0);
    x.clearRect(0, 0, W, H);
    x.save(); x.beginPath(); x.rect(L, T, w, h); x.clip();
    const sx = (w * view.k) / p.iw, sy = (h * view.k) / p.ih, ox = L - view.x * w * view.k, oy = T - view.y * h * view.k;
    x.imageSmoothingEnabled = sx * p.f < 1;
    x.imageSmoothingQuality = "high";
    x.drawImage(p.pic, ox, oy + (p.ih - p.h * p.f) * sy, p.w * p.f * sx, p.h * p.f * sy);
    const X = (v) => ox + (v - p.x0 + 0.5) * sx, Y = (v) => oy + (p.ih - (v - p.y0 + 0.5)) * sy;
    for (const o of p.over) {
      if (o.off) continue;
      x.strokeStyle = x.fillStyle = o.c; x.lineWidth = o.k === "line" ? o.z : 1.3; x.beginPath();
      if (o.k === "text") { x.font = "bold 12px 'DejaVu Sans',Verdana,sans-serif"; x.textAlign = "left"; x.lineWidth = 3; x.strokeStyle = "#000"; x.strokeText(o.n, X(o.p[0]) + 4, Y(o.p[1]) - 4); x.fillText(o.n, X(o.p[0]) + 4, Y(o.p[1]) - 4); continue; }
      // Marks of a picture much smaller than it was meant to be would hide it; they grow with the zoom.
      const r = (o.z / 2) * Math.max(0.3, Math.min(1, (view.k * w) / (0.7 * p.width)));
      for (let i = 0, pen = 0; i < o.p.length; i += 2) {
        if (o.p[i] === null || o.p[i + 1] === null) { pen = 0; continue; }
        const u = X(o.p[i]), v = Y(o.p[i + 1]);
        if (o.k === "line") { pen ? x.lineTo(u, v) : x.moveTo(u, v); pen = 1; continue; }
        if (u < L - r || u > L + w + r || v < T - r || v > T + h + r) continue;
        if (o.k === "dot") { x.moveTo(u, v); x.arc(u, v, r, 0, 7); }
        else if (o.k === "circle") { x.moveTo(u + r, v); x.arc(u, v, r, 0, 7); }
        else if (o.k === "square") x.rect(u - r, v - r, 2 * r, 2 * r);
        else if (o.k === "plus") { x.moveTo(u - r, v); x.lineTo(u + r, v); x.moveTo(u, v - r); x.lineTo(u, v + r); }
        else { x.moveTo(u - r, v - r); x.lineTo(u + r, v + r); x.moveTo(u - r, v + r); x.lineTo(u + r, v - r); }
      }
      o.k === "dot" ? x.fill() : x.stroke();
    }
    x.restore();
    x.strokeStyle = x.fillStyle = ink; x.lineWidth = 1; x.strokeRect(L + 0.5, T + 0.5, w - 1, h - 1);
    x.font = "11px 'DejaVu Sans',Verdana,sans-serif";
    const xa = (L - ox) / sx + p.x0 - 0.5, xb = xa + w / sx, yb = p.ih - (T - oy) / sy + p.y0 - 0.5, ya = yb - h / sy;
    // A label at the end of an axis stays inside the picture.
    const below = (u, t) => { const half = x.measureText(t).width / 2; x.fillRect(u, T + h, 1, 4); x.fillText(t, Math.max(half, Math.min(W - half, u)), T + h + 16); };
    const beside = (v, t) => { x.fillRect(L - 4, v, 4, 1); x.fillText(t, L - 6, Math.max(T + 8, v + 4)); };
    if (p.ax === "pixel") {
      x.textAlign = "center";
      for (let s = nice((xb - xa) / Math.max(3, w / 75)), k = Math.ceil(xa / s); k * s <= xb; k++) below(X(k * s), text(k * s, s));
      x.textAlign = "right";
      for (let s = nice((yb - ya) / Math.max(2, h / 40)), k = Math.ceil(ya / s); k * s <= yb; k++) beside(Y(k * s), text(k * s, s));
    }
    if (p.ax === "sky") {
      const lower = border(p, (t) => [xa + t * (xb - xa), ya]), left = border(p, (t) => [xa, ya + t * (yb - ya)]), d = lower[lower.length - 1];
      const ra = Math.abs(d[1] - lower[0][1]) * Math.cos(d[2] * rad) >= Math.abs(d[2] - lower[0][2]) ? 1 : 2, names = ["", "RA [deg]", "Dec [deg]"];
      x.textAlign = "center";
      for (const [t, s] of crossings(lower, ra, Math.max(2, w / 110))) below(L + t * w, s);
      x.fillText(names[ra], L + w / 2, T + h + 31);
      x.save(); x.translate(11, T + h / 2); x.rotate(-Math.PI / 2); x.fillText(names[3 - ra], 0, 0); x.restore();
      x.textAlign = "right";
      for (const [t, s] of crossings(left, 3 - ra, Math.max(2, h / 60))) beside(T + h * (1 - t), s);
    }
    if (p.bar) {
      const bx = L + w + 8, t = tables[p.cm], st = stretches[p.st];
      for (let i = 0; i < h; i++) { const c = 4 * Math.round(255 * (1 - i / h)); x.fillStyle = `rgb(${t[c]},${t[c + 1]},${t[c + 2]})`; x.fillRect(bx, T + i, 11, 1.5); }
      x.fillStyle = ink; x.strokeRect(bx + 0.5, T + 0.5, 10, h - 1); x.textAlign = "left";
      const span = p.hi - p.lo;
      let last = 1e9;
      const put = (v, t) => { const y = T + h * (1 - st(cut((v - p.lo) / span))); if (last - y < 14 || y < T + 4) return; last = y; x.fillRect(bx + 11, y, 3, 1); x.fillText(t, bx + 16, y + 4); };
      if (p.st === "linear") for (let s = nice(span / Math.max(2, h / 40)), k = Math.ceil(p.lo / s); k * s <= p.hi; k++) put(k * s, text(k * s, s));
      else for (let i = 0; i <= 8; i++) { let a = 0, b = 1; for (let n = 0; n < 40; n++) { const m = (a + b) / 2; st(m) < i / 8 ? (a = m) : (b = m); } const v = p.lo + a * span, s = nice(Math.max(span * 1e-4, Math.abs(v) / 50)); put(Math.max(p.lo, Math.round(v / s) * s), minus(String(+(Math.round(v / s) * s).toPrecision(3)))); }
      if (p.unit) { x.save(); x.translate(L + w + 84, T + h / 2); x.rotate(-Math.PI / 2); x.textAlign = "center"; x.fillText(p.unit, 0, 0); x.restore(); }
    }
    p.box.title.textContent = p.title;
  }
  const all = () => (blink ? draw(pics[shown]) : pics.forEach(draw));

  const rad = Math.PI / 180;
  function sky(w, x, y) {
    const u = (x - w.mx) / w.hx, v = (y - w.my) / w.hy;
    let xi = 0, eta = 0, n = 0;
    for (let d = 0; n < w.xi.length; d++) for (let j = 0; j <= d; j++, n++) { const t = Math.pow(u, d - j) * Math.pow(v, j); xi += w.xi[n] * t; eta += w.eta[n] * t; }
    xi *= rad; eta *= rad;
    const s = Math.sin(w.dec * rad), c = Math.cos(w.dec * rad), d = c - eta * s, a = Math.atan2(xi, d);
    return [(((w.ra + a / rad) % 360) + 360) % 360, Math.atan2(Math.cos(a) * (s + eta * c), d) / rad];
  }
  // Along a border: part of its length, RA without a jump at 0, Dec.
  function border(p, place) {
    const points = Array.from({ length: 33 }, (_, i) => [i / 32, ...sky(p.wcs, ...place(i / 32))]), first = points[0][1];
    return points.map(([t, a, d]) => [t, first + ((((a - first + 180) % 360) + 360) % 360) - 180, d]);
  }
  // Where a coordinate takes round values.
  function crossings(points, k, most) {
    const v = points.map((p) => p[k]), lo = Math.min(...v), hi = Math.max(...v), s = nice((hi - lo) / most), out = [];
    for (let n = Math.ceil(lo / s); n * s <= hi; n++) {
      const i = points.findIndex((_, j) => j && (v[j - 1] - n * s) * (v[j] - n * s) <= 0 && v[j] !== v[j - 1]);
      if (i > 0) out.push([points[i - 1][0] + ((n * s - v[i - 1]) / (v[i] - v[i - 1])) / 32, text(k === 1 ? (n * s + 360) % 360 : n * s, s)]);
    }
    return out;
  }
  function tell(p, fx, fy) {
    const i = Math.floor((fx - p.x0 + 0.5) / p.f), j = Math.floor((fy - p.y0 + 0.5) / p.f);
    if (i < 0 || j < 0 || i >= p.w || j >= p.h) return "";
    const v = p.v[j * p.w + i];
    let t = `x ${fx.toFixed(1)}  y ${fy.toFixed(1)}  value ${isNaN(v) ? "none" : minus(String(+v.toPrecision(5)))}${p.unit ? " " + p.unit : ""}${p.f > 1 ? ` (mean of ${p.f}×${p.f})` : ""}`;
    if (p.wcs) { const [ra, dec] = sky(p.wcs, fx, fy); t += `  RA ${ra.toFixed(6)}  Dec ${dec >= 0 ? "+" : "−"}${Math.abs(dec).toFixed(6)}`; }
    return t;
  }

  const keep = () => { view.k = Math.max(1, Math.min(200, view.k)); const m = 1 - 1 / view.k; view.x = Math.max(0, Math.min(m, view.x)); view.y = Math.max(0, Math.min(m, view.y)); all(); };
  function zoom(f, u, v) { const k = Math.max(1, Math.min(200, view.k * f)); view.x += u / view.k - u / k; view.y += v / view.k - v / k; view.k = k; keep(); }
  function listen(first, canvas) {
    let drag = null, active = false;
    const at = (e) => { const r = canvas.getBoundingClientRect(), p = current(first), g = p.box.W / r.width; return [((e.clientX - r.left) * g - p.box.L) / p.box.w, ((e.clientY - r.top) * g - T) / p.box.h]; };
    canvas.addEventListener("pointerdown", (e) => { const [u, v] = at(e); active = true; drag = { u, v, x: view.x, y: view.y }; canvas.setPointerCapture(e.pointerId); });
    canvas.addEventListener("pointerup", () => { drag = null; });
    canvas.addEventListener("pointercancel", () => { drag = null; });
    canvas.addEventListener("pointerleave", () => { active = false; });
    canvas.addEventListener("wheel", (e) => { if (!(active || e.ctrlKey || e.shiftKey)) return; const [u, v] = at(e); if (u < 0 || u > 1 || v < 0 || v > 1) return; e.preventDefault(); zoom(Math.exp(-(e.deltaY || e.deltaX) * 0.0015), u, v); }, { passive: false });
    canvas.addEventListener("dblclick", () => { view = { x: 0, y: 0, k: 1 }; all(); });
    canvas.addEventListener("pointermove", (e) => {
      const [u, v] = at(e), p = current(first);
      if (drag) { view.x = drag.x - (u - drag.u) / view.k; view.y = drag.y - (v - drag.v) / view.k; keep(); return; }
      if (u < 0 || u > 1 || v < 0 || v > 1 || !p.v) return;
      readout.textContent = tell(p, p.x0 - 0.5 + (view.x + u / view.k) * p.iw, p.y0 - 0.5 + (1 - view.y - v / view.k) * p.ih);
    });
  }

  const menu = (label, names, value, set) => { const l = make("label", { textContent: label + " " }, tools), s = make("select", {}, l); for (const n of names) make("option", { value: n, textContent: n, selected: n === value }, s); s.onchange = () => { pics.forEach((p) => set(p, s.value)); pics.forEach((p) => p.v && paint(p)); all(); }; };
  menu("stretch", Object.keys(stretches), pics[0].st, (p, v) => (p.st = v));
  menu("colours", Object.keys(tables), pics[0].cm, (p, v) => (p.cm = v));
  if (pics.every((p) => p.wcs)) menu("axes", ["pixel", "sky", "none"], pics[0].ax, (p, v) => { p.ax = v; measure(p); });
  const number = (label, key) => { const l = make("label", { textContent: label + " " }, tools), n = make("input", { value: String(+pics[0][key].toPrecision(5)) }, l); n.onchange = () => { const v = parseFloat(n.value); if (isNaN(v)) return; pics.forEach((p) => { const o = { lo: p.lo, hi: p.hi, [key]: v }; if (o.hi > o.lo) { p[key] = v; if (p.v) paint(p); } }); all(); }; };
  if (pics.length === 1 || pics.every((p) => p.lo === pics[0].lo && p.hi === pics[0].hi)) { number("from", "lo"); number("to", "hi"); }
  for (const [t, h, f] of [["+", "zoom in", 1.6], ["−", "zoom out", 1 / 1.6], ["⟲", "whole picture (double click)", 0]]) make("button", { textContent: t, title: h, onclick: () => { if (f) zoom(f, 0.5, 0.5); else { view = { x: 0, y: 0, k: 1 }; all(); } } }, tools);
  const labels = new Map();
  pics.forEach((p) => p.over.forEach((o) => { if (o.n && o.k !== "text") labels.set(o.n, o.c); }));
  for (const [n, c] of labels) { const l = make("label", {}, tools), b = make("input", { type: "checkbox", checked: true, style: "width:auto;accent-color:" + c }, l); l.append(" " + n); b.onchange = () => { pics.forEach((p) => p.over.forEach((o) => { if (o.n === n) o.off = !b.checked; })); all(); }; }
  if (blink) {
    let timer = 0;
    const next = () => { shown = (shown + 1) % pics.length; all(); };
    make("button", { textContent: "next", onclick: next }, tools);
    const b = make("button", { textContent: "blink", onclick: () => { if (timer) { clearInterval(timer); timer = 0; b.textContent = "blink"; } else { timer = setInterval(next, 700); b.textContent = "stop"; } } }, tools);
  }
  // Axes have the colour of the text, which a dark page changes and paper too.
  for (const medium of ["print", "(prefers-color-scheme: dark)"]) window.matchMedia(medium).addEventListener("change", all);
  readout.textContent = "move over the picture for values; click, then turn the wheel to zoom; drag to move";
  if (typeof DecompressionStream === "undefined") { holder.remove(); readout.textContent = "this browser is too old for zoom and values"; return; }
  $(".still").remove();
  Promise.all(pics.map(unpack)).then(() => { all(); root.dataset.drawn = 1; });
})
