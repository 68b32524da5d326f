// A registration is kept on the server as it is typed, by plain requests, so that it outlives its live line, its page and a
// restart of the server. What the server has not got yet is kept in the browser until it has.
//   form[data-draft-form]  data-draft-id, data-draft-version: the draft it shows; data-ready: its fields take input
const PAUSE = 600;
const RETRY = 3000;
const tab = Math.random().toString(36).slice(2);
const clock = new Intl.DateTimeFormat('vi-VN', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZone: 'Asia/Ho_Chi_Minh' });

let form = null;
let draft = null; // { id, version }
let timer = 0;
let saving = false;
let dirty = false;
let conflict = false;
let passing = false;

const keyOf = id => `dvk.draft.${id || 'moi'}`;

function local(act) {
  try {
    return act(localStorage);
  } catch {
    return null; // a private window: then the server alone keeps it
  }
}

function content() {
  const values = {};
  for (const [name, value] of new FormData(form)) {
    if (!name.startsWith('_') && typeof value === 'string' && value !== '') {
      values[name] = values[name] === undefined ? value : `${values[name]},${value}`;
    }
  }
  return values;
}

function say(words) {
  const state = form?.querySelector('[data-draft-state]');
  if (state) {
    state.textContent = words;
  }
}

/** Tells the page which draft it is working on; it hears it as a change of a hidden field. */
function tell() {
  const told = form.querySelector('[data-draft-told]');
  told.value = `${draft.id}|${draft.version}|${tab}`;
  told.dispatchEvent(new Event('change', { bubbles: true }));
}

async function post(path, body, keepalive) {
  const response = await fetch(path, {
    method: 'POST', credentials: 'same-origin', redirect: 'manual', keepalive, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), signal: AbortSignal.timeout(20_000),
  });
  const answer = await response.json().catch(() => ({}));
  if (response.ok) {
    return answer;
  }
  throw Object.assign(new Error(answer.detail ?? String(response.status)), { code: answer.code, status: response.status });
}

async function save(keepalive = false) {
  if (!form?.isConnected || saving || conflict || !dirty) {
    return;
  }
  clearTimeout(timer);
  (saving = true), (dirty = false);
  say(form.dataset.textSaving);
  const [mine, values] = [form, content()];
  try {
    const path = draft.id ? `/api/v1/drafts/${draft.id}` : '/api/v1/drafts';
    const saved = await post(path, { campaign: values.campaign ?? mine.dataset.campaign, content: values, version: draft.version, tab }, keepalive);
    local(s => s.removeItem(keyOf(draft.id)));
    draft = { id: saved.id, version: saved.version };
    if (mine.isConnected) {
      tell();
      say(mine.dataset.textSaved.replace('{0}', clock.format(new Date(saved.savedAt))));
      const address = new URL(location.href);
      if (address.searchParams.get('nhap') !== saved.id) {
        address.searchParams.set('nhap', saved.id);
        history.replaceState(history.state, '', address);
      }
    }
  } catch (error) {
    if (error.code === 'draft.changed-elsewhere') {
      clash();
    } else if (error.code === 'draft.not-found') {
      // Registered or thrown away in another page.
      local(s => s.removeItem(keyOf(draft.id)));
      clash();
    } else {
      dirty = true;
      say(error.code ? error.message : form?.dataset.textWaiting ?? '');
      timer = setTimeout(save, RETRY);
    }
  } finally {
    saving = false;
    if (dirty && !timer) {
      timer = setTimeout(save, PAUSE);
    }
  }
}

function clash() {
  conflict = true;
  const notice = form?.querySelector('[data-draft-conflict]');
  if (notice) {
    notice.hidden = false;
    notice.scrollIntoView({ block: 'nearest' });
  }
}

function typed() {
  dirty = true;
  local(s => s.setItem(keyOf(draft.id), JSON.stringify({ version: draft.version, tab, values: content() })));
  clearTimeout(timer);
  timer = setTimeout(() => { timer = 0; void save(); }, PAUSE);
}

function put(values) {
  for (const element of form.elements) {
    if (!element.name || element.name.startsWith('_') || element.type === 'hidden') {
      continue;
    }
    const value = values[element.name] ?? '';
    if (element.type === 'checkbox' || element.type === 'radio') {
      const checked = value.split(',').includes(element.value);
      if (element.checked !== checked) {
        element.checked = checked;
        element.dispatchEvent(new Event('change', { bubbles: true }));
      }
    } else if (element.value !== value) {
      element.value = value;
      element.dispatchEvent(new Event(element.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }));
    }
  }
}

/** The form takes input now: what the server had not got when the last page died goes back into it. */
function begin(found) {
  form = found;
  draft = { id: form.dataset.draftId ?? null, version: form.dataset.draftVersion ? Number(form.dataset.draftVersion) : null };
  (dirty = false), (conflict = false);
  if (draft.id) {
    tell();
  }
  const left = local(s => JSON.parse(s.getItem(keyOf(draft.id)) ?? 'null'));
  if (left) {
    void restore(left);
  } else if (form.dataset.draftSaved) {
    // Opened again, also after the line was lost: what stands here is what the server has, and since when.
    say(form.dataset.textSaved.replace('{0}', clock.format(new Date(form.dataset.draftSaved))));
  }
}

async function restore(left) {
  if (left.version !== draft.version) {
    // The last save of that page may have arrived without its answer; then the newer version is its own.
    try {
      const saved = await post(`/api/v1/drafts/${draft.id}`, { content: left.values, version: left.version, tab: left.tab });
      draft = { id: saved.id, version: saved.version };
      tell();
    } catch {
      clash();
      return;
    }
  }
  put(left.values);
  typed();
}

/** What is still on its way is kept before the form is sent, so that the draft that becomes the model is this one. */
async function settle() {
  for (let i = 0; i < 40 && saving; i++) {
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  await save();
}

async function copy() {
  const left = local(s => JSON.parse(s.getItem(keyOf(draft.id)) ?? 'null'));
  const values = dirty || !left ? content() : left.values;
  const saved = await post('/api/v1/drafts', { campaign: values.campaign ?? form.dataset.campaign, content: values, tab });
  local(s => s.removeItem(keyOf(draft.id)));
  location.assign(`/mo-hinh/dang-ky?nhap=${saved.id}`);
}

export function watchDrafts() {
  const look = () => {
    const done = document.querySelector('[data-draft-done]');
    if (done) {
      local(s => { s.removeItem(keyOf(done.dataset.draftDone)); s.removeItem(keyOf(null)); });
      form = null;
      return;
    }
    const found = document.querySelector('form[data-draft-form][data-ready]');
    if (found && found !== form) {
      begin(found);
    }
  };
  for (const kind of ['input', 'change']) {
    document.addEventListener(kind, event => {
      if (form && event.target instanceof Element && form.contains(event.target) && !event.target.matches('[data-draft-told]')) {
        typed();
      }
    });
  }
  document.addEventListener('submit', event => {
    if (form && event.target === form && (dirty || saving) && !passing) {
      event.preventDefault();
      event.stopImmediatePropagation();
      const sent = form;
      void settle().finally(() => {
        passing = true;
        if (sent.isConnected) {
          sent.requestSubmit();
        }
        passing = false;
      });
    }
  }, true);
  document.addEventListener('click', event => {
    const button = event.target instanceof Element ? event.target.closest('[data-draft-newer], [data-draft-copy]') : null;
    if (button?.hasAttribute('data-draft-newer')) {
      local(s => s.removeItem(keyOf(draft.id)));
      location.reload();
    } else if (button) {
      void copy().catch(error => say(error.message));
    }
  });
  // A laptop that is closed, a tab that is left: what stands there goes out at once.
  document.addEventListener('visibilitychange', () => { if (document.hidden) { void save(true); } });
  addEventListener('pagehide', () => { void save(true); });
  addEventListener('online', () => { void save(); });
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-ready', 'data-draft-done'] });
  look();
}
