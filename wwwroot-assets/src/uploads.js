// Files on their way. Each is kept in the browser's own store until the server has all of it, so that a broken line, a
// reload and a restart of the server only delay it. It works by plain requests, also while the live line is gone.
import { prepare } from './pictures.js';

const NAME = 'dvk-uploads';
const running = new Set();
let wake = () => {};

function database() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore('files', { keyPath: 'key' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function stored(mode, act) {
  const db = await database();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = db.transaction('files', mode);
      const request = act(transaction.objectStore('files'));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = () => reject(transaction.error);
    });
  } finally {
    db.close();
  }
}

// A private window may have no store; then a file lives as long as its page.
const keep = item => stored('readwrite', files => files.put(item)).catch(() => undefined);
const forget = item => stored('readwrite', files => files.delete(item.key)).catch(() => undefined);
const kept = () => stored('readonly', files => files.getAll()).catch(() => []);

const formOf = item => document.querySelector(`form[data-upload][data-owner-kind="${item.ownerKind}"][data-owner-id="${CSS.escape(item.ownerId)}"]`);

function show(item, state, share) {
  const form = formOf(item);
  const list = form?.querySelector('[data-upload-list]');
  if (!list) {
    return;
  }
  let line = [...list.children].find(l => l.dataset.key === item.key);
  if (!line) {
    line = document.createElement('li');
    line.dataset.key = item.key;
    line.append(document.createElement('b'), document.createElement('progress'), document.createElement('span'));
    line.children[0].textContent = item.name;
    line.children[1].max = 1;
    list.append(line);
  }
  line.dataset.state = state;
  line.children[1].value = share;
  line.children[2].textContent = form.dataset['text' + state[0].toUpperCase() + state.slice(1)] ?? state;
  if (state === 'done') {
    setTimeout(() => line.remove(), 4000);
  }
}

function refuse(item, words) {
  const form = formOf(item);
  form?.querySelector(`[data-key="${item.key}"]`)?.remove();
  const error = form?.querySelector('[data-upload-error]');
  if (error) {
    error.textContent = words;
  }
}

class Refused extends Error {}

/** Asks the server; an answer that will not change by asking again is thrown as Refused. */
async function ask(path, options) {
  const response = await fetch(path, { credentials: 'same-origin', redirect: 'manual', signal: AbortSignal.timeout(60_000), ...options });
  if (response.ok) {
    return response.json();
  }
  if (response.status >= 400 && response.status < 500 && response.status !== 408 && response.status !== 429) {
    const problem = await response.json().catch(() => ({}));
    throw Object.assign(new Refused(problem.detail ?? String(response.status)), { code: problem.code });
  }
  throw new Error(String(response.status));
}

async function send(item) {
  if (!item.id) {
    const { name, ownerKind, ownerId, caption, people, consent, internal } = item;
    const started = await ask('/api/v1/files/uploads', {
      method: 'POST', headers: { 'Content-Type': 'application/json', 'Idempotency-Key': item.key },
      body: JSON.stringify({ ownerKind, ownerId, name, size: item.blob.size, caption, people, consent, internal }),
    });
    item.id = started.id;
    await keep(item);
  }
  const path = `/api/v1/files/uploads/${item.id}`;
  let { offset, chunk } = await ask(path).catch(error => {
    // All of it may have come already, and only the answer was lost.
    if (error instanceof Refused) {
      return { offset: item.blob.size, chunk: 1 };
    }
    throw error;
  });
  while (offset < item.blob.size) {
    show(item, 'sending', offset / item.blob.size);
    ({ offset } = await ask(`${path}?offset=${offset}`, { method: 'PUT', headers: { 'Content-Type': 'application/octet-stream' }, body: item.blob.slice(offset, offset + chunk) }));
  }
  show(item, 'sending', 1);
  if (item.thumbnail && !item.shown) {
    await ask(`${path}/thumbnail`, { method: 'PUT', headers: { 'Content-Type': 'application/octet-stream' }, body: item.thumbnail }).catch(error => {
      if (!(error instanceof Refused)) {
        throw error;
      }
    });
  }
  await ask(`${path}/complete`, { method: 'POST' });
}

async function run(item) {
  if (running.has(item.key)) {
    return;
  }
  running.add(item.key);
  for (let wait = 1000; ; wait = Math.min(wait * 2, 30_000)) {
    try {
      await send(item);
      await forget(item);
      show(item, 'done', 1);
      break;
    } catch (error) {
      if (error instanceof Refused && error.code !== 'attachment.offset-wrong') {
        await forget(item);
        refuse(item, error.message);
        break;
      }
      show(item, 'waiting', 0);
      await new Promise(resolve => {
        const timer = setTimeout(resolve, wait);
        wake = () => { clearTimeout(timer); resolve(); };
      });
    }
  }
  running.delete(item.key);
}

async function submit(form) {
  const data = new FormData(form);
  const error = form.querySelector('[data-upload-error]');
  const files = data.getAll('file').filter(f => f instanceof File && f.size > 0);
  const people = data.get('people');
  error.textContent = '';
  if (people === null && files.some(f => f.type.startsWith('image/'))) {
    error.textContent = form.dataset.textChosen;
    return;
  }
  form.querySelector('input[type=file]').value = '';
  for (const file of files) {
    const item = {
      key: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`, ownerKind: form.dataset.ownerKind, ownerId: form.dataset.ownerId, name: file.name, caption: data.get('caption'),
      people: people === null ? null : people === 'yes', consent: data.get('consent') === 'yes', internal: data.get('internal') === 'yes',
    };
    show(item, 'preparing', 0);
    Object.assign(item, await prepare(file));
    await keep(item);
    void run(item);
  }
}

/** Goes on with what an earlier page left, where its form stands again. */
async function resume() {
  for (const item of await kept()) {
    if (formOf(item)) {
      void run(item);
    }
  }
}

export function watchUploads() {
  document.addEventListener('submit', event => {
    if (event.target instanceof HTMLFormElement && event.target.matches('form[data-upload]')) {
      event.preventDefault();
      event.stopPropagation();
      void submit(event.target);
    }
  }, true);
  addEventListener('online', () => wake());
  let seen = null;
  const look = () => {
    const form = document.querySelector('form[data-upload]');
    if (form && form !== seen) {
      seen = form;
      void resume();
    }
  };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  look();
}
