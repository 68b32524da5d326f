// Numbers that count to their new value, and rings around what has just changed.
//
// Blazor owns the text. It writes the final text and `data-value` in one batch; the observer runs after that batch and
// before the next paint, keeps the final text, and shows steps towards it in the same text node. If anybody else writes
// into that node meanwhile, the count stops and the other's text stays, so that the end is always the server's text.

const COUNT_MS = 400;
const FLASH_MS = 2000;

const calm = matchMedia('(prefers-reduced-motion: reduce)');
const counts = new WeakMap(); // element → { node, final, shown, timer, frame }
const flashes = new WeakMap(); // element → timer

/** How a number is written, taken from its final text, so that the steps look the same: 06 · 1.178 · 59,7. */
export function formatterFor(text) {
  const match = /^[-−]?(\d{1,3}(?:\.\d{3})*|\d+)(?:,(\d+))?$/.exec(text);
  if (!match) {
    return null;
  }
  const decimals = match[2]?.length ?? 0;
  const options = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  if (/^0\d+$/.test(match[1])) {
    options.minimumIntegerDigits = match[1].length;
  }
  const format = new Intl.NumberFormat('vi-VN', options);
  return value => format.format(value);
}

function onlyText(element) {
  const nodes = [...element.childNodes].filter(n => n.nodeType === Node.TEXT_NODE && n.nodeValue.trim() !== '');
  return nodes.length === 1 && element.childElementCount === 0 ? nodes[0] : null;
}

function stop(element) {
  const running = counts.get(element);
  if (!running) {
    return null;
  }
  cancelAnimationFrame(running.frame);
  clearTimeout(running.timer);
  counts.delete(element);
  return running;
}

function count(element, oldValue) {
  const running = stop(element);
  const node = onlyText(element);
  if (!node) {
    return;
  }
  const untouched = running && running.node === node && node.nodeValue === running.shown;
  const final = untouched ? running.final : node.nodeValue;
  const to = Number(element.dataset.value);
  const from = running ? running.value : Number(oldValue);
  const format = formatterFor(final.trim());
  if (!format || oldValue === null || oldValue === '' || !Number.isFinite(from) || !Number.isFinite(to)
      || from === to || calm.matches || document.hidden) {
    node.nodeValue = final;
    return;
  }

  const state = { node, final, value: from, shown: '', frame: 0, timer: 0 };
  const finish = () => {
    if (node.nodeValue === state.shown) {
      node.nodeValue = final;
    }
    stop(element);
  };
  const started = performance.now();
  const step = now => {
    if (state.shown !== '' && node.nodeValue !== state.shown) {
      stop(element);
      return;
    }
    const t = Math.min(1, Math.max(0, (now - started) / COUNT_MS));
    if (t === 1) {
      finish();
      return;
    }
    state.value = from + (to - from) * (1 - (1 - t) ** 3);
    state.shown = format(state.value);
    // The same text written again would have the line laid out again, in every frame.
    if (node.nodeValue !== state.shown) {
      node.nodeValue = state.shown;
    }
    state.frame = requestAnimationFrame(step);
  };
  counts.set(element, state);
  // A tab that goes to the background draws no frames, but its numbers end right all the same.
  state.timer = setTimeout(finish, COUNT_MS + 200);
  step(started);
}

function flash(element) {
  clearTimeout(flashes.get(element));
  // The same animation by another name starts again, without having the page laid out in the middle of a batch.
  element.classList.toggle('is-flashing-again', element.classList.contains('is-flashing') && !element.classList.contains('is-flashing-again'));
  element.classList.add('is-flashing');
  flashes.set(element, setTimeout(() => element.classList.remove('is-flashing', 'is-flashing-again'), FLASH_MS));
}

export function watchNumbers() {
  new MutationObserver(records => {
    const seen = new Set();
    for (const { target, attributeName, oldValue } of records) {
      const key = attributeName === 'data-value' ? 'count' : 'flash';
      if (!(key in target.dataset) || target.getAttribute(attributeName) === oldValue || seen.has(target)) {
        continue;
      }
      seen.add(target);
      if (key === 'count') {
        count(target, oldValue);
      } else if (oldValue !== null) {
        flash(target);
      }
    }
  }).observe(document, {
    subtree: true,
    attributes: true,
    attributeOldValue: true,
    attributeFilter: ['data-value', 'data-version'],
  });
}
