// Follows the figures of a running show. It asks and waits; where the line is cut it asks again, says how old the screen
// is, and where another run of the program answers it loads the whole document anew.

const body = document.body;
const stale = document.querySelector('[data-stale]');
const { changes, live, rotate, build } = body.dataset;
const wait = (ms) => new Promise((done) => { setTimeout(done, ms); });
let heard = Date.now();

function say(lost) {
  if (!stale) return;
  stale.hidden = !lost;
  if (lost) stale.textContent = stale.dataset.text.replace('{0}', new Date(heard).toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Ho_Chi_Minh' }));
}

/** Puts the pages of now in place of those that stand, and marks every number that is another one. */
async function renew(stage, show) {
  const address = new URL(location.href);
  address.hash = '';
  address.searchParams.set('phan', 'trang');
  const answer = await fetch(address, { cache: 'no-store', credentials: 'same-origin' });
  if (!answer.ok) throw new Error(String(answer.status));
  const made = document.createElement('template');
  made.innerHTML = await answer.text();
  const deck = made.content.querySelector('.deck');
  if (!deck) throw new Error('no deck');
  const before = [...stage.querySelectorAll('[data-value]')].map((e) => e.dataset.value);
  const after = [...deck.querySelectorAll('[data-value]')];
  if (before.length === after.length) after.forEach((e, i) => e.classList.toggle('is-new', e.dataset.value !== before[i]));
  stage.replaceChildren(deck);
  show();
}

async function since() {
  const place = document.querySelector('[data-since]');
  if (!place?.dataset.since) return;
  const answer = await fetch(place.dataset.since, { cache: 'no-store' }).catch(() => null);
  if (answer?.ok) place.innerHTML = await answer.text();
}

/** Runs for as long as the document does. */
export async function follow(stage, show) {
  let sequence = Number(body.dataset.sequence);
  await since();
  for (;;) {
    try {
      const answer = await fetch(`${changes}${changes.includes('?') ? '&' : '?'}sau=${sequence}&lan=${build}`, { cache: 'no-store', signal: AbortSignal.timeout(40000) });
      if (answer.status === 410) {
        stage.replaceChildren(Object.assign(document.createElement('p'), { className: 'present-ended', textContent: await answer.text() }));
        return;
      }
      if (!answer.ok) throw new Error(String(answer.status));
      const told = await answer.json();
      if (rotate && told.build !== build) {
        // An update, or a restart: style sheets and scripts may be others now.
        location.reload();
        return;
      }
      if (told.sequence > sequence) {
        if (live || rotate) await renew(stage, show);
        else await since();
        sequence = told.sequence;
      }
      heard = Date.now();
      say(false);
    } catch {
      say(Date.now() - heard > 10000);
      await wait(1500 + Math.random() * 1000);
    }
  }
}
