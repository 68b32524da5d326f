// The line to the server: says whether the page is live, and brings it back by itself.
//
// Blazor's own display gives up after a number of tries and, with the script of .NET 9 on a server of .NET 10, the
// template's dialog never learns that the server came back. So this is our own reconnection handler:
//   lost → ask /healthz until the server answers → Blazor.reconnect()
//     true      the circuit was still there, nothing is lost
//     false     the circuit is gone (restart, long sleep): wait for /readyz, then load the page again
//     throws    not there yet: try again, 0.5 s to 3 s apart, for as long as it takes

const FIRST_WAIT = 500;
const LONGEST_WAIT = 3000;
const SHOW_BAR_AFTER = 1500;
const OPEN_WITHIN = 15_000;
const STEADY_AFTER = 20_000;
const SERVER_SILENT = 15_000;
const RELOADS = 'dvk.reloads';

const clock = new Intl.DateTimeFormat('vi-VN', {
  hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZone: 'Asia/Ho_Chi_Minh',
});

let lostAt = null;
let opened = false;
let leaving = false;
let barTimer = 0;
let wake = () => {};

const bar = () => document.getElementById('components-reconnect-modal');

/** What is open may have a plain page, which needs no live line: the strip leads there. */
function offerPlain() {
  const link = bar()?.querySelector('[data-plain-link]');
  if (link) {
    const href = document.querySelector('[data-plain]')?.dataset.plain;
    link.hidden = !href;
    if (href) {
      link.href = href;
    }
  }
}

function show() {
  const state = lostAt ? 'lost' : 'live';
  // On the root as well, for style sheets: nothing that looks from above for what lies below has to be asked at each change.
  document.documentElement.dataset.live = state;
  for (const status of document.querySelectorAll('[data-testid="live-status"]')) {
    const words = lostAt ? status.dataset.textLost?.replace('{0}', clock.format(lostAt)) : status.dataset.textLive;
    status.dataset.live = state;
    if (words && status.textContent !== words) {
      // The text node is Blazor's: its content changes, the node stays.
      const text = status.firstChild ?? status.appendChild(document.createTextNode(''));
      text.nodeValue = words;
    }
  }
  const strip = bar();
  strip?.classList.toggle('components-reconnect-show', lostAt !== null);
  strip?.classList.toggle('components-reconnect-hide', lostAt === null);
}

/** Waits, or less: until the tab is looked at, the network is back, or somebody presses the button. */
function pause(ms) {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, ms);
    wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}

async function answers(path) {
  try {
    const response = await fetch(path, { cache: 'no-store', redirect: 'manual', signal: AbortSignal.timeout(4000) });
    return response.status === 200;
  } catch {
    return false;
  }
}

/** Asks until `attempt` gives something other than undefined. */
async function until(attempt) {
  for (let wait = FIRST_WAIT; ; wait = Math.min(wait * 1.6, LONGEST_WAIT)) {
    const result = await attempt();
    if (result !== undefined) {
      return result;
    }
    await pause(wait);
  }
}

const told = () => {
  try {
    return JSON.parse(sessionStorage.getItem(RELOADS)) ?? { times: 0, at: 0 };
  } catch {
    return { times: 0, at: 0 };
  }
};

const tell = value => {
  try {
    sessionStorage.setItem(RELOADS, JSON.stringify(value));
  } catch {
    // Without storage each load counts as the first; the waits for the server still hold.
  }
};

/** Loads the page again once the server is ready; each time in a row waits longer, so that no loop can arise. */
async function reload() {
  if (leaving) {
    return;
  }
  leaving = true;
  const { times, at } = told();
  const earliest = times === 0 ? 0 : at + Math.min(60_000, 2500 * 2 ** times);
  while (Date.now() < earliest) {
    await pause(Math.min(earliest - Date.now(), LONGEST_WAIT));
  }
  await until(async () => (await answers('/readyz')) ? true : undefined);
  tell({ times: times + 1, at: Date.now() });
  location.reload();
}

function lose() {
  if (lostAt) {
    return false;
  }
  lostAt = new Date();
  show();
  // A short break shows in the status only; the strip moves the page, so it waits.
  barTimer = setTimeout(() => {
    offerPlain();
    document.documentElement.dataset.connection = 'lost';
  }, SHOW_BAR_AFTER);
  return true;
}

function regain() {
  lostAt = null;
  clearTimeout(barTimer);
  delete document.documentElement.dataset.connection;
  show();
}

async function recover() {
  let refused = 0;
  const back = await until(async () => {
    if (!await answers('/healthz')) {
      return undefined;
    }
    try {
      return await globalThis.Blazor.reconnect();
    } catch {
      // The server answers but the line does not open; after a while a fresh page is the better try.
      refused += 1;
      return refused >= 8 ? false : undefined;
    }
  });
  if (back) {
    regain();
  } else {
    await reload();
  }
}

const handler = {
  onConnectionDown() {
    if (lose()) {
      void recover();
    }
  },
  onConnectionUp() {
    regain();
  },
};

/** After sleep or a change of network the socket may be dead without knowing: one question settles it. */
async function check() {
  wake();
  if (opened && !lostAt && !leaving && !await answers('/healthz') && !lostAt) {
    globalThis.Blazor?._internal?.forceCloseConnection?.();
  }
}

/** An exception on the server ends a circuit without a lost connection; Blazor then only unhides this element. */
function watchFailure() {
  const failure = document.getElementById('blazor-error-ui');
  if (failure) {
    new MutationObserver(() => {
      if (!lostAt && failure.style.display === 'block') {
        lose();
        void reload();
      }
    }).observe(failure, { attributes: true, attributeFilter: ['style'] });
  }
}

/** Back and forth are followed by the live page. Until it stands they would change the address and leave the page that is shown. */
function watchHistory() {
  const address = () => location.pathname + location.search;
  const loaded = address();
  addEventListener('popstate', () => {
    if (!document.querySelector('[data-interactive]') && address() !== loaded) {
      location.reload();
    }
  });
}

export function watchConnection() {
  const blazor = globalThis.Blazor;
  if (!blazor || !bar()) {
    return; // a page without a circuit
  }
  watchFailure();
  watchHistory();
  blazor.start({
    // A link that is pressed before the circuit opens is followed as every link is: merging the next page into this one while its circuit opens could leave neither.
    ssr: { disableDomPreservation: true },
    circuit: {
      reconnectionHandler: handler,
      configureSignalR: builder => builder.withServerTimeout(SERVER_SILENT).withKeepAliveInterval(5000),
      circuitHandlers: [{
        onCircuitOpened() {
          opened = true;
          setTimeout(() => { if (!lostAt) { tell({ times: 0, at: 0 }); } }, STEADY_AFTER);
        },
      }],
    },
  });
  // The server went away between the page and its circuit: Blazor does not try again then.
  const neverOpened = () => {
    if (!opened && lose()) {
      void reload();
    }
  };
  setTimeout(neverOpened, OPEN_WITHIN);
  addEventListener('unhandledrejection', event => {
    if (event.reason?.errorType === 'FailedToNegotiateWithServerError') {
      neverOpened();
    }
  });

  addEventListener('online', check);
  addEventListener('offline', check);
  addEventListener('pageshow', event => { if (event.persisted) { void check(); } });
  document.addEventListener('visibilitychange', () => { if (!document.hidden) { void check(); } });
  document.addEventListener('click', event => {
    if (event.target instanceof Element && event.target.closest('[data-retry]')) {
      wake();
    }
  });
}
