// What was typed into a form that is sent by a plain request and never stored: kept in the browser until it is reset, so that neither a lost
// session nor a reload costs it. Only what differs from what the page offers is kept.
//   form[data-keep-text=KEY]  [data-keep-reset]: takes back all of it; [data-keep-said]: shown while something is kept
const PREFIX = 'dvk.text.';

function local(act) {
  try {
    return act(localStorage);
  } catch {
    return null; // a private window
  }
}

const fields = form => [...form.querySelectorAll('textarea[name], input[name]:not([type="hidden"])')];
const read = form => JSON.parse(local(s => s.getItem(PREFIX + form.dataset.keepText)) ?? '{}');

function say(form, some) {
  const said = form.querySelector('[data-keep-said]');
  if (said) {
    said.hidden = !some;
  }
}

function keep(form) {
  const typed = Object.fromEntries(fields(form).filter(f => f.value !== f.defaultValue).map(f => [f.name, f.value]));
  const some = Object.keys(typed).length > 0;
  local(s => (some ? s.setItem(PREFIX + form.dataset.keepText, JSON.stringify(typed)) : s.removeItem(PREFIX + form.dataset.keepText)));
  say(form, some);
}

function restore(form) {
  const kept = read(form);
  for (const field of fields(form)) {
    if (kept[field.name] !== undefined && field.value === field.defaultValue) {
      field.value = kept[field.name];
    }
  }
  say(form, Object.keys(kept).length > 0);
}

export function watchKeptText() {
  const seen = new WeakMap();
  document.addEventListener('input', ({ target }) => {
    const form = target.closest?.('form[data-keep-text]');
    if (form) {
      keep(form);
    }
  });
  document.addEventListener('click', ({ target }) => {
    const form = target.closest?.('[data-keep-reset]')?.closest('form[data-keep-text]');
    if (form) {
      for (const field of fields(form)) {
        field.value = field.defaultValue;
      }
      keep(form);
    }
  });
  // The page is drawn anew when its live line stands, and when another report is chosen.
  const look = () => {
    for (const form of document.querySelectorAll('form[data-keep-text]')) {
      if (seen.get(form) !== form.dataset.keepText) {
        seen.set(form, form.dataset.keepText);
        restore(form);
      }
    }
  };
  look();
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
}
