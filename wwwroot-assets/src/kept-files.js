// A file chosen before the page has its live line: the page is drawn anew then, and the field with it. What was chosen goes into the field
// that takes its place. Only fields that ask for it (data-keep): others empty themselves on purpose.

export function watchKeptFiles() {
  const chosen = new Map();
  const keep = input => chosen.set(input.dataset.keep, { input, files: input.files });
  // What was chosen before this script ran.
  document.querySelectorAll('input[type="file"][data-keep]').forEach(input => { if (input.files.length > 0) { keep(input); } });
  document.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement && target.type === 'file' && target.dataset.keep) {
      keep(target);
    }
  }, true);

  new MutationObserver(() => {
    for (const [name, kept] of chosen) {
      if (kept.input.isConnected) {
        continue;
      }
      const input = document.querySelector(`input[type="file"][data-keep="${name}"]`);
      if (input && input.files.length === 0 && kept.files.length > 0) {
        input.files = kept.files;
        kept.input = input;
      }
    }
  }).observe(document.body, { childList: true, subtree: true });
}
