// Zoom and pan of maps, without asking the server anything. The scale stands on attributes and custom properties that the server
// never renders (transform of .map-zoom, data-zoomed, style), so a render of Blazor leaves a zoomed map as it is.
//   ctrl or cmd + wheel, pinch, double click or double tap, drag, [data-zoom] buttons, and + - 0 shift+arrows while the map has the focus.
// It also tells CSS the exact scale, by which names keep their size on the screen (see MapLevels).

const MOST = 8;
const STEP = 1.6;
const SLACK = 4;
// Pixels of the screen per drawing unit from which on the finer lines are seen.
const FINE = 1.4;
const still = matchMedia('(prefers-reduced-motion: reduce)');
const states = new WeakMap();
const sizes = new ResizeObserver(entries => { for (const e of entries) { if (e.target.isConnected) { measure(e.target); draw(e.target); } else { sizes.unobserve(e.target); } } });
const pointers = new Map();
let held = null;
let tapped = null;
let swallow = false;
let doubled = -Infinity;

export const mapOf = node => (node instanceof Element ? node.closest('[data-map]') : null)?.querySelector('.map-svg') ?? null;

/** Meets every map that is on the page, once. */
function meet() {
  for (const svg of document.getElementsByClassName('map-svg')) {
    if (states.has(svg)) { continue; }
    for (const button of svg.closest('[data-map]').querySelectorAll('[data-full]')) { button.hidden = !document.fullscreenEnabled; }
    states.set(svg, { z: 1, x: 0, y: 0, frame: 0 });
    measure(svg);
    draw(svg);
    sizes.observe(svg);
    svg.addEventListener('wheel', onWheel, { passive: false });
    svg.addEventListener('touchmove', e => { if (e.touches.length > 1 && e.cancelable) { e.preventDefault(); } }, { passive: false });
  }
}

function measure(svg) {
  const state = states.get(svg);
  const box = svg.getBoundingClientRect();
  const view = svg.viewBox.baseVal;
  const scale = Math.min(box.width / view.width, box.height / view.height) || 0;
  Object.assign(state, {
    scale,
    width: view.width,
    height: view.height,
    // What the element shows of the drawing's plane: more than the drawing itself where their proportions differ.
    seenX: scale ? (view.width - box.width / scale) / 2 : 0,
    seenY: scale ? (view.height - box.height / scale) / 2 : 0,
    seenWidth: scale ? box.width / scale : view.width,
    seenHeight: scale ? box.height / scale : view.height,
    rem: parseFloat(getComputedStyle(document.documentElement).fontSize) / 16,
    levels: svg.dataset.levels.split(' ').map(Number),
  });
}

function draw(svg) {
  const s = states.get(svg);
  if (!s.scale) { return; }
  clamp(s);
  const g = svg.querySelector('.map-zoom');
  if (s.z === 1) { g.removeAttribute('transform'); } else { g.setAttribute('transform', `translate(${s.x.toFixed(2)} ${s.y.toFixed(2)}) scale(${s.z.toFixed(4)})`); }
  const level = scale => Math.max(0, s.levels.findLastIndex(from => from <= scale));
  const [whole, now] = [s.scale / s.rem, s.scale * s.z / s.rem];
  const set = (name, value) => { if (svg.style.getPropertyValue(name) !== value) { svg.style.setProperty(name, value); } };
  set('--level', String(level(now)));
  set('--name', `${(11 / now).toFixed(2)}px`);
  set('--note-level', String(level(whole)));
  set('--note', `${(11 / whole).toFixed(2)}px`);
  for (const pattern of svg.querySelectorAll('pattern[data-angle]')) {
    pattern.setAttribute('patternTransform', `rotate(${pattern.dataset.angle}) scale(${(0.62 * s.rem / (s.scale * s.z)).toFixed(3)})`);
  }
  const root = svg.closest('[data-map]');
  set('--zoom', s.z.toFixed(4));
  bars(svg, s);
  circles(root, s);
  if (s.scale * s.z * devicePixelRatio >= FINE) { void finer(svg, root); }
  root.toggleAttribute('data-zoomed', s.z > 1);
  for (const button of root.querySelectorAll('[data-zoom]')) {
    const idle = button.dataset.zoom === 'in' ? s.z >= MOST : s.z <= 1;
    if (button.getAttribute('aria-disabled') !== String(idle)) { button.setAttribute('aria-disabled', String(idle)); }
  }
}

/** The scale bar as long as a round distance is at this zoom. At zoom 1 it is what the server wrote. */
function bars(svg, s) {
  const perUnit = Number(svg.dataset.km) / s.z;
  if (!perUnit || (s.z === 1 && !s.barred)) { return; }
  s.barred = s.z !== 1;
  for (const bar of svg.querySelectorAll('.map-scale')) {
    const [line, end] = [bar.querySelector('.scale-line'), bar.querySelector('.scale-end')];
    const side = Number(bar.dataset.side);
    bar.dataset.km ??= end.querySelector('text').textContent.replace(/ km$/, '');
    // As long on the screen as it was, or a little shorter.
    const most = Number(bar.dataset.km) / Number(svg.dataset.km) * perUnit;
    const power = 10 ** Math.floor(Math.log10(most * 1.0001));
    const km = s.z === 1 ? Number(bar.dataset.km) : [5, 2, 1].find(step => step * power <= most * 1.0001) * power;
    const length = km / perUnit;
    line.setAttribute('x', String(side < 0 ? -length : 0));
    line.setAttribute('width', String(length));
    end.setAttribute('x', String(side * length));
    end.querySelector('text').textContent = km >= 1 ? `${km} km` : `${Math.round(km * 1000)} m`;
  }
}

/** The circles of the legend are as large as those on the map; these keep their size while the map is zoomed. */
function circles(root, s) {
  for (const key of root.querySelectorAll('.legend-circle')) {
    const size = `${(2 * Number(key.dataset.radius) * s.scale).toFixed(1)}px`;
    if (key.style.width === size) { continue; }
    for (const [name, value] of [['width', size], ['height', size], ['--d', String(2 * key.dataset.radius)], ['--w', String(s.width)], ['--h', String(s.height)]]) { key.style.setProperty(name, value); }
  }
}

/** Finer lines, once a map is so large that they are seen: the server is asked once, and the browser keeps the answer. */
async function finer(svg, root) {
  const href = root.dataset.fine;
  if (!href || svg.dataset.lines === href) { return; }
  svg.dataset.lines = href;
  try {
    const answer = await fetch(href);
    if (!answer.ok) { return; }
    const lines = await answer.json();
    // Another drawing may stand there meanwhile.
    if (root.dataset.fine !== href) { return; }
    for (const path of svg.querySelectorAll('path[data-unit]')) {
      const line = lines[path.dataset.unit];
      if (line) { path.setAttribute('d', line); }
    }
    svg.querySelector('.map-coast').setAttribute('d', lines['']);
    Object.assign(states.get(svg), { lines });
    choose(svg, root);
  } catch {
    // The coarser lines stay; the next zoom asks again.
    delete svg.dataset.lines;
  }
}

/** The border of the chosen unit lies on its finer line, where there is one. */
function choose(svg, root) {
  const line = svg.dataset.lines ? states.get(svg).lines?.[root.dataset.chosen] : null;
  if (line) { svg.querySelector('.map-chosen')?.setAttribute('d', line); }
}

/** The drawing never leaves the picture; what is smaller than the picture stays wholly in it. */
function clamp(s) {
  s.z = Math.min(MOST, Math.max(1, s.z));
  if (s.z < 1.001) { Object.assign(s, { z: 1, x: 0, y: 0 }); return; }
  const axis = (at, length, seen, seenLength) => {
    const [a, b] = [seen, seen + seenLength - length * s.z];
    return Math.min(Math.max(a, b), Math.max(Math.min(a, b), at));
  };
  s.x = axis(s.x, s.width, s.seenX, s.seenWidth);
  s.y = axis(s.y, s.height, s.seenY, s.seenHeight);
}

function later(svg) {
  const s = states.get(svg);
  if (!s.frame) { s.frame = requestAnimationFrame(() => { s.frame = 0; draw(svg); }); }
}

/** Goes to a scale and place, gently where motion is wanted. */
function go(svg, z, x, y) {
  const s = states.get(svg);
  cancelAnimationFrame(s.run);
  const to = { ...s, z, x, y };
  clamp(to);
  if (still.matches) { Object.assign(s, { z: to.z, x: to.x, y: to.y }); draw(svg); return; }
  const from = { z: s.z, x: s.x, y: s.y };
  const start = performance.now();
  const step = now => {
    const t = Math.min(1, (now - start) / 180);
    const k = 1 - (1 - t) ** 3;
    for (const key of ['z', 'x', 'y']) { s[key] = t === 1 ? to[key] : from[key] + (to[key] - from[key]) * k; }
    draw(svg);
    if (t < 1) { s.run = requestAnimationFrame(step); }
  };
  s.run = requestAnimationFrame(step);
}

/** A place on the screen in the drawing's plane, before zoom. */
function planeOf(svg, clientX, clientY) {
  const s = states.get(svg);
  const box = svg.getBoundingClientRect();
  return { x: s.seenX + (clientX - box.left) / s.scale, y: s.seenY + (clientY - box.top) / s.scale };
}

/** Where the drawing goes so that what lies under a place stays there. */
function around(s, at, z) {
  const to = Math.min(MOST, Math.max(1, z));
  return [to, at.x - (at.x - s.x) * to / s.z, at.y - (at.y - s.y) * to / s.z];
}

function zoom(svg, factor, at) {
  const s = states.get(svg);
  go(svg, ...around(s, at ?? { x: s.seenX + s.seenWidth / 2, y: s.seenY + s.seenHeight / 2 }, s.z * factor));
}

/** Brings a shape into the picture when it is not. */
export function reveal(svg, path) {
  const s = states.get(svg);
  if (!s || s.z === 1 || !path) { return; }
  const b = path.getBBox();
  const left = b.x * s.z + s.x;
  const top = b.y * s.z + s.y;
  const shift = (from, length, seen, seenLength) => (from < seen ? seen - from : from + length > seen + seenLength ? Math.max(seen - from, seen + seenLength - from - length) : 0);
  const [dx, dy] = [shift(left, b.width * s.z, s.seenX, s.seenWidth), shift(top, b.height * s.z, s.seenY, s.seenHeight)];
  if (dx || dy) { s.x += dx; s.y += dy; draw(svg); }
}

function whole(svg, gently) {
  if (gently) { go(svg, 1, 0, 0); return; }
  const s = states.get(svg);
  cancelAnimationFrame(s.run);
  Object.assign(s, { z: 1, x: 0, y: 0 });
  measure(svg);
  draw(svg);
}

/** Keys of a map that has the focus; says whether it was one of them. */
export function zoomKey(event) {
  const svg = mapOf(event.target);
  if (!svg || !states.has(svg)) { return false; }
  const s = states.get(svg);
  if (event.key === '+' || event.key === '=') {
    const item = document.activeElement?.closest('[data-rove]')?.getBoundingClientRect();
    zoom(svg, STEP, item && planeOf(svg, item.left + item.width / 2, item.top + item.height / 2));
  } else if (event.key === '-' || event.key === '_') {
    zoom(svg, 1 / STEP);
  } else if (event.key === '0') {
    whole(svg, true);
  } else if (event.shiftKey && event.key.startsWith('Arrow') && s.z > 1) {
    const [dx, dy] = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    go(svg, s.z, s.x + dx * s.seenWidth / 5, s.y + dy * s.seenHeight / 5);
  } else {
    return false;
  }
  event.preventDefault();
  return true;
}

// The plain wheel scrolls the page; a pinch on a touchpad comes as a wheel with ctrl.
function onWheel(event) {
  if (!event.ctrlKey && !event.metaKey) { return; }
  event.preventDefault();
  const svg = event.currentTarget;
  const s = states.get(svg);
  cancelAnimationFrame(s.run);
  const lines = event.deltaMode === 1 ? 16 : 1;
  const [z, x, y] = around(s, planeOf(svg, event.clientX, event.clientY), s.z * Math.exp(-Math.max(-120, Math.min(120, event.deltaY * lines)) / 240));
  Object.assign(s, { z, x, y });
  later(svg);
}

function onDown(event) {
  const svg = event.target instanceof Element ? event.target.closest('.map-svg') : null;
  if (!svg || !states.has(svg) || event.button !== 0) { return; }
  if (held && held.svg !== svg) { return; }
  pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  held ??= { svg, moved: false };
  grasp();
}

/** Remembers where the fingers are and what they hold. */
function grasp() {
  const all = [...pointers.values()];
  const s = states.get(held.svg);
  held.from = { z: s.z, x: s.x, y: s.y };
  held.at = { x: all.reduce((sum, p) => sum + p.x, 0) / all.length, y: all.reduce((sum, p) => sum + p.y, 0) / all.length };
  held.apart = all.length > 1 ? Math.hypot(all[0].x - all[1].x, all[0].y - all[1].y) : 0;
}

function onMove(event) {
  const known = pointers.get(event.pointerId);
  if (!held || !known) { return; }
  Object.assign(known, { x: event.clientX, y: event.clientY });
  const all = [...pointers.values()];
  const { svg, from } = held;
  const s = states.get(svg);
  if (all.length < 2 && from.z === 1) { return; }
  const at = { x: all.reduce((sum, p) => sum + p.x, 0) / all.length, y: all.reduce((sum, p) => sum + p.y, 0) / all.length };
  const apart = held.apart ? Math.hypot(all[0].x - all[1].x, all[0].y - all[1].y) : 0;
  if (!held.moved) {
    if (Math.hypot(at.x - held.at.x, at.y - held.at.y) < SLACK && Math.abs(apart - held.apart) < SLACK) { return; }
    held.moved = true;
    svg.closest('[data-map]').toggleAttribute('data-panning', true);
    for (const id of pointers.keys()) { try { svg.setPointerCapture(id); } catch { /* that finger is gone */ } }
  }
  cancelAnimationFrame(s.run);
  const [z, x, y] = around(from, planeOf(svg, held.at.x, held.at.y), held.apart ? from.z * apart / held.apart : from.z);
  Object.assign(s, { z, x: x + (at.x - held.at.x) / s.scale, y: y + (at.y - held.at.y) / s.scale });
  later(svg);
}

function onUp(event) {
  if (!pointers.delete(event.pointerId) || !held) { return; }
  const { svg, moved } = held;
  if (pointers.size > 0) { grasp(); return; }
  held = null;
  svg.closest('[data-map]')?.removeAttribute('data-panning');
  if (moved) {
    // The click that ends a drag chooses nothing.
    swallow = true;
    setTimeout(() => { swallow = false; });
    tapped = null;
  } else if (event.pointerType === 'touch' && event.type === 'pointerup') {
    const last = tapped;
    tapped = { at: event.timeStamp, x: event.clientX, y: event.clientY };
    if (last && tapped.at - last.at < 320 && Math.hypot(tapped.x - last.x, tapped.y - last.y) < 30) {
      tapped = null;
      doubled = event.timeStamp;
      swallow = true;
      setTimeout(() => { swallow = false; }, 50);
      zoom(svg, 2, planeOf(svg, event.clientX, event.clientY));
    }
  }
}

function onClick(event) {
  const target = event.target instanceof Element ? event.target : null;
  const button = target?.closest('[data-zoom]');
  const full = target?.closest('[data-full]');
  if (full) {
    const root = full.closest('[data-map]');
    if (document.fullscreenElement === root) { void document.exitFullscreen(); } else { root.requestFullscreen().catch(() => { full.hidden = true; }); }
  } else if (button) {
    const svg = mapOf(button);
    if (!svg || button.getAttribute('aria-disabled') === 'true') { return; }
    if (button.dataset.zoom === 'all') { whole(svg, true); } else { zoom(svg, button.dataset.zoom === 'in' ? STEP : 1 / STEP); }
  } else if (target?.closest('.map-svg') && (swallow || (event.detail > 1 && event.detail % 2 === 0))) {
    // The second click of a double click zooms; the first has chosen already.
    event.preventDefault();
    event.stopPropagation();
  }
}

function onDouble(event) {
  const svg = event.target instanceof Element ? event.target.closest('.map-svg') : null;
  // Some browsers also tell a double tap as a double click.
  if (svg && states.has(svg) && event.timeStamp - doubled > 600) {
    zoom(svg, event.shiftKey ? 0.5 : 2, planeOf(svg, event.clientX, event.clientY));
  }
}

/** Call once when the page starts. */
export function initZoom() {
  meet();
  new MutationObserver(meet).observe(document.body, { childList: true, subtree: true });
  // Another drawing or another question shows the whole again; a unit that was chosen elsewhere comes into the picture.
  new MutationObserver(changes => {
    for (const { target, attributeName } of changes) {
      const svg = mapOf(target);
      if (!svg || !states.has(svg)) { continue; }
      if (attributeName === 'data-view') {
        // Its paths are new ones of the server.
        delete svg.dataset.lines;
        whole(svg, false);
      } else {
        requestAnimationFrame(() => { choose(svg, target); reveal(svg, svg.querySelector('.map-chosen')); });
      }
    }
  }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['data-view', 'data-chosen'] });
  document.addEventListener('pointerdown', onDown);
  document.addEventListener('pointermove', onMove);
  document.addEventListener('pointerup', onUp);
  document.addEventListener('pointercancel', onUp);
  document.addEventListener('click', onClick, { capture: true });
  document.addEventListener('dblclick', onDouble);
  document.addEventListener('fullscreenchange', () => {
    for (const button of document.querySelectorAll('[data-full]')) { button.setAttribute('aria-pressed', String(button.closest('[data-map]') === document.fullscreenElement)); }
  });
  document.addEventListener('dragstart', event => { if (event.target instanceof Element && event.target.closest('.map-svg')) { event.preventDefault(); } });
  // Paper has a size of its own: there the style sheet finds it, as it does without scripts.
  addEventListener('beforeprint', () => {
    for (const svg of document.getElementsByClassName('map-svg')) {
      if (!states.has(svg)) { continue; }
      whole(svg, false);
      for (const name of ['--level', '--name', '--note-level', '--note']) { svg.style.removeProperty(name); }
      for (const key of svg.closest('[data-map]').querySelectorAll('.legend-circle')) { key.style.width = key.style.height = ''; }
    }
  });
  addEventListener('afterprint', () => { for (const svg of document.getElementsByClassName('map-svg')) { if (states.has(svg)) { whole(svg, false); } } });
}
