// The charts of PlotlyChart.razor, in a file that is loaded with the first of them: create(parts) → { draw, dispose }.
import Plotly from './engine.js';
import { figure, heightOf } from './figure.js';
import { fade, readTheme } from './theme.js';

const CONFIG = {
  displayModeBar: false, displaylogo: false, showSendToCloud: false, showEditInChartStudio: false, plotlyServerURL: '', showLink: false,
  responsive: false, scrollZoom: false, doubleClick: false, showTips: false, locale: 'vi',
};
const PICTURE = { width: 1120, height: 560 };

/** The face is there before texts are measured; a slow line does not hold the chart up for long. */
let faces = null;
function fontsReady() {
  faces ??= Promise.race([
    Promise.all(['400', '600'].map(weight => document.fonts.load(`${weight} 12px "Be Vietnam Pro"`, 'aưệ0'))).catch(() => {}),
    new Promise(resolve => setTimeout(resolve, 800)),
  ]);
  return faces;
}

/** @param plot the empty element that the chart fills @param frame the element around plot and key */
export function create(plot, frame) {
  const hidden = new Set();
  const dark = matchMedia('(prefers-color-scheme: dark)');
  let spec = null;
  let drawn = { width: 0, height: 0 };
  let queue = Promise.resolve();
  let gone = false;
  let touched = null; // what a finger has touched last, '' for nothing yet; null with a mouse

  const rem = () => parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;

  async function render() {
    if (gone || !spec || !plot.isConnected) { return; }
    const scale = rem();
    const needed = heightOf(spec, scale);
    plot.style.minHeight = needed > 0 ? `${needed}px` : '';
    const size = { width: plot.clientWidth, height: plot.clientHeight };
    if (size.width < 40 || size.height < 40) { return; }
    drawn = size;
    const { data, layout } = figure(spec, readTheme(plot, scale), size, hidden);
    await Plotly.react(plot, data, layout, CONFIG);
    if (!plot.dataset.listening) {
      plot.dataset.listening = '';
      plot.on('plotly_click', follow);
      plot.on('plotly_hover', e => point(hrefAt(e)));
      plot.on('plotly_unhover', () => point(null));
    }
  }

  /** One drawing after the other; each takes what is newest when its turn comes. */
  function redraw() {
    queue = queue.catch(() => {}).then(render);
    return queue;
  }

  const again = () => { redraw().catch(() => {}); };

  const observer = new ResizeObserver(() => {
    if (Math.abs(plot.clientWidth - drawn.width) > 1 || Math.abs(plot.clientHeight - drawn.height) > 1) { again(); }
  });

  function point(href) {
    for (const layer of plot.querySelectorAll('.nsewdrag')) { layer.style.cursor = href ? 'pointer' : 'default'; }
  }

  /** Where the point under the pointer leads. A tooltip for all series of a step knows the step only; the height tells which. */
  function hrefAt({ points, event }) {
    if (!points?.length || !spec) { return null; }
    const candidates = points.map(p => ({ p, series: spec.series.find(s => s.key === p.data.meta) })).filter(c => c.series || spec.kind === 'heatmap');
    const index = p => spec.kind === 'heatmap' ? p.pointNumber[1] : p.pointNumber;
    let chosen = candidates[0];
    if (candidates.length > 1 && event) {
      const axis = candidates[0].p.yaxis;
      const y = axis.p2l(event.clientY - plot.getBoundingClientRect().top - axis._offset);
      if (spec.kind === 'stackedColumns') {
        let top = 0;
        chosen = candidates.find(c => { top += Math.max(0, c.p.y ?? 0); return y <= top; }) ?? null;
      } else {
        chosen = candidates.toSorted?.((a, b) => Math.abs(a.p.y - y) - Math.abs(b.p.y - y))[0] ?? chosen;
      }
    }
    const at = index((chosen ?? candidates[0] ?? { p: points[0] }).p);
    const series = spec.kind === 'heatmap' ? spec.series.filter(s => !hidden.has(s.key))[points[0].pointNumber[0]] : chosen?.series;
    return series?.hrefs?.[at] ?? spec.categories[at]?.href ?? null;
  }

  function follow(e) {
    const href = hrefAt(e);
    const address = href ? new URL(href, document.baseURI) : null;
    if (!address || address.origin !== location.origin) { return; }
    // A finger cannot hover: its first touch shows the numbers, the second on the same place leads on.
    if (touched !== null && touched !== href) {
      touched = href;
      return;
    }
    if (e.event?.ctrlKey || e.event?.metaKey) {
      window.open(address.href, '_blank', 'noopener');
      return;
    }
    plot.closest('dialog')?.close();
    if (globalThis.Blazor?.navigateTo) { globalThis.Blazor.navigateTo(address.href); } else { location.assign(address.href); }
  }

  /** The key: each name switches its series off and on; the last one stays. */
  function toggle(event) {
    const button = event.target instanceof Element ? event.target.closest('[data-series]') : null;
    if (!button || !spec) { return; }
    const key = button.dataset.series;
    if (hidden.has(key)) {
      hidden.delete(key);
    } else if (spec.series.some(s => s.key !== key && !hidden.has(s.key))) {
      hidden.add(key);
    }
    button.setAttribute('aria-pressed', String(!hidden.has(key)));
    again();
  }

  /** What chart-export.js asks for: the chart in a size of its own, whatever the screen is, with all that stands around it. */
  async function picture() {
    await fontsReady();
    const theme = readTheme(plot, 1);
    const size = { width: PICTURE.width, height: Math.max(heightOf(spec, 1), PICTURE.height) };
    const { data, layout } = figure(spec, theme, size, hidden);
    const svg = await Plotly.toImage({ data, layout, config: CONFIG }, { format: 'svg', ...size, imageDataOnly: true });
    const key = spec.series.length > 1 && spec.kind !== 'heatmap'
      ? spec.series.filter(s => !hidden.has(s.key)).map(s => ({ name: s.name, colour: s.soft ? fade(theme.tone(s.toneClass), theme.card, 0.45) : theme.tone(s.toneClass) }))
      : [];
    return { svg, ...size, key, title: spec.title, footer: spec.footer, badge: spec.words.badge };
  }

  observer.observe(plot);
  // plotly would take a finger's movement for a drag and hold the page still; without it a tap arrives as that of a mouse.
  plot.addEventListener('touchstart', event => event.stopPropagation(), { capture: true, passive: true });
  plot.addEventListener('pointerdown', event => { touched = event.pointerType === 'touch' ? touched ?? '' : null; }, { capture: true });
  frame.addEventListener('click', toggle);
  frame.dvkPicture = picture;
  document.addEventListener('dvk:theme', again);
  dark.addEventListener('change', again);

  return {
    async draw(next) {
      spec = next;
      for (const key of [...hidden]) {
        if (!spec.series.some(s => s.key === key)) { hidden.delete(key); }
      }
      await fontsReady();
      await redraw();
    },
    dispose() {
      gone = true;
      observer.disconnect();
      frame.removeEventListener('click', toggle);
      delete frame.dvkPicture;
      document.removeEventListener('dvk:theme', again);
      dark.removeEventListener('change', again);
      Plotly.purge(plot);
    },
  };
}
