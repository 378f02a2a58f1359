// Replaces the picture of a figure by its SVG, with zoom, pan, values under the cursor and switching of series. A narrow page gets the
// drawing whose panels stand below one another.
(function (root, wide, narrow) {
  if (!root || root.dataset.ready) return;
  root.dataset.ready = 1;
  const outer = root.closest(".hst") || root;
  let shown = "", tip;
  function choose() {
    const room = outer.clientWidth, drawing = narrow && room > 0 && room < 560 ? narrow : wide;
    if (drawing !== shown) build((shown = drawing));
  }
  root.addEventListener("pointerleave", () => { tip.style.display = "none"; });
  choose();
  // The window says that it was turned or resized, the observer that a folded output is seen at last.
  if (narrow) window.addEventListener("resize", choose);
  if (narrow && window.ResizeObserver) new ResizeObserver(choose).observe(outer);

  function build(drawing) {
    root.innerHTML = drawing + '<div class="bar"><button title="zoom in">+</button><button title="zoom out">−</button><button title="whole view (double click)">⟲</button></div><div class="tip"></div>';
    const svg = root.querySelector("svg"), NS = "http://www.w3.org/2000/svg";
    tip = root.querySelector(".tip");
    // Where text would become too small to read the figure keeps a part of its size, and is moved by a finger.
    svg.style.minWidth = Math.round(0.57 * svg.viewBox.baseVal.width) + "px";
    const scrolls = root.scrollWidth > root.clientWidth + 1;
    if (scrolls) svg.style.touchAction = "auto";
    const nums = (t) => (t.match(/-?\d*\.?\d+(?:e[-+]?\d+)?/g) || []).map(Number);
    const minus = (t) => t.replace(/-/g, "−");
    const sup = (n) => String(n).replace(/./g, (c) => (c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[+c]));
    const axis = (t) => { const [a, b, l] = t.split(",").map(Number); return l ? { a: Math.log10(a), b: Math.log10(b), log: 1 } : { a, b, log: 0 }; };
    const f2 = (v) => Math.round(v * 100) / 100;

    const panels = [...root.querySelectorAll("g.pn")].map((g) => {
      const [x, y, w, h] = g.dataset.b.split(",").map(Number);
      const p = { g, x, y, w, h, X: axis(g.dataset.x), Y: axis(g.dataset.y), equal: g.dataset.e, grid: g.dataset.g, fx: g.dataset.fx, fy: g.dataset.fy };
      p.first = g.querySelector(".tk").innerHTML;
      p.parts = [...g.querySelectorAll(".da [data-k]")].map((el) => {
        const k = el.dataset.k, s = el.closest("g[data-s]");
        if (k === "m") {
          const tail = el.dataset.t, d = el.getAttribute("d").split("M").slice(1).map((q) => { const n = nums(q.slice(0, q.length - tail.length)); return [n[0], n[1]]; });
          return { k, el, s, tail, d };
        }
        if (k === "l") return { k, el, s, d: el.getAttribute("d") };
        if (k === "i") return { k, el, d: ["x", "y", "width", "height"].map((n) => +el.getAttribute(n)) };
        return { k, el, d: [+el.getAttribute("x"), +el.getAttribute("y")] };
      });
      p.view = { kx: 1, ky: 1, bx: 0, by: 0 };
      return p;
    });

    const ax = (p, u) => p.X.a + ((u - p.x) / p.w) * (p.X.b - p.X.a);
    const ay = (p, v) => p.Y.a + ((p.y + p.h - v) / p.h) * (p.Y.b - p.Y.a);
    const inv = (p, u, v) => [(u - p.view.bx) / p.view.kx, (v - p.view.by) / p.view.ky];

    function draw(p) {
      const { kx, ky, bx, by } = p.view, X = (v) => f2(v * kx + bx), Y = (v) => f2(v * ky + by);
      for (const q of p.parts) {
        if (q.k === "m") q.el.setAttribute("d", q.d.map(([x, y]) => "M" + X(x) + " " + Y(y) + q.tail).join(""));
        else if (q.k === "l") q.el.setAttribute("d", q.d.replace(/([ML])(\S+) ([^MLZ]+)/g, (_, c, x, y) => c + X(+x) + " " + Y(+y)));
        else if (q.k === "i") { const [x, y, w, h] = q.d; ["x", "y", "width", "height"].forEach((n, i) => q.el.setAttribute(n, [X(x), Y(y), w * kx, h * ky][i])); }
        else { q.el.setAttribute("x", X(q.d[0])); q.el.setAttribute("y", Y(q.d[1])); }
      }
      ticks(p);
    }

    function marks(a, b, log, most) {
      const lo = Math.min(a, b), hi = Math.max(a, b);
      if (log && hi - lo >= 0.7 && hi - lo < 2) {
        const out = [];
        for (let e = Math.floor(lo); e <= hi; e++) for (const f of [1, 2, 5]) { const t = e + Math.log10(f); if (t >= lo && t <= hi) out.push([t, f === 1 && (e < -3 || e > 3) ? "10" + sup(e) : e < -3 || e > 3 ? f + "×10" + sup(e) : String(+(f * Math.pow(10, e)).toPrecision(2))]); }
        if (out.length > 1 && out.length <= most + 1) return out;
      }
      if (log && hi - lo >= 1.3) {
        const out = [], step = Math.max(1, Math.ceil((hi - lo) / most));
        for (let e = Math.ceil(lo); e <= hi; e++) if (e % step === 0) out.push([e, e === 0 ? "1" : e === 1 ? "10" : "10" + sup(e)]);
        return out;
      }
      const l = log ? Math.pow(10, lo) : lo, h = log ? Math.pow(10, hi) : hi, raw = (h - l) / most, pw = Math.pow(10, Math.floor(Math.log10(raw)));
      const r = raw / pw, step = pw * (r <= 1 ? 1 : r <= 2 ? 2 : r <= 2.5 ? 2.5 : r <= 5 ? 5 : 10), out = [];
      const half = Math.abs(step / Math.pow(10, Math.floor(Math.log10(step) + 1e-9)) - 2.5) < 1e-6, dec = Math.max(0, Math.min(12, -Math.floor(Math.log10(step) + 1e-9) + (half ? 1 : 0)));
      for (let k = Math.ceil(l / step - 1e-9); k * step <= h + 1e-9 * step && out.length < 60; k++) {
        const v = k * step, t = Math.abs(v) >= 1e7 ? v.toPrecision(4) : (Math.abs(v) < 1e-9 * step ? 0 : v).toFixed(dec);
        out.push([log ? Math.log10(v) : v, minus(t)]);
      }
      return out;
    }

    function ticks(p) {
      const g = p.g.querySelector(".tk"), v = p.view;
      if (v.kx === 1 && v.ky === 1 && !v.bx && !v.by) { g.innerHTML = p.first; return; }
      const add = (n, o, t) => { const e = document.createElementNS(NS, n); for (const k in o) e.setAttribute(k, o[k]); if (t !== undefined) e.textContent = t; g.appendChild(e); };
      const line = (x0, y0, x1, y1, thin) => add("path", { d: `M${f2(x0)} ${f2(y0)}L${f2(x1)} ${f2(y1)}`, stroke: "currentColor", "stroke-width": thin ? 0.6 : 1, opacity: thin ? 0.16 : 1 });
      g.innerHTML = "";
      const [u0, v0] = inv(p, p.x, p.y + p.h), [u1, v1] = inv(p, p.x + p.w, p.y), xa = ax(p, u0), xb = ax(p, u1), ya = ay(p, v0), yb = ay(p, v1);
      if (!p.fx) {
        let m, n = 8;
        do m = marks(xa, xb, p.X.log, n--); while (n > 0 && m.reduce((w, t) => Math.max(w, t[1].length), 0) * 6.6 * 1.3 * m.length > p.w);
        for (const [t, s] of m) { const x = p.x + ((t - xa) / (xb - xa)) * p.w; if (p.grid) line(x, p.y, x, p.y + p.h, 1); line(x, p.y + p.h, x, p.y + p.h + 4); add("text", { x: f2(x), y: f2(p.y + p.h + 15.5), "font-size": 10.5, "text-anchor": "middle", fill: "currentColor" }, s); }
      }
      if (!p.fy) for (const [t, s] of marks(ya, yb, p.Y.log, Math.max(2, Math.min(9, p.h / 32)))) {
        const y = p.y + p.h - ((t - ya) / (yb - ya)) * p.h; if (p.grid) line(p.x, y, p.x + p.w, y, 1); line(p.x - 4, y, p.x, y); add("text", { x: f2(p.x - 7), y: f2(y + 3.8), "font-size": 10.5, "text-anchor": "end", fill: "currentColor" }, s);
      }
    }

    const at = (e) => { const r = svg.getBoundingClientRect(), b = svg.viewBox.baseVal; return [((e.clientX - r.left) / r.width) * b.width, ((e.clientY - r.top) / r.height) * b.height]; };
    const find = (u, v) => panels.find((p) => u >= p.x && u <= p.x + p.w && v >= p.y && v <= p.y + p.h);
    function zoom(p, f, u, v) {
      const q = p.view, k = Math.max(0.1, Math.min(1e5, q.kx * f)), r = k / q.kx;
      p.view = { kx: q.kx * r, ky: q.ky * r, bx: u - (u - q.bx) * r, by: v - (v - q.by) * r };
      draw(p);
    }
    const reset = (p) => { p.view = { kx: 1, ky: 1, bx: 0, by: 0 }; draw(p); };

    let drag = null, active = false;
    svg.addEventListener("pointerdown", (e) => { const [u, v] = at(e), p = find(u, v); active = true; if (p && !e.target.closest(".le") && !(scrolls && e.pointerType === "touch")) { drag = { p, u, v, s: { ...p.view } }; svg.setPointerCapture(e.pointerId); } });
    svg.addEventListener("pointerup", () => { drag = null; });
    svg.addEventListener("pointercancel", () => { drag = null; });
    svg.addEventListener("pointerleave", () => { active = false; });
    svg.addEventListener("wheel", (e) => { const [u, v] = at(e), p = find(u, v); if (!p || !(active || e.ctrlKey || e.shiftKey)) return; e.preventDefault(); zoom(p, Math.exp(-(e.deltaY || e.deltaX) * 0.0015), u, v); }, { passive: false });
    svg.addEventListener("dblclick", (e) => { const [u, v] = at(e), p = find(u, v); if (p) reset(p); });
    const buttons = root.querySelectorAll(".bar button");
    buttons[0].onclick = () => panels.forEach((p) => zoom(p, 1.5, p.x + p.w / 2, p.y + p.h / 2));
    buttons[1].onclick = () => panels.forEach((p) => zoom(p, 1 / 1.5, p.x + p.w / 2, p.y + p.h / 2));
    buttons[2].onclick = () => panels.forEach(reset);

    root.querySelectorAll("g.le").forEach((e) => e.addEventListener("click", () => {
      const s = e.closest("g.pn").querySelector(`.da > g[data-s="${e.dataset.s}"]`), off = e.classList.toggle("off");
      s.style.display = off ? "none" : "";
    }));

    const show = (w, span) => { const d = Math.max(0, Math.min(9, 3 - Math.floor(Math.log10(Math.abs(span) || 1)))); return minus(Math.abs(w) >= 1e7 || (w && Math.abs(w) < 1e-6) ? w.toPrecision(5) : w.toFixed(d)); };
    svg.addEventListener("pointermove", (e) => {
      const [u, v] = at(e);
      if (drag) { drag.p.view = { ...drag.s, bx: drag.s.bx + u - drag.u, by: drag.s.by + v - drag.v }; draw(drag.p); return; }
      const p = find(u, v);
      if (!p) { tip.style.display = "none"; return; }
      const [u0, v0] = inv(p, u, v);
      let best = null, bd = 100;
      for (const q of p.parts) if (q.k === "m" && q.s.style.display !== "none") for (const [x, y] of q.d) {
        const d = ((x - u0) * p.view.kx) ** 2 + ((y - v0) * p.view.ky) ** 2;
        if (d < bd) { bd = d; best = [x, y]; }
      }
      const [px, py] = best || [u0, v0], X = ax(p, px), Y = ay(p, py), wx = p.X.log ? Math.pow(10, X) : X, wy = p.Y.log ? Math.pow(10, Y) : Y;
      tip.textContent = (best ? "● " : "") + "x " + show(wx, p.X.log ? wx : (p.X.b - p.X.a) / p.view.kx) + ", y " + show(wy, p.Y.log ? wy : (p.Y.b - p.Y.a) / p.view.ky);
      const r = root.getBoundingClientRect();
      tip.style.display = "block";
      const y0 = e.clientY - r.top;
      tip.style.left = root.scrollLeft + Math.min(e.clientX - r.left + 12, Math.max(0, r.width - tip.offsetWidth - 2)) + "px";
      tip.style.top = (y0 + 14 + tip.offsetHeight < r.height ? y0 + 14 : Math.max(0, y0 - 8 - tip.offsetHeight)) + "px";
    });
  }
})
