// The campaign's events played over the map: [data-replay] holds the address of the events, everything in it is rendered by the server.
// About a minute for the whole at normal speed; pause, speed and scrubbing; who wants no motion steps by the slider.

const MINUTE = 60_000;
const STEPS = 5;

export function watchReplay() {
  const begun = new WeakSet();
  const look = () => {
    for (const stage of document.querySelectorAll('[data-replay]')) {
      if (!begun.has(stage)) {
        begun.add(stage);
        void begin(stage);
      }
    }
  };
  look();
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
}

async function begin(stage) {
  const says = stage.querySelector('[data-replay-says]');
  const foot = says.textContent;
  const shapes = new Map([...stage.querySelectorAll('[data-unit]')].map(s => [s.dataset.unit, s]));
  const [play, at, day, speed, kind] = ['play', 'at', 'day', 'speed', 'kind'].map(n => stage.querySelector(`[data-replay-${n}]`));
  let events;
  const load = async () => {
    if (events) {
      return true;
    }
    says.textContent = says.dataset.waiting;
    try {
      const answer = await fetch(stage.dataset.replay);
      if (!answer.ok) {
        throw new Error(String(answer.status));
      }
      events = await answer.json();
    } catch {
      says.textContent = says.dataset.failed;
      return false;
    }
    says.textContent = foot;
    const days = Math.max(1, Math.round((Date.parse(events.to) - Date.parse(events.from)) / 86_400_000));
    at.max = String(days);
    return true;
  };

  // Only the smallest number of shapes is touched: counts move forward one event at a time, and begin anew when one goes back.
  let done = 0;
  let counts = [];
  let sums = [];
  let shown = '';
  const format = new Intl.DateTimeFormat('vi-VN', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' });
  const number = new Intl.NumberFormat('vi-VN');
  const clear = () => {
    done = 0;
    counts = events.units.map(() => events.kinds.map(() => 0));
    sums = events.kinds.map(() => 0);
  };
  let most = 1;
  const draw = () => {
    const which = events.kinds.indexOf(kind.value);
    const now = Number(at.value);
    if (shown !== kind.value || done > 0 && events.events[done - 1][0] > now) {
      clear();
      shown = kind.value;
      const last = events.units.map(() => 0);
      for (const [, unit, k] of events.events) {
        if (k === which) {
          last[unit]++;
        }
      }
      most = Math.max(1, ...last.slice(0, -1));
      shapes.forEach(s => s.removeAttribute('data-step'));
    }
    const touched = new Set();
    while (done < events.events.length && events.events[done][0] <= now) {
      const [, unit, k] = events.events[done++];
      counts[unit][k]++;
      sums[k]++;
      if (k === which) {
        touched.add(unit);
      }
    }
    for (const unit of touched) {
      const shape = shapes.get(events.units[unit]);
      if (shape) {
        const value = counts[unit][which];
        shape.dataset.step = String(Math.max(1, Math.ceil(value * STEPS / most)));
        shape.firstElementChild.textContent = `${shape.dataset.name}: ${number.format(value)}`;
      }
    }
    day.textContent = format.format(new Date(Date.parse(events.from) + now * 86_400_000));
    at.setAttribute('aria-valuetext', day.textContent);
    events.kinds.forEach((name, k) => {
      const sum = stage.querySelector(`[data-replay-sum="${name}"]`);
      if (sum) {
        sum.textContent = number.format(sums[k]);
      }
    });
    stage.querySelector('[data-replay-bodies]').textContent = number.format(counts.at(-1)[which]);
  };

  let running = 0;
  let before = 0;
  let place = 0;
  const stop = () => {
    cancelAnimationFrame(running);
    running = 0;
    play.textContent = play.dataset.play;
  };
  const tick = time => {
    if (!stage.isConnected) {
      running = 0;
      return;
    }
    if (before) {
      place += (time - before) / MINUTE * Number(at.max) * Number(speed.value);
    }
    before = time;
    at.value = String(Math.min(Number(at.max), Math.floor(place)));
    draw();
    if (place >= Number(at.max)) {
      stop();
    } else {
      running = requestAnimationFrame(tick);
    }
  };

  play.addEventListener('click', async () => {
    if (running) {
      stop();
      return;
    }
    if (!await load()) {
      return;
    }
    place = Number(at.value) >= Number(at.max) ? 0 : Number(at.value);
    before = 0;
    play.textContent = play.dataset.pause;
    running = requestAnimationFrame(tick);
  });
  at.addEventListener('input', async () => {
    stop();
    // The slider stands on a scale of its own until the days are known.
    const share = Number(at.value) / Number(at.max);
    const known = Boolean(events);
    if (await load()) {
      if (!known) {
        at.value = String(Math.round(share * Number(at.max)));
      }
      draw();
    }
  });
  kind.addEventListener('change', async () => {
    if (await load()) {
      draw();
    }
  });
  for (const control of [play, at, speed, kind]) {
    control.disabled = false;
  }
}
