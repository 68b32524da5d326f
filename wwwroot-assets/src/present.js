// A running show: turns pages by keys, clicker and touch, keeps the windows of one speaker together, and follows changes
// where the figures are live. The document holds all pages, so a page turns without the server and also without a network.
import { follow } from './present-follow.js';

const body = document.body;
const { speaker, rotate, channel } = body.dataset;
const stage = document.querySelector('.present-stage');
const line = channel && 'BroadcastChannel' in window ? new BroadcastChannel(`danvan-trinh-chieu:${channel}`) : null;
let at = 0;
let called = -1;
let blank = '';
let typed = '';

const pages = () => [...stage.querySelectorAll('.deck-page')];
const inOrder = () => pages().filter((page) => !page.dataset.call);

function show() {
  const all = pages();
  const count = inOrder().length;
  at = Math.max(0, Math.min(at, count - 1));
  const current = called >= 0 && called < all.length ? called : at;
  all.forEach((page, i) => {
    const next = speaker && called < 0 && i === at + 1 && i < count;
    page.hidden = i !== current && !next;
    page.classList.toggle('is-current', i === current);
    page.classList.toggle('is-next', Boolean(next));
  });
  body.dataset.blank = blank;
  const page = all[current];
  const say = document.querySelector('[data-say]');
  if (say && page) say.textContent = `${page.dataset.title}${called < 0 ? ` (${at + 1}/${count})` : ''}`;
  if (speaker) tellSpeaker(page, count);
  if (!rotate) history.replaceState(null, '', `#${at + 1}`);
}

function tellSpeaker(page, count) {
  document.querySelector('[data-at]').textContent = called < 0 ? `${at + 1} / ${count}` : page.dataset.call;
  const notes = document.querySelector('[data-notes]');
  notes.textContent = page?.dataset.notes || notes.dataset.empty;
  document.querySelectorAll('[data-list] button').forEach((button, i) => {
    if (called < 0 && i === at) {
      button.setAttribute('aria-current', 'true');
      button.scrollIntoView({ block: 'nearest' });
    } else button.removeAttribute('aria-current');
  });
}

/** Goes to a page and tells the other window. */
function go(to, call = -1, ground = '') {
  const changed = to !== at || call !== called;
  [at, called, blank] = [to, call, ground];
  if (changed && !matchMedia('(prefers-reduced-motion: reduce)').matches) {
    stage.dataset.turning = '';
    requestAnimationFrame(() => requestAnimationFrame(() => delete stage.dataset.turning));
  }
  show();
  line?.postMessage({ at, called, blank });
}

const keys = {
  ArrowRight: () => go(at + (called < 0 ? 1 : 0)),
  ArrowLeft: () => go(at - (called < 0 ? 1 : 0)),
  Home: () => go(0),
  End: () => go(inOrder().length - 1),
  b: () => go(at, called, blank === 'black' ? '' : 'black'),
  w: () => go(at, called, blank === 'white' ? '' : 'white'),
  f: () => full(),
  s: () => openSpeaker(),
  Enter: () => {
    if (typed) go(Number(typed) - 1);
    else go(at + 1);
  },
};
Object.assign(keys, {
  PageDown: keys.ArrowRight, ArrowDown: keys.ArrowRight, ' ': keys.ArrowRight, n: keys.ArrowRight,
  PageUp: keys.ArrowLeft, ArrowUp: keys.ArrowLeft, Backspace: keys.ArrowLeft, p: keys.ArrowLeft,
  '.': keys.b, ',': keys.w,
});

function full() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.().catch(() => {});
}

function openSpeaker() {
  if (!speaker && body.dataset.speakerHref) window.open(body.dataset.speakerHref + location.hash, 'danvan-dien-gia', 'popup,width=1280,height=800');
}

addEventListener('keydown', (e) => {
  if (rotate || e.ctrlKey || e.metaKey || e.altKey || e.target.closest?.('input, textarea, select')) return;
  if (/^[0-9]$/.test(e.key)) {
    typed = (typed + e.key).slice(-3);
    return;
  }
  // A button in hand is pressed by space and Enter, as everywhere.
  if (e.target.closest?.('button, a') && (e.key === ' ' || e.key === 'Enter')) return;
  const act = keys[e.key] ?? keys[e.key.toLowerCase()];
  if (act) {
    e.preventDefault();
    act();
  }
  typed = '';
});

document.addEventListener('click', (e) => {
  const button = e.target.closest('button');
  if (button?.dataset.go) go(at + (button.dataset.go === 'on' ? 1 : -1));
  else if (button && 'full' in button.dataset) full();
  else if (button && 'openSpeaker' in button.dataset) openSpeaker();
  else if (button?.closest('[data-list]')) go([...button.closest('ol').querySelectorAll('button')].indexOf(button));
});

let from = null;
stage.addEventListener('pointerdown', (e) => { from = e.pointerType === 'mouse' ? null : { x: e.clientX, y: e.clientY }; });
stage.addEventListener('pointerup', (e) => {
  if (!from || rotate) return;
  const [dx, dy] = [e.clientX - from.x, e.clientY - from.y];
  from = null;
  if (Math.abs(dx) > 40 && Math.abs(dx) > Math.abs(dy)) go(at + (dx < 0 ? 1 : -1));
});

// The tools of the hall's window show while the mouse moves.
let quiet;
addEventListener('pointermove', () => {
  body.dataset.tools = '';
  clearTimeout(quiet);
  quiet = setTimeout(() => delete body.dataset.tools, 2500);
});

if (line) {
  line.onmessage = ({ data }) => {
    if (data.ask) {
      line.postMessage({ at, called, blank });
    } else if (data.source) {
      if (!speaker) location.href = data.source.replace('/trinh-chieu/dien-gia', '/trinh-chieu/chieu') + location.hash;
    } else {
      [at, called, blank] = [data.at, data.called, data.blank];
      show();
    }
  };
}

if (speaker) {
  const clock = document.querySelector('[data-clock]');
  const timer = document.querySelector('[data-timer]');
  // Going over to the other source is the same talk: its time runs on.
  let started = Number(sessionStorage.getItem('talk-started')) || Date.now();
  sessionStorage.removeItem('talk-started');
  const two = (n) => String(n).padStart(2, '0');
  const tick = () => {
    clock.textContent = new Date().toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Ho_Chi_Minh' });
    const s = Math.floor((Date.now() - started) / 1000);
    timer.textContent = `${two(Math.floor(s / 60))}:${two(s % 60)}`;
  };
  timer.addEventListener('click', () => { started = Date.now(); tick(); });
  setInterval(tick, 1000);
  tick();
  const plain = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/gi, 'd').toLowerCase().trim();
  const call = document.querySelector('[data-call]');
  call.addEventListener('submit', (e) => {
    e.preventDefault();
    const input = call.querySelector('input');
    const wanted = plain(input.value);
    if (!wanted) return;
    const all = pages();
    const exact = all.findIndex((page) => page.dataset.call && plain(page.dataset.call) === wanted);
    const found = exact >= 0 ? exact : all.findIndex((page) => page.dataset.call && plain(page.dataset.call).includes(wanted));
    input.setAttribute('aria-invalid', String(found < 0));
    if (found >= 0) {
      go(at, found);
      input.value = '';
      stage.focus();
    }
  });
  // Both windows go over to the other source together.
  document.querySelector('[data-switch]').addEventListener('click', (e) => {
    e.preventDefault();
    line?.postMessage({ source: e.currentTarget.getAttribute('href') });
    sessionStorage.setItem('talk-started', String(started));
    location.href = e.currentTarget.href + location.hash;
  });
}

at = Math.max(0, (Number.parseInt(location.hash.slice(1), 10) || 1) - 1);
show();
stage.focus({ preventScroll: true });
line?.postMessage({ ask: true });
if (rotate) {
  setInterval(() => {
    const count = inOrder().length;
    // What changed may have changed how many pages there are.
    go(count === 0 ? 0 : (at + 1) % count);
  }, Number(rotate) * 1000);
  // A screen that nobody touches must not go dark.
  const wake = () => navigator.wakeLock?.request('screen').catch(() => {});
  wake();
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') wake(); });
}
follow(stage, show);
