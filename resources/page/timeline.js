// The interactive timeline of an exported page. It reads the chronology that stands in the page and
// draws it; without it the page is whole: a picture, a list, the text. It asks nobody for anything.
"use strict";
(() => {
  const YEAR = 31556952, DAY = 86400, ROW = 26, STRIP = 18, AXIS = 26, MOST_ROWS = 24;
  const NS = "http://www.w3.org/2000/svg";
  const chart = document.getElementById("chart");
  const search = document.getElementById("search");
  const card = document.getElementById("card");
  const said = document.getElementById("said");
  if (!chart) return;

  const bound = (text) => (text === "" || text === undefined ? null : Number(text));
  const events = [...document.querySelectorAll("li[data-form]")].map((item, order) => ({
    item, order,
    start: bound(item.dataset.start), end: bound(item.dataset.end),
    form: item.dataset.form, status: item.dataset.status, hue: item.dataset.hue,
    label: item.querySelector(".headline").textContent,
    tag: item.querySelector(".status") ? ` · ${item.querySelector(".status").textContent}` : "",
    words: item.textContent.toLowerCase(),
    found: true, row: -1,
  }));
  const placed = events.filter((e) => e.form !== "shelf");
  for (const e of placed) e.first = e.start === null ? e.end : e.start;
  placed.sort((a, b) => a.first - b.first || a.order - b.order);
  const read = (selector) => [...document.querySelectorAll(selector)].map((one) => ({
    start: bound(one.dataset.start), end: bound(one.dataset.end), name: one.dataset.name,
  }));
  const periods = read("[data-period]").sort((a, b) => (a.start ?? -1e30) - (b.start ?? -1e30));
  const stories = read("[data-story]");

  // ── what is in view: seconds at the left edge, and seconds a pixel ──────────────────────────
  const known = [...placed, ...stories].flatMap((e) => [e.start, e.end]).filter((s) => s !== null);
  const low = known.length ? known.reduce((a, b) => Math.min(a, b)) : -YEAR;
  const high = known.length ? known.reduce((a, b) => Math.max(a, b)) : 0;
  const whole = Math.max(high - low, DAY);
  let left = 0, per = 1, width = 900, chosen = null, drawn = 0;

  const fit = () => { per = (whole * 1.12) / width; left = low - whole * 0.04; };
  const x = (second) => (second - left) / per;
  const clamp = () => {
    per = Math.min(Math.max(per, 1 / 20), (whole * 4) / width);
    left = Math.min(Math.max(left, low - per * width * 0.9), high - per * width * 0.1);
  };
  const zoom = (factor, at) => {
    const held = left + at * per;
    per *= factor;
    clamp();
    left = held - at * per;
    clamp();
    draw();
  };
  const pan = (pixels) => { left += pixels * per; clamp(); draw(); };

  // ── the calendar: proleptic Gregorian, as far as JavaScript's goes; beyond it years alone ────
  const civil = (second) => {
    const date = new Date(second * 1000);
    return isNaN(date) ? null : date;
  };
  const yearOf = (second) => {
    const date = civil(second);
    return date ? date.getUTCFullYear() : Math.round(second / YEAR + 1970);
  };
  const yearStart = (year) => {
    if (Math.abs(year) > 270000) return (year - 1970) * YEAR;
    const date = new Date(0);
    date.setUTCFullYear(year, 0, 1);
    return date.getTime() / 1000;
  };
  const yearName = (year) => {
    if (year <= -1000000) return `${+(-year / 1e6).toPrecision(6)} million years ago`;
    return year <= 0 ? `${(1 - year).toLocaleString("en")} BC` : String(year);
  };
  const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  const two = (n) => String(n).padStart(2, "0");
  const clock = (d) => `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`;
  const dayName = (d) => `${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]} ${yearName(d.getUTCFullYear())}`;

  // Steps fine to coarse: seconds, then how a tick is found and named.
  const ticks = () => {
    const least = per * 96;
    const made = [];
    const last = left + per * width;
    for (const [size, name] of [[60, clock], [300, clock], [900, clock], [3600, clock], [10800, clock],
      [21600, (d) => (d.getUTCHours() ? clock(d) : dayName(d))], [DAY, dayName], [7 * DAY, dayName]]) {
      if (size < least || !civil(left) || !civil(last)) continue;
      const shift = size === 7 * DAY ? 4 * DAY : 0; // weeks begin on Monday
      for (let s = Math.ceil((left - shift) / size) * size + shift; s <= last; s += size) {
        const date = civil(s);
        if (date) made.push([s, name(date)]);
      }
      return made;
    }
    for (const months of [1, 3, 6]) {
      if (months * 30 * DAY < least || !civil(left) || !civil(last)) continue;
      const date = civil(left);
      date.setUTCDate(1); date.setUTCHours(0, 0, 0, 0);
      date.setUTCMonth(Math.floor(date.getUTCMonth() / months) * months);
      for (; date.getTime() / 1000 <= last; date.setUTCMonth(date.getUTCMonth() + months)) {
        made.push([date.getTime() / 1000,
          `${MONTHS[date.getUTCMonth()]} ${yearName(date.getUTCFullYear())}`]);
      }
      return made;
    }
    let step = 1;
    for (let i = 0; step * YEAR < least; i += 1) step = [1, 2, 5][i % 3] * 10 ** Math.floor(i / 3);
    for (let y = Math.floor(yearOf(left) / step) * step; yearStart(y) <= last; y += step) {
      made.push([yearStart(y), yearName(y)]);
    }
    return made;
  };

  // ── rows: the first that is free; they hold while the zoom holds, so that panning moves all ──
  const pen = document.createElement("canvas").getContext("2d");
  const short = (text, room) => {
    if (pen.measureText(text).width <= room) return text;
    let end = Math.min(text.length, Math.ceil(room / 4));
    while (end > 1 && pen.measureText(text.slice(0, end)).width > room - 12) end -= 1;
    return `${text.slice(0, end).trimEnd()}…`;
  };
  let packedAt = 0, rows = 0;
  const pack = () => {
    const ends = [];
    rows = 0;
    for (const e of placed) {
      e.row = -1;
      if (!e.found) continue;
      const from = (e.start === null ? e.end - per * 90 : e.start) / per;
      const till = (e.end === null ? e.start + per * 90 : e.end) / per;
      e.shown = e.shown || short(e.label, 340 - pen.measureText(e.tag).width) + e.tag;
      e.wide = e.wide || pen.measureText(e.shown).width;
      const right = Math.max(till, from + 8) + e.wide + 26;
      for (let row = 0; row < MOST_ROWS; row += 1) {
        if (ends[row] === undefined || ends[row] <= from) {
          ends[row] = right;
          e.row = row;
          break;
        }
      }
      rows = Math.max(rows, e.row + 1);
    }
    packedAt = per;
  };

  // Named periods lie above the axis, one over the other where they overlap.
  const strata = () => {
    const ends = [];
    for (const p of periods) {
      const start = p.start ?? -1e30;
      p.row = ends.findIndex((end) => end <= start);
      if (p.row < 0) p.row = ends.length;
      ends[p.row] = p.end ?? 1e30;
    }
    return ends.length;
  };

  // ── drawing ──────────────────────────────────────────────────────────────────────────────────
  const make = (name, attributes, parent, text) => {
    const node = document.createElementNS(NS, name);
    for (const key in attributes) node.setAttribute(key, attributes[key]);
    if (text !== undefined) node.textContent = text;
    parent.append(node);
    return node;
  };
  const mark = (e, group, y) => {
    const hollow = e.status === "denied" || e.status === "possible" || e.status === "planned";
    const style = `h${e.hue} ${hollow ? "hollow" : "full"} ${e.status === "planned" ? "dashed" : ""}`;
    const from = Math.max(e.start === null ? x(e.end) - 90 : x(e.start), -50);
    const till = Math.min(e.end === null ? x(e.start) + 90 : x(e.end), width + 50);
    const middle = (from + till) / 2;
    if (e.form === "bar") {
      make("rect", { x: from, y: y - 7, width: Math.max(till - from, 3), height: 14, rx: 4, class: style }, group);
    } else if (e.form === "past" || e.form === "future") {
      // Three lengths of the line, each lighter: the side whose bound is not known is gone.
      for (let part = 0; part < 3; part += 1) {
        const share = (till - from) / 3;
        const at = e.form === "past" ? till - (part + 1) * share : from + part * share;
        make("rect", { x: at, y: y - 4, width: share, height: 8, class: `${style} fade${part}` }, group);
      }
    } else if (e.form === "whisker") {
      make("path", { d: `M${from} ${y}H${till}M${from} ${y - 5}v10M${till} ${y - 5}v10`, class: `h${e.hue} line` }, group);
      make("path", { d: `M${middle} ${y - 7}l7 7l-7 7l-7 -7z`, class: style }, group);
    } else {
      make("circle", { cx: middle, cy: y, r: 5.5, class: style }, group);
    }
    return till;
  };
  const draw = () => {
    cancelAnimationFrame(drawn);
    drawn = requestAnimationFrame(paint);
  };
  const paint = () => {
    width = Math.max(chart.clientWidth, 300);
    if (per !== packedAt) pack();
    const strips = strata();
    const axis = strips * STRIP;
    const top = axis + AXIS;
    const height = top + Math.max(rows, 3) * ROW + 12;
    const svg = document.createElementNS(NS, "svg");
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg.setAttribute("width", width);
    svg.setAttribute("height", height);
    svg.setAttribute("aria-hidden", "true");
    for (const p of periods) {
      const from = p.start === null ? 0 : Math.max(x(p.start), 0);
      const till = p.end === null ? width : Math.min(x(p.end), width);
      if (till <= from) continue;
      const y = p.row * STRIP;
      make("rect", { x: from, y, width: till - from, height: height - y, class: "period" }, svg);
      make("rect", { x: from, y, width: till - from, height: 2, class: "strip" }, svg);
      if (till - from > 60) make("text", { x: from + 6, y: y + 14, class: "soft" }, svg, short(p.name, till - from - 12));
    }
    let free = -1e9;
    for (const [second, name] of ticks()) {
      const at = x(second);
      make("line", { x1: at, x2: at, y1: axis, y2: height, class: "grid" }, svg);
      const wide = pen.measureText(name).width;
      if (at > free && at + wide < width) {
        make("text", { x: at + 4, y: axis + 17, class: "soft" }, svg, name);
        free = at + wide + 14;
      }
    }
    for (const s of stories) {
      if (s.start === null) continue;
      make("line", { x1: x(s.start), x2: x(s.start), y1: axis, y2: height, class: "storydate" }, svg);
    }
    let hidden = 0;
    for (const e of placed) {
      if (!e.found) continue;
      const from = e.start === null ? x(e.end) - 90 : x(e.start);
      const till = e.end === null ? x(e.start) + 90 : x(e.end);
      if (till + (e.wide || 0) + 20 < 0 || from > width) continue;
      if (e.row < 0) { hidden += 1; continue; }
      const y = top + e.row * ROW + ROW / 2;
      const group = make("g", { class: e === chosen ? "event chosen" : "event" }, svg);
      group.dataset.order = e.order;
      const right = mark(e, group, y);
      // A mark that goes on beyond the window keeps its words in sight, on itself.
      const held = right > width - e.wide - 20 && from < width - e.wide - 40;
      const at = held ? width - e.wide - 10 : right + 10;
      if (held) make("rect", { x: at - 4, y: y - 9, width: e.wide + 8, height: 18, class: "over" }, group);
      make("text", { x: at, y: y + 4.5 }, group, e.shown);
    }
    chart.replaceChildren(svg);
    const more = document.getElementById("more");
    more.textContent = hidden
      ? `${hidden.toLocaleString("en")} more events here: zoom in to see them, or read the list.` : "";
  };

  // ── choosing, searching ──────────────────────────────────────────────────────────────────────
  const choose = (e, bring) => {
    chosen = e;
    card.replaceChildren();
    for (const node of e.item.childNodes) card.append(node.cloneNode(true));
    card.hidden = false;
    if (bring && e.form !== "shelf") {
      const at = x(e.first);
      if (at < 40 || at > width - 200) { left = e.first - per * width * 0.4; clamp(); }
    }
    draw();
  };
  const shown = () => placed.filter((e) => e.found);
  const step = (by) => {
    const list = shown();
    if (!list.length) return;
    const at = list.indexOf(chosen);
    choose(list[at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length], true);
  };
  const find = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const e of events) {
      e.found = words.every((word) => e.words.includes(word));
      e.item.hidden = !e.found;
      count += e.found;
    }
    said.textContent = words.length ? `${count.toLocaleString("en")} of ${events.length.toLocaleString("en")} events` : "";
    packedAt = 0;
    draw();
  };

  // ── hands ────────────────────────────────────────────────────────────────────────────────────
  const held = new Map();
  let moved = 0;
  chart.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    held.set(event.pointerId, event.clientX);
    moved = 0;
  });
  chart.addEventListener("pointermove", (event) => {
    if (!held.has(event.pointerId)) return;
    const before = [...held.values()];
    const by = event.clientX - held.get(event.pointerId);
    held.set(event.pointerId, event.clientX);
    moved += Math.abs(by);
    if (moved > 4 && !chart.hasPointerCapture(event.pointerId)) chart.setPointerCapture(event.pointerId);
    if (held.size === 1) return pan(-by);
    const after = [...held.values()];
    const old = Math.abs(before[0] - before[1]) || 1, now = Math.abs(after[0] - after[1]) || 1;
    zoom(old / now, (after[0] + after[1]) / 2 - chart.getBoundingClientRect().left);
  });
  for (const name of ["pointerup", "pointercancel"]) {
    chart.addEventListener(name, (event) => held.delete(event.pointerId));
  }
  chart.addEventListener("click", (event) => {
    const group = event.target.closest("g.event");
    if (group && moved <= 4) choose(events[Number(group.dataset.order)]);
  });
  chart.addEventListener("wheel", (event) => {
    // The page scrolls as pages do, until the timeline has been clicked or Ctrl is held.
    if (!event.ctrlKey && !event.metaKey && document.activeElement !== chart) return;
    event.preventDefault();
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      return pan(event.deltaX || event.deltaY);
    }
    zoom(1.0015 ** event.deltaY, event.clientX - chart.getBoundingClientRect().left);
  }, { passive: false });
  const keys = {
    "ArrowLeft": () => pan(-width / 8), "ArrowRight": () => pan(width / 8),
    "ArrowUp": () => step(-1), "ArrowDown": () => step(1),
    "+": () => zoom(1 / 1.5, width / 2), "=": () => zoom(1 / 1.5, width / 2),
    "-": () => zoom(1.5, width / 2),
    "f": () => { fit(); draw(); }, "Home": () => { fit(); draw(); },
    "Enter": () => { if (chosen) chosen.item.querySelector("a.headline").click(); },
  };
  chart.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  });
  document.getElementById("in").addEventListener("click", keys["+"]);
  document.getElementById("out").addEventListener("click", keys["-"]);
  document.getElementById("fit").addEventListener("click", keys.f);
  search.addEventListener("input", find);
  document.addEventListener("click", (event) => {
    const lit = event.target.closest && event.target.closest("mark");
    if (!lit || event.target.closest("a")) return;
    const item = document.getElementById((lit.dataset.of || lit.id).replace("said", "note"));
    const found = events.find((e) => e.item === item);
    if (found) { choose(found, true); chart.scrollIntoView({ block: "center" }); }
  });

  addEventListener("hashchange", () => {
    const item = document.getElementById(location.hash.slice(1));
    if (!item || !item.hidden) return; // what a search has put away is asked for by its number
    search.value = "";
    find();
    item.scrollIntoView();
  });

  document.documentElement.classList.add("live");
  pen.font = getComputedStyle(chart).font;
  width = Math.max(chart.clientWidth, 300);
  fit();
  new ResizeObserver(() => {
    const now = Math.max(chart.clientWidth, 300);
    if (now !== width) { per *= width / now; width = now; }
    draw();
  }).observe(chart);
  draw();
})();
