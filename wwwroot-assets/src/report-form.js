// The report form: what is typed goes to the server by itself, cell by cell, over plain HTTP. Until the server has said that it
// has it, it is kept on this device, so that a lost line, a closed lid or a restarted server loses nothing. The page is Blazor's;
// this script only reads data attributes and sets the fields' own values, never over what somebody is typing.
const pause = 700;
const retries = [1000, 2000, 5000, 10000];

/** Cells that wait to be saved, of one report and one person: cell → { entry, key, typedAt }. Survives the page. */
class Outbox {
  constructor(form) {
    this.name = `danvan.report.${form.dataset.reportForm}.${form.dataset.reportUser}`;
    try {
      this.cells = new Map(Object.entries(JSON.parse(localStorage.getItem(this.name) ?? '{}')));
    } catch {
      this.cells = new Map();
    }
  }

  keep() {
    try {
      if (this.cells.size === 0) localStorage.removeItem(this.name);
      else localStorage.setItem(this.name, JSON.stringify(Object.fromEntries(this.cells)));
    } catch {
      // A full or forbidden storage: the cells are still here and are sent; they only do not survive the page.
    }
  }

  put(cell, entry) {
    this.cells.set(cell, { entry, key: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}` });
    this.keep();
  }

  /** Forgets a cell, unless something newer was typed meanwhile. */
  done(cell, key) {
    if (this.cells.get(cell)?.key !== key) return false;
    this.cells.delete(cell);
    this.keep();
    return true;
  }
}

/** One open form. The element may be replaced (prerendering, reconnection); the report stays. */
class Form {
  constructor(element) {
    this.outbox = new Outbox(element);
    this.report = element.dataset.reportForm;
    this.refused = new Set();
    // What each field shows is the cell as of this number; and the cells that are being typed into, which are left alone until that is over.
    this.shown = new Map();
    this.touched = new Set();
    this.failures = 0;
    this.sending = false;
    this.timer = 0;
  }

  get element() {
    return document.querySelector(`[data-report-form="${CSS.escape(this.report)}"]`);
  }

  cellOf(name) {
    return this.element?.querySelector(`[data-entry="${CSS.escape(name)}"]`);
  }

  typed(cell) {
    const name = cell.dataset.entry;
    const part = (which) => cell.querySelector(`[data-entry-part="${which}"]`)?.value;
    const before = this.outbox.cells.get(name)?.entry;
    // What the author saw is what stood there when the typing began.
    const seen = before?.seen ?? this.shown.get(name) ?? Number(cell.dataset.number);
    this.touched.add(name);
    const text = part('text');
    const entry = text === undefined
      ? { cell: name, typed: part('typed') ?? '', exactness: part('exactness') ?? cell.dataset.exactness, comment: part('comment') ?? cell.dataset.comment ?? '', seen }
      : { cell: name, text, seen };
    // "Nothing arose" stays where only its note was changed.
    if (text === undefined && cell.dataset.state === 'nothing' && entry.typed.trim() === '') entry.state = 'nothing';
    this.refused.delete(name);
    this.outbox.put(name, entry);
    this.say('saving');
    this.soon(pause);
  }

  soon(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), wait);
  }

  async send() {
    if (this.sending) return;
    this.sending = true;
    try {
      for (;;) {
        const next = [...this.outbox.cells].find(([name]) => !this.refused.has(name));
        if (!next || !(await this.sendOne(...next))) break;
      }
    } finally {
      this.sending = false;
    }
    if (this.outbox.cells.size === 0) this.say('saved');
  }

  /** Sends one cell; false when the server cannot be reached now. */
  async sendOne(name, { entry, key }) {
    let answer;
    try {
      answer = await fetch(`/api/v1/reports/${encodeURIComponent(this.report)}/entries${location.search.includes('lang=en') || document.documentElement.lang === 'en' ? '?lang=en' : ''}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
        body: JSON.stringify({ entries: [entry] }),
        credentials: 'same-origin',
        redirect: 'manual',
      });
    } catch {
      return this.later('waiting');
    }
    if (answer.status === 401 || answer.type === 'opaqueredirect') return this.later('signedOut');
    if (answer.status >= 500 || answer.status === 429) return this.later('waiting');
    this.failures = 0;
    const body = await answer.json().catch(() => null);
    if (!answer.ok) {
      this.refuse(name, body?.errors?.map((e) => e.message).join(' ') ?? body?.detail ?? '');
      return true;
    }
    const outcome = body.entries[0];
    if (!this.outbox.done(name, key)) {
      // Typed on meanwhile: whoever typed has seen what was just kept, unless somebody else's version stands there.
      const newer = this.outbox.cells.get(name);
      if (newer && outcome.outcome !== 'contested') newer.entry.seen = outcome.number;
      this.outbox.keep();
    }
    const cell = this.cellOf(name);
    if (cell) this.clear(cell);
    if (outcome.outcome === 'contested') {
      // Somebody else's version stands in the cell: the page shows both, and the field goes back to the one that stands.
      this.touched.delete(name);
      if (cell) this.sync(cell);
    } else {
      this.shown.set(name, outcome.number);
    }
    return true;
  }

  later(state) {
    this.say(state);
    this.soon(retries[Math.min(this.failures++, retries.length - 1)]);
    return false;
  }

  refuse(name, words) {
    this.refused.add(name);
    const cell = this.cellOf(name);
    const place = cell?.querySelector('[data-entry-refused]');
    if (place) place.textContent = words;
    cell?.querySelector('[data-entry-part="typed"], [data-entry-part="text"]')?.setAttribute('aria-invalid', 'true');
    this.say('refused');
  }

  clear(cell) {
    const place = cell.querySelector('[data-entry-refused]');
    if (place) place.textContent = '';
    cell.querySelector('[aria-invalid]')?.removeAttribute('aria-invalid');
  }

  say(state) {
    const place = this.element?.querySelector('[data-report-saving]');
    if (!place) return;
    const word = this.element.dataset[`word${state[0].toUpperCase()}${state.slice(1)}`];
    if (place.textContent !== word) place.textContent = word ?? '';
    place.dataset.state = state;
  }

  /** Puts what the server holds, or what is still waiting here, into the fields of a cell. */
  sync(cell) {
    const name = cell.dataset.entry;
    const waiting = this.outbox.cells.get(name)?.entry;
    const locked = cell.dataset.locked === 'true';
    // The page may not have been told yet of what was just kept.
    const behind = Number(cell.dataset.number) < (this.shown.get(name) ?? 0);
    const own = behind || (this.touched.has(name) && cell.contains(document.activeElement) && !locked);
    const set = (which, value) => {
      const field = cell.querySelector(`[data-entry-part="${which}"]`);
      if (!field) return;
      if (field.tagName !== 'SELECT') field.readOnly = locked;
      if (!own && field.value !== value) field.value = value;
    };
    set('typed', waiting?.typed ?? cell.dataset.typed ?? '');
    set('text', waiting?.text ?? cell.dataset.text ?? '');
    set('comment', waiting?.comment ?? cell.dataset.comment ?? '');
    set('exactness', waiting?.exactness ?? cell.dataset.exactness ?? 'exact');
    if (!own && !waiting) this.shown.set(name, Number(cell.dataset.number));
  }

  syncAll() {
    this.element?.querySelectorAll('[data-entry]').forEach((cell) => this.sync(cell));
    if (this.outbox.cells.size > 0) {
      this.say('saving');
      this.soon(0);
    }
  }
}

const forms = new Map();

function formOf(element) {
  const root = element.closest?.('[data-report-form]');
  if (!root) return null;
  const id = `${root.dataset.reportForm}.${root.dataset.reportUser}`;
  if (!forms.has(id)) forms.set(id, new Form(root));
  return forms.get(id);
}

/** Saves what is typed into report forms, and keeps their fields in step with the server. */
export function watchReportForm() {
  for (const kind of ['input', 'change']) {
    document.addEventListener(kind, (event) => {
      const field = event.target;
      if (!(field instanceof HTMLElement) || !field.dataset.entryPart || (kind === 'change' && field.tagName !== 'SELECT') || (kind === 'input' && field.tagName === 'SELECT')) return;
      const cell = field.closest('[data-entry]');
      if (cell) formOf(cell)?.typed(cell);
    });
  }
  document.addEventListener('focusout', (event) => {
    const cell = event.target instanceof Element ? event.target.closest('[data-entry]') : null;
    const form = cell && formOf(cell);
    if (form && !cell.contains(event.relatedTarget)) {
      form.touched.delete(cell.dataset.entry);
      if (!form.outbox.cells.has(cell.dataset.entry)) setTimeout(() => form.sync(cell), pause);
    }
  });
  const observer = new MutationObserver((changes) => {
    const cells = new Set();
    let appeared = null;
    for (const change of changes) {
      const target = change.target;
      if (change.type === 'attributes') cells.add(target);
      else for (const node of change.addedNodes) {
        if (!(node instanceof Element)) continue;
        if (node.matches('[data-report-form]')) appeared = node;
        else appeared = node.querySelector('[data-report-form]') ?? appeared;
        const cell = node.closest('[data-entry]');
        if (cell) cells.add(cell);
        node.querySelectorAll('[data-entry]').forEach((c) => cells.add(c));
      }
    }
    for (const cell of cells) {
      if (cell.matches?.('[data-entry]')) formOf(cell)?.sync(cell);
    }
    if (appeared) formOf(appeared)?.syncAll();
  });
  observer.observe(document.body, { subtree: true, childList: true, attributeFilter: ['data-number', 'data-typed', 'data-text', 'data-comment', 'data-exactness', 'data-locked'] });
  const first = document.querySelector('[data-report-form]');
  if (first) formOf(first)?.syncAll();
  addEventListener('online', () => forms.forEach((form) => form.send()));
  // Before the page goes, what still waits for the pause is sent; what does not arrive is sent by the next page.
  addEventListener('pagehide', () => forms.forEach((form) => form.outbox.keep()));
  document.addEventListener('click', quote);
}

function quote(event) {
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest('[data-print]')) {
    print();
    return;
  }
  const text = document.querySelector('[data-quotes-text]');
  const copy = target?.closest('[data-quotes-copy]');
  if (copy && text) {
    text.select();
    navigator.clipboard?.writeText(text.value).then(() => { copy.textContent = copy.dataset.wordCopied; }, () => {});
    return;
  }
  const button = target?.closest('[data-quote]');
  if (!button || !text) return;
  const whole = button.closest('article')?.querySelector('[data-quotable]');
  const chosen = getSelection();
  const passage = chosen && whole?.contains(chosen.anchorNode) && whole.contains(chosen.focusNode) ? chosen.toString().trim() : '';
  const quoted = passage ? button.dataset.quoteOpen.replace('{0}', passage) : button.dataset.quote;
  text.value += (text.value ? '\n' : '') + quoted;
}
