// Tooltips and keyboard for maps and charts, by listeners on the document only: nothing is set up per element,
// so whatever Blazor renders later simply works. Zoom is in map-zoom.js.
//   [data-tip]            lines of a tooltip, parted by line feeds
//   [data-map], [data-chart]  one tab stop each; arrow keys move between the [data-rove] in it, Enter or space chooses

import { initZoom, mapOf, reveal, zoomKey } from './map-zoom.js';

const GAP = 14;
const ROOTS = '[data-map], [data-chart]';
let tip = null;
let shownFor = null;
let outlined = null;
let dismissed = null;
let marked = null;
let started = false;

// A live change rewrites the tip of a shape while the pointer rests on it.
const changes = new MutationObserver(() => {
  const text = shownFor?.getAttribute('data-tip');
  if (text) { fill(text); } else { hide(); }
});

function box() {
  if (!tip) {
    tip = document.createElement('div');
    tip.className = 'chart-tip';
    tip.setAttribute('role', 'tooltip');
    tip.hidden = true;
  }
  // Over a map that fills the screen only what stands in it is seen.
  const parent = document.fullscreenElement ?? document.body;
  if (tip.parentElement !== parent) { parent.append(tip); }
  return tip;
}

function fill(text) {
  const el = box();
  if (el.dataset.text === text) { return; }
  el.dataset.text = text;
  const cut = text.indexOf('\n');
  const head = document.createElement('b');
  head.textContent = cut < 0 ? text : text.slice(0, cut);
  el.replaceChildren(head);
  if (cut >= 0) { el.append(text.slice(cut + 1)); }
}

function place(x, y) {
  const el = box();
  const { width, height } = el.getBoundingClientRect();
  const left = x + GAP + width > innerWidth - 8 ? x - GAP - width : x + GAP;
  const top = y + GAP + height > innerHeight - 8 ? y - GAP - height : y + GAP;
  el.style.transform = `translate(${Math.round(Math.max(8, left))}px, ${Math.round(Math.max(8, top))}px)`;
}

function show(target, x, y) {
  const text = target.getAttribute('data-tip');
  if (!text) { return hide(); }
  if (shownFor !== target) {
    shownFor = target;
    changes.disconnect();
    changes.observe(target, { attributes: true, attributeFilter: ['data-tip'] });
  }
  fill(text);
  outline(target);
  box().hidden = false;
  place(x, y);
}

/** Draws the border of a shape above its neighbours, in the path that the map keeps for this. */
function outline(target) {
  const path = target?.closest('[data-map]')?.querySelector('.map-hover') ?? null;
  if (outlined && outlined !== path) { outlined.removeAttribute('d'); }
  outlined = path;
  const d = target?.getAttribute('d');
  if (path && d) { path.setAttribute('d', d); }
  relatives(target);
}

/** Marks on the other map of a pair what a shape came from or became. */
function relatives(target) {
  const pair = target?.closest('[data-pair]') ?? null;
  if (marked && marked !== pair) { for (const path of marked.querySelectorAll('.map-kin')) { path.removeAttribute('d'); } }
  marked = pair;
  if (!pair) { return; }
  const side = target.closest('[data-side]');
  const id = target.dataset.unit;
  const entry = id && side.dataset.kin.split(';').find(pairs => pairs.startsWith(`${id}>`));
  const ids = entry ? entry.slice(id.length + 1).split(' ') : [];
  for (const other of pair.querySelectorAll('[data-side]')) {
    const path = other.querySelector('.map-kin');
    const d = other === side ? '' : ids.map(kin => other.querySelector(`[data-unit="${CSS.escape(kin)}"]`)?.getAttribute('d') ?? '').join('');
    if (d) { path?.setAttribute('d', d); } else { path?.removeAttribute('d'); }
  }
}

function hide() {
  // The ring of the focus stays above the neighbours when its tooltip goes.
  outline(focusedTip());
  shownFor = null;
  changes.disconnect();
  if (tip) { tip.hidden = true; }
}

function tipOf(node) {
  return node instanceof Element ? node.closest('[data-tip]') ?? node.querySelector?.(':scope > [data-tip]') : null;
}

function middle(element) {
  const r = (element.querySelector('path, rect') ?? element).getBoundingClientRect();
  return { x: r.left + r.width / 2, y: r.top + r.height / 2 };
}

function onPointer(event) {
  if (event.pointerType === 'touch' && event.type === 'pointermove') { return; }
  const target = event.target instanceof Element && !panning(event) ? shapeOf(event.target) ?? event.target.closest('[data-tip]') : null;
  if (target !== dismissed) { dismissed = null; }
  if (target && target === dismissed) { return; }
  if (target) { show(target, event.clientX, event.clientY); } else if (shownFor && !focusedTip()) { hide(); }
}

/** The shape that a circle on the map stands for. */
function shapeOf(node) {
  const circle = node.closest('[data-of]');
  return circle && circle.closest('[data-map]').querySelector(`[data-unit="${CSS.escape(circle.dataset.of)}"]`);
}

/** A click on a circle is one on its shape. */
function onCircle(event) {
  const shape = event.target instanceof Element ? shapeOf(event.target) : null;
  if (shape && !event.defaultPrevented) { shape.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey: event.ctrlKey, metaKey: event.metaKey, shiftKey: event.shiftKey })); }
}

function panning(event) {
  return event.target.closest('[data-panning]') !== null;
}

function focusedTip() {
  const item = document.activeElement?.closest?.('[data-rove]');
  return item?.matches(':focus-visible') ? tipOf(item) : null;
}

function onFocus(event) {
  const item = event.target instanceof Element ? event.target.closest('[data-rove]') : null;
  if (!item) { return; }
  for (const other of itemsOf(item)) {
    if (other !== item && other.getAttribute('tabindex') === '0') { other.setAttribute('tabindex', '-1'); }
  }
  item.setAttribute('tabindex', '0');
  const target = tipOf(item);
  if (target && item.matches(':focus-visible')) { reveal(mapOf(item), target); }
  if (target && item.matches(':focus-visible')) { const at = middle(item); show(target, at.x, at.y); }
}

function itemsOf(item) {
  const root = item.closest(ROOTS);
  return root ? [...root.querySelectorAll('[data-rove]')] : [item];
}

/** The item that lies nearest in a direction: distance counts, and twice as much for what is off to the side. */
function neighbour(item, dx, dy) {
  const from = middle(item);
  let best = null;
  let least = Infinity;
  for (const other of itemsOf(item)) {
    if (other === item) { continue; }
    const to = middle(other);
    const along = (to.x - from.x) * dx + (to.y - from.y) * dy;
    const aside = Math.abs((to.x - from.x) * dy) + Math.abs((to.y - from.y) * dx);
    if (along <= 1 || aside > along * 2) { continue; }
    const cost = along + 2 * aside;
    if (cost < least) { least = cost; best = other; }
  }
  return best;
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function onKey(event) {
  if (event.key === 'Escape') {
    dismissed = shownFor;
    return hide();
  }
  if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) { return; }
  if (zoomKey(event)) { return hide(); }
  const item = event.target instanceof Element ? event.target.closest('[data-rove]') : null;
  if (!item) { return; }
  const items = itemsOf(item);
  let next = null;
  if (ARROWS[event.key]) {
    next = neighbour(item, ...ARROWS[event.key]);
  } else if (event.key === 'Home') {
    next = items[0];
  } else if (event.key === 'End') {
    next = items[items.length - 1];
  } else if ((event.key === 'Enter' || event.key === ' ') && item.getAttribute('role') === 'button') {
    item.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    event.preventDefault();
    return;
  } else {
    return;
  }
  event.preventDefault();
  next?.focus();
}

/** Call once when the page starts; calling it again does nothing. */
export function initMap() {
  if (started) { return; }
  started = true;
  initZoom();
  document.addEventListener('pointerover', onPointer);
  document.addEventListener('pointermove', onPointer);
  document.addEventListener('pointerdown', onPointer);
  document.documentElement.addEventListener('pointerleave', hide);
  document.addEventListener('focusin', onFocus);
  document.addEventListener('focusout', () => { hide(); outline(null); });
  document.addEventListener('keydown', onKey);
  document.addEventListener('scroll', hide, { capture: true, passive: true });
  // A page that changed under the tooltip takes it away rather than leave it standing for something else.
  document.addEventListener('click', hide);
  document.addEventListener('click', onCircle);
}
