// Files that take a while to make: the page says how far each is, and why one was refused. Without this script the same link
// and the same form save the same file, only silently.
//   a[data-pack], form[data-pack]: its value, or the link's first words, is what the file is called meanwhile
//   [data-tray]: where they are shown, with the words in its data-* and a template of one line
import { saveFile } from './save-file.js';

const PAUSE = 400;
const running = new Map();

const word = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), b => b.toString(36).padStart(2, '0')).join('');
const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (_, i) => values[Number(i)] ?? '');

function nameOf(response) {
  const said = response.headers.get('Content-Disposition') ?? '';
  const whole = /filename\*=UTF-8''([^;]+)/i.exec(said)?.[1];
  return whole ? decodeURIComponent(whole) : /filename="?([^";]+)/i.exec(said)?.[1] ?? 'danvan';
}

function size(bytes) {
  const [amount, unit] = bytes < 1e6 ? [Math.max(1, Math.round(bytes / 1e3)), 'KB'] : [bytes / 1e6, 'MB'];
  return `${amount.toLocaleString('vi-VN', { maximumFractionDigits: 1 })} ${unit}`;
}

/** A line of the tray. */
function line(tray, title) {
  const item = tray.querySelector('template').content.firstElementChild.cloneNode(true);
  const part = name => item.querySelector(`[data-${name}]`);
  part('title').textContent = title;
  tray.append(item);
  return {
    item, part,
    // The words are read out as they change; the numbers of a part would be read out too often.
    say(state, words, more = '') {
      item.dataset.state = state;
      if (part('said').textContent !== words) { part('said').textContent = words; }
      part('more').textContent = more;
    },
    bar(value, max) {
      const bar = part('bar');
      if (max > 0) {
        [bar.max, bar.value] = [max, value];
      } else {
        bar.removeAttribute('value');
      }
    },
  };
}

async function follow(ask, row, texts, signal) {
  while (!signal.aborted) {
    await new Promise(resolve => { setTimeout(resolve, PAUSE); });
    const now = signal.aborted ? null : await fetch(`/api/v1/exports/progress/${ask}`, { signal }).then(r => (r.ok ? r.json() : null)).catch(() => null);
    if (signal.aborted) {
      return;
    }
    if (now?.stage === 'waiting') {
      row.say('making', now.ahead > 0 ? fill(texts.textAhead, now.ahead) : texts.textWaiting);
      row.bar(0, 0);
    } else if (now?.stage === 'gathering') {
      row.say('making', texts.textGathering);
      row.bar(0, 0);
    } else if (now?.stage === 'writing') {
      row.say('making', texts.textWriting, fill(texts.textPart, now.part, now.parts, now.name));
      row.bar(now.part - 1, now.parts);
    } else if (now?.stage === 'done') {
      row.say('making', texts.textSending);
      row.bar(1, 1);
    }
  }
}

/** Asks for a file, says how far it is, saves it. */
async function take(tray, key, title, send) {
  if (running.has(key)) {
    running.get(key).scrollIntoView({ block: 'nearest' });
    return;
  }
  const texts = tray.dataset;
  const row = line(tray, title);
  const [gone, watched, ask] = [new AbortController(), new AbortController(), word()];
  running.set(key, row.item);
  row.say('making', texts.textWaiting);
  row.part('close').addEventListener('click', () => { gone.abort(); row.item.remove(); });
  row.part('again').addEventListener('click', () => { row.item.remove(); take(tray, key, title, send); });
  follow(ask, row, texts, watched.signal);
  try {
    const response = await send(ask, gone.signal);
    if (response.headers.get('Content-Disposition')?.startsWith('attachment')) {
      const blob = await response.blob();
      const name = nameOf(response);
      watched.abort();
      saveFile(blob, name);
      row.say('done', fill(texts.textDone, size(blob.size)), name);
      setTimeout(() => row.item.contains(document.activeElement) || row.item.remove(), 12_000);
    } else if (response.redirected) {
      // The page that is shown instead says why.
      location.assign(response.url);
    } else {
      watched.abort();
      const problem = await response.json().catch(() => ({}));
      row.say('refused', problem.detail ?? fill(texts.textFailed, response.status));
    }
  } catch (error) {
    watched.abort();
    if (error.name !== 'AbortError') {
      row.say('refused', texts.textLost);
    }
  } finally {
    watched.abort();
    running.delete(key);
  }
}

export function watchPacks() {
  const tray = () => document.querySelector('[data-tray]');
  document.addEventListener('click', event => {
    const link = event.target.closest?.('a[data-pack]');
    if (!link || !tray() || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
      return;
    }
    event.preventDefault();
    const title = link.dataset.pack || (link.querySelector('b') ?? link).textContent.trim();
    take(tray(), link.href, title, (ask, signal) => {
      const address = new URL(link.href);
      address.searchParams.set('ask', ask);
      return fetch(address, { signal, headers: { Accept: 'application/json, */*' } });
    });
  });
  document.addEventListener('submit', event => {
    const form = event.target.closest?.('form[data-pack]');
    if (!form || !tray() || event.defaultPrevented) {
      return;
    }
    event.preventDefault();
    take(tray(), form.action, form.dataset.pack, (ask, signal) => {
      const body = new FormData(form);
      body.set('ask', ask);
      return fetch(form.action, { method: 'POST', body, signal });
    });
  });
}
