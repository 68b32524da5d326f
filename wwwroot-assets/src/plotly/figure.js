// From the chart's specification (ChartSpec) to what plotly draws. Numbers are written here, the Vietnamese way in both
// languages; plotly only writes the ticks.
import { fade, inkOn, lines, ramp, widthOf } from './theme.js';

const ROW = { bars: 27, heatmap: 32, funnel: 54 };

/** How high a chart has to be, in pixels, so that its rows can be read; 0 where any height will do. */
export function heightOf(spec, rem) {
  const rows = spec.kind === 'heatmap' ? spec.series.length : spec.categories.length;
  return spec.kind in ROW ? Math.round((rows * ROW[spec.kind] + (spec.kind === 'funnel' ? 16 : 72)) * rem) : 0;
}

/** @param size width and height in pixels @param hidden keys of the series that the reader has switched off */
export function figure(spec, theme, size, hidden = new Set()) {
  const draft = { spec, theme, size, number: formatter(spec.decimals), em: 12 * theme.rem, names: unique(spec.categories) };
  draft.shown = spec.series.filter(s => !hidden.has(s.key));
  const { data, layout } = KINDS[spec.kind](draft);
  return {
    data,
    layout: {
      width: size.width,
      height: size.height,
      autosize: false,
      paper_bgcolor: 'rgba(0,0,0,0)',
      plot_bgcolor: 'rgba(0,0,0,0)',
      font: { family: theme.family, size: draft.em * 0.9375, color: theme.muted },
      separators: ',.',
      showlegend: false,
      dragmode: false,
      hoverdistance: 40,
      hoverlabel: {
        bgcolor: theme.tipBg, bordercolor: theme.tipBg, align: 'left', namelength: -1,
        font: { family: theme.family, size: draft.em, color: theme.tipInk },
      },
      ...layout,
    },
  };
}

const KINDS = { stackedColumns: columns, lines: courses, bars, funnel, heatmap };

function columns(draft) {
  const { spec, theme, names, number, shown, em } = draft;
  const totals = names.map((_, i) => total(shown, i));
  const room = (draft.size.width - 64) / Math.max(1, names.length);
  const readable = totals.every(t => t === null || widthOf(number(t), em * 0.875, 600) < room - 3);
  const data = shown.map(s => ({
    type: 'bar', name: esc(s.name), x: names, y: s.values, meta: s.key,
    marker: { color: colourOf(s, theme), line: { color: theme.card, width: theme.rem } },
    hovertemplate: s.values.map(v => `${esc(s.name)}: <b>${v === null ? '' : number(v)}</b><extra></extra>`),
    hoverinfo: 'all',
  }));
  if (shown.length > 0) {
    // Stands on the stack: its sum as a label where there is room, and as a line of the tooltip.
    data.push({
      type: 'scatter', mode: 'text', x: names, y: totals.map((t, i) => t === null ? null : highest(shown, i)),
      text: totals.map(t => t === null || !readable ? '' : number(t)), textposition: 'top center', cliponaxis: false,
      textfont: { family: theme.family, size: em * 0.875, weight: 600, color: theme.ink },
      hovertemplate: totals.map(t => `${esc(spec.words.total)}: <b>${t === null ? '' : number(t)}</b><extra></extra>`),
      hoverinfo: shown.length > 1 ? 'all' : 'skip',
    });
    if (shown.length === 1) { data.at(-1).hovertemplate = undefined; }
  }
  const high = Math.max(0, ...names.map((_, i) => highest(shown, i)));
  const low = Math.min(0, ...names.map((_, i) => lowest(shown, i)));
  return overTime(draft, data, low, high, { barmode: 'relative', bargap: 0.34 });
}

function courses(draft) {
  const { theme, names, number, shown } = draft;
  const data = shown.map(s => ({
    type: 'scatter', mode: 'lines+markers', name: esc(s.name), x: names, y: s.values, meta: s.key, connectgaps: false, cliponaxis: false,
    line: { color: colourOf(s, theme), width: 2 * theme.rem, dash: s.dashed ? '6px,4px' : 'solid' },
    marker: { color: colourOf(s, theme), size: 7 * theme.rem, line: { color: theme.card, width: 1.5 * theme.rem } },
    hovertemplate: s.values.map(v => `${esc(s.name)}: <b>${v === null ? '' : number(v)}</b><extra></extra>`),
  }));
  const values = shown.flatMap(s => s.values.filter(v => v !== null));
  return overTime(draft, data, Math.min(0, ...values), Math.max(0, ...values), {});
}

/** Columns and lines: categories below, values up, marks across. */
function overTime(draft, data, low, high, more) {
  const { spec, theme, names, size, em } = draft;
  const axis = scale(low, Math.max(high, spec.target?.value ?? 0), spec.decimals, Math.max(3, Math.round(size.height / (80 * theme.rem))));
  const left = widthOf(draft.number(Math.max(high, spec.target?.value ?? 0)), em * 0.9375) + 8 * theme.rem;
  const unit = spec.valueTitle ? [heading(draft, spec.valueTitle, -left)] : [];
  const marks = placeMarks(draft, left + 12);
  const target = targetOf(draft, 'y');
  const rows = Math.max(unit.length, ...marks.map(m => m.row + 1), 0);
  return {
    data,
    layout: {
      ...more,
      margin: { l: 12, r: 14 * theme.rem, t: Math.round((rows * 1.45 + 1) * em), b: 8 },
      hovermode: 'x unified',
      xaxis: {
        ...plain(theme, em), type: 'category', categoryorder: 'array', categoryarray: names, range: [-0.5, Math.max(0.5, names.length - 0.5)],
        ...everyNth(draft), tickangle: 0, showgrid: false, showline: true, linecolor: theme.line, linewidth: 1,
        title: spec.categoryTitle ? { text: esc(spec.categoryTitle), standoff: em * 0.6, font: { size: em * 0.9375, color: theme.muted } } : undefined,
      },
      yaxis: { ...plain(theme, em), ...axis, tickformat: tickFormat(spec.decimals), gridcolor: theme.line, gridwidth: 1, zeroline: low < 0, zerolinecolor: theme.muted, zerolinewidth: 1 },
      shapes: [
        ...marks.map(m => ({ type: 'line', layer: 'below', xref: 'x', x0: m.x, x1: m.x, yref: 'paper', y0: 0, y1: 1, line: { color: theme.accent, width: 1.2 * theme.rem, dash: '3px,3px' } })),
        ...target.shapes,
      ],
      annotations: [...unit, ...marks.map(m => m.label), ...target.annotations],
    },
  };
}

function bars(draft) {
  const { spec, theme, names, number, shown, em, size } = draft;
  const totals = names.map((_, i) => total(shown, i));
  const highs = names.map((_, i) => highest(shown, i));
  const widest = Math.max(0, ...totals.map(t => t === null ? 0 : widthOf(number(t), em * 0.9375, 600)));
  const labelWidth = Math.min(size.width * 0.4, 260 * theme.rem);
  const data = shown.map(s => ({
    type: 'bar', orientation: 'h', name: esc(s.name), y: names, x: s.values, meta: s.key,
    marker: { color: colourOf(s, theme), line: { color: theme.card, width: shown.length > 1 ? theme.rem : 0 } },
    hovertemplate: s.values.map((v, i) => tip(draft, i, s, v)),
  }));
  data.push({
    type: 'scatter', mode: 'text', y: names, x: totals.map((t, i) => t === null ? null : highs[i]), text: totals.map(t => t === null ? '' : ` ${number(t)}`),
    textposition: 'middle right', cliponaxis: false, hoverinfo: 'skip', textfont: { family: theme.family, size: em * 0.9375, weight: 600, color: theme.ink },
  });
  const target = targetOf(draft, 'x');
  const rows = Math.max(spec.valueTitle ? 1 : 0, target.annotations.length);
  return {
    data,
    layout: {
      barmode: 'relative', bargap: 0.4, hovermode: 'closest',
      margin: { l: 12, r: Math.round(widest + 16 * theme.rem), t: Math.round((rows * 1.45 + 0.5) * em), b: 8 },
      xaxis: {
        ...plain(theme, em), ...scale(Math.min(0, ...names.map((_, i) => lowest(shown, i))), Math.max(...highs, spec.target?.value ?? 0, 0), spec.decimals, Math.max(3, Math.round(size.width / (150 * theme.rem))), 1),
        tickformat: tickFormat(spec.decimals), gridcolor: theme.line, gridwidth: 1, zeroline: true, zerolinecolor: theme.line, zerolinewidth: 1, side: 'bottom',
      },
      yaxis: {
        ...plain(theme, em), type: 'category', categoryorder: 'array', categoryarray: names, range: [names.length - 0.5, -0.5], showgrid: false,
        tickmode: 'array', tickvals: names, ticktext: spec.categories.map(c => twoLines(c.label, labelWidth, em)),
        tickfont: { family: theme.family, size: em, color: theme.ink },
      },
      shapes: target.shapes,
      annotations: [...(spec.valueTitle && target.annotations.length === 0 ? [heading(draft, spec.valueTitle)] : []), ...target.annotations],
    },
  };
}

function funnel(draft) {
  const { spec, theme, names, number, shown, em, size } = draft;
  const labelWidth = Math.min(size.width * 0.36, 240 * theme.rem);
  return {
    data: shown.map(s => ({
      type: 'funnel', orientation: 'h', name: esc(s.name), y: names, x: s.values, meta: s.key, opacity: 1,
      text: s.values.map(v => v === null ? '' : number(v)), textinfo: 'text', textposition: 'auto', textangle: 0, constraintext: 'none', cliponaxis: false,
      insidetextfont: { family: theme.family, size: em * 1.125, weight: 600, color: inkOn(colourOf(s, theme)) },
      outsidetextfont: { family: theme.family, size: em * 1.125, weight: 600, color: theme.ink },
      marker: { color: colourOf(s, theme), line: { width: 0 } },
      connector: { fillcolor: fade(colourOf(s, theme), theme.card, 0.16), line: { width: 0 } },
      hovertemplate: s.values.map((v, i) => tip(draft, i, s, v)),
    })),
    layout: {
      funnelmode: 'stack', funnelgap: 0.32, hovermode: 'closest',
      margin: { l: 12, r: 12 * theme.rem, t: 4, b: 4 },
      xaxis: { visible: false, fixedrange: true },
      yaxis: {
        ...plain(theme, em), type: 'category', categoryorder: 'array', categoryarray: names, range: [names.length - 0.5, -0.5], showgrid: false,
        tickmode: 'array', tickvals: names, ticktext: spec.categories.map(c => twoLines(c.label, labelWidth, em * 1.0625)),
        tickfont: { family: theme.family, size: em * 1.0625, color: theme.ink },
      },
    },
  };
}

function heatmap(draft) {
  const { spec, theme, names, number, shown, em, size } = draft;
  const rows = unique(shown.map(s => ({ label: s.name })));
  const values = shown.flatMap(s => s.values.filter(v => v !== null));
  const room = (size.width * 0.8) / Math.max(1, names.length);
  const readable = values.every(v => widthOf(number(v), em * 0.875) < room - 4);
  const labelWidth = Math.min(size.width * 0.32, 240 * theme.rem);
  const narrow = size.width < 560 * theme.rem;
  const [least, most] = [Math.min(0, ...values), Math.max(1, ...values)];
  const cells = shown.flatMap((s, row) => s.values.map((v, i) => ({ x: names[i], y: rows[row], v })).filter(c => c.v !== null));
  const gaps = shown.flatMap((s, row) => s.values.map((v, i) => ({ x: names[i], y: rows[row], v })).filter(c => c.v === null));
  const inks = new Map();
  for (const cell of readable ? cells : []) {
    const ink = inkOn(ramp(theme.ramp, (cell.v - least) / (most - least)));
    inks.set(ink, [...inks.get(ink) ?? [], cell]);
  }
  const grid = { type: 'heatmap', x: names, y: rows, xgap: 2, ygap: 2, hoverongaps: false };
  return {
    data: [
      { ...grid, z: shown.map(s => s.values.map(v => v === null ? 0 : null)), colorscale: [[0, theme.nodata], [1, theme.nodata]], zmin: 0, zmax: 1, showscale: false, hoverinfo: 'skip' },
      {
        ...grid, z: shown.map(s => s.values), zmin: least, zmax: most, colorscale: theme.ramp.map((c, i) => [i / (theme.ramp.length - 1), c]), showscale: !narrow,
        hovertemplate: shown.map(s => s.values.map((v, i) => tip(draft, i, s, v))),
        colorbar: {
          thickness: 10 * theme.rem, outlinewidth: 0, len: 1, ypad: 0, xpad: 8, ticklen: 0, tickformat: tickFormat(spec.decimals), nticks: 5,
          tickfont: { family: theme.family, size: em * 0.875, color: theme.muted },
          title: spec.valueTitle ? { text: esc(spec.valueTitle), side: 'right', font: { family: theme.family, size: em * 0.9375, color: theme.muted } } : undefined,
        },
      },
      { type: 'scatter', mode: 'text', x: gaps.map(c => c.x), y: gaps.map(c => c.y), text: gaps.map(() => '–'), hoverinfo: 'skip', textfont: { family: theme.family, size: em, color: theme.muted } },
      // plotly's own labels of cells have too little contrast in the middle of the ramp.
      ...[...inks].map(([ink, list]) => ({
        type: 'scatter', mode: 'text', x: list.map(c => c.x), y: list.map(c => c.y), text: list.map(c => number(c.v)), hoverinfo: 'skip',
        textfont: { family: theme.family, size: em * 0.875, color: ink },
      })),
    ],
    layout: {
      hovermode: 'closest',
      margin: { l: 12, r: 8, t: 6, b: 8 },
      xaxis: {
        ...plain(theme, em), type: 'category', categoryorder: 'array', categoryarray: names, ...everyNth(draft), tickangle: 0, showgrid: false,
        title: spec.categoryTitle ? { text: esc(spec.categoryTitle), standoff: em * 0.6, font: { size: em * 0.9375, color: theme.muted } } : undefined,
      },
      yaxis: {
        ...plain(theme, em), type: 'category', categoryorder: 'array', categoryarray: rows, range: [rows.length - 0.5, -0.5], showgrid: false,
        tickmode: 'array', tickvals: rows, ticktext: shown.map(s => twoLines(s.name, labelWidth, em)),
        tickfont: { family: theme.family, size: em, color: theme.ink },
      },
    },
  };
}

/** The dates worth a line: text above it on the side where there is room, in the lowest row that is free there. */
function placeMarks({ spec, theme, size, em }, left) {
  const taken = spec.valueTitle ? [[{ from: 0, to: widthOf(spec.valueTitle, em * 0.9375) + 24 * theme.rem }]] : [];
  const step = (size.width - left - 14 * theme.rem) / Math.max(1, spec.categories.length);
  return spec.marks.map(mark => {
    const late = mark.at > spec.categories.length / 2;
    const at = left + mark.at * step;
    const width = widthOf(mark.text, em * 0.9375) + 8 * theme.rem;
    const span = { from: late ? at - width : at, to: late ? at : at + width };
    let row = taken.findIndex(others => others.every(o => span.to < o.from || span.from > o.to));
    if (row < 0) { row = taken.push([]) - 1; }
    taken[row].push(span);
    return {
      row,
      x: mark.at - 0.5,
      label: {
        ...note(theme, em), text: esc(mark.text), xref: 'x', x: mark.at - 0.5, xanchor: late ? 'right' : 'left', xshift: (late ? 3 : -3) * theme.rem,
        yref: 'paper', y: 1, yanchor: 'bottom', yshift: row * em * 1.45,
      },
    };
  });
}

/** The line of a target, with its words at its end. */
function targetOf({ spec, theme, em }, axis) {
  if (!spec.target) { return { shapes: [], annotations: [] }; }
  const { value, text } = spec.target;
  const line = { color: theme.ink, width: 1.4 * theme.rem, dash: '7px,4px' };
  const words = { ...note(theme, em), text: esc(text), font: { family: theme.family, size: em * 0.9375, weight: 600, color: theme.ink } };
  return axis === 'y'
    ? {
      shapes: [{ type: 'line', layer: 'above', xref: 'paper', x0: 0, x1: 1, yref: 'y', y0: value, y1: value, line }],
      annotations: [{ ...words, xref: 'paper', x: 1, xanchor: 'right', yref: 'y', y: value, yanchor: 'bottom', yshift: 2 * theme.rem, bgcolor: theme.card }],
    }
    : {
      shapes: [{ type: 'line', layer: 'above', yref: 'paper', y0: 0, y1: 1, xref: 'x', x0: value, x1: value, line }],
      annotations: [{ ...words, yref: 'paper', y: 1, yanchor: 'bottom', xref: 'x', x: value, xanchor: 'auto' }],
    };
}

/** The unit of the values, level above the axis instead of turned beside it. */
function heading({ theme, em }, text, shift = 0) {
  return { ...note(theme, em), text: esc(text), xref: 'paper', x: 0, xanchor: 'left', xshift: shift, yref: 'paper', y: 1, yanchor: 'bottom' };
}

const note = (theme, em) => ({ showarrow: false, borderpad: 0, font: { family: theme.family, size: em * 0.9375, color: theme.muted } });

const plain = (theme, em) => ({
  // Ticks that nobody sees keep the labels off the axis.
  fixedrange: true, automargin: true, ticks: 'outside', ticklen: 6 * theme.rem, tickcolor: 'rgba(0,0,0,0)', zeroline: false, showspikes: false,
  tickfont: { family: theme.family, size: em * 0.9375, color: theme.muted },
});

/** Only as many labels as do not touch, counted from the last, which is the newest. */
function everyNth({ spec, names, size, em, theme }) {
  const widest = Math.max(0, ...spec.categories.map(c => widthOf(c.label, em * 0.9375))) + 10 * theme.rem;
  const every = Math.max(1, Math.ceil(widest * names.length / Math.max(1, size.width - 56 * theme.rem)));
  const kept = names.map((_, i) => i).filter(i => (names.length - 1 - i) % every === 0);
  return { tickmode: 'array', tickvals: kept.map(i => names[i]), ticktext: kept.map(i => esc(spec.categories[i].label)) };
}

/** A range from zero, or below it, with ticks of 1, 2, 2.5 or 5 times a power of ten; whole ones for whole numbers. */
function scale(low, high, decimals, wanted, head = 1.08) {
  if (low === high) { return { range: [0, 1], tick0: 0, dtick: 1 }; }
  const rough = (high - low) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  let step = [1, 2, 2.5, 5, 10].find(f => f * power >= rough) * power;
  if (decimals === 0) { step = Math.max(1, step % 1 === 0 ? step : Math.ceil(step)); }
  return { range: [low * head, high * head], tick0: 0, dtick: step };
}

const tickFormat = decimals => `,.${decimals}~f`;

function formatter(decimals) {
  const format = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: decimals });
  return value => format.format(value);
}

function tip({ spec, number }, i, series, value) {
  const name = spec.series.length > 1 || spec.kind === 'heatmap' ? `${esc(series.name)}: ` : '';
  const unit = name === '' && spec.valueTitle ? ` ${esc(spec.valueTitle)}` : '';
  return `<b>${esc(spec.categories[i].label)}</b><br>${name}${value === null ? '' : number(value)}${unit}<extra></extra>`;
}

const colourOf = (series, theme) => series.soft ? fade(theme.tone(series.toneClass), theme.card, 0.45) : theme.tone(series.toneClass);

function total(shown, i) {
  const known = shown.map(s => s.values[i]).filter(v => v !== null && v !== undefined);
  return known.length === 0 ? null : known.reduce((a, b) => a + b, 0);
}

const highest = (shown, i) => shown.reduce((sum, s) => sum + Math.max(0, s.values[i] ?? 0), 0);
const lowest = (shown, i) => shown.reduce((sum, s) => sum + Math.min(0, s.values[i] ?? 0), 0);

/** A name in at most two lines; tooltip and table have the rest. */
function twoLines(text, width, size) {
  const [first, second, ...rest] = lines(text, width, size);
  return [first, second === undefined ? null : rest.length > 0 ? `${second}…` : second].filter(line => line !== null).map(esc).join('<br>');
}

/** Text as text: plotly would read tags in it. */
const esc = text => String(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** Names that plotly can tell apart, also where two places are called the same. */
function unique(items) {
  const seen = new Map();
  return items.map(({ label }) => {
    const times = seen.get(label) ?? 0;
    seen.set(label, times + 1);
    return esc(label) + '\u200b'.repeat(times);
  });
}
