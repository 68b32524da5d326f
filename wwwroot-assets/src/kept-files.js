// A file chosen before the page has its live line: the page is drawn anew then, and the field with it or what is in it. What was chosen
// goes back into the field. Only fields that ask for it (data-keep): others empty themselves on purpose.

const EVERY = 200;
const ALIVE = 20_000;

export function watchKeptFiles() {
  const chosen = new Map();
  let until = 0;
  let timer = null;

  // The files, not the field's list of them: that is emptied with the field.
  const keep = input => {
    chosen.set(input.dataset.keep, [...input.files]);
    until = Date.now() + ALIVE;
    timer ??= setInterval(restore, EVERY);
  };

  // Whoever empties a field says so by an event; a field that is empty without one has lost what was in it.
  const restore = () => {
    for (const [name, files] of chosen) {
      const input = files.length > 0 ? document.querySelector(`input[type="file"][data-keep="${name}"]`) : null;
      if (input && input.files.length === 0) {
        const list = new DataTransfer();
        files.forEach(file => list.items.add(file));
        input.files = list.files;
      }
    }
    if (Date.now() > until) {
      clearInterval(timer);
      timer = null;
    }
  };

  // What was chosen before this script ran.
  document.querySelectorAll('input[type="file"][data-keep]').forEach(input => { if (input.files.length > 0) { keep(input); } });
  document.addEventListener('change', ({ target, isTrusted }) => {
    if (target instanceof HTMLInputElement && target.type === 'file' && target.dataset.keep && (isTrusted || target.files.length > 0)) {
      keep(target);
    }
  }, true);
  new MutationObserver(restore).observe(document.body, { childList: true, subtree: true });
}
