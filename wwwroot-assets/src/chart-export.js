// Pictures of charts and maps as files, made in the browser: SVG, and PNG at twice the size. Loaded with the first click.
// A picture carries what makes it understandable alone: title, key, source and time of the data, and that they are simulated.
import { drawSnapshot } from './chart-snapshot.js';
import { saveFile } from './save-file.js';

const FAMILY = '"Be Vietnam Pro"';
const STACK = "'Be Vietnam Pro', 'Noto Sans', 'Segoe UI', Roboto, sans-serif";
const PAD = 24;
const LEAST = 480;
const LARGEST = 12_000;

/**
 * Saves the picture of an element: a chart of PlotlyChart (or what holds one), an SVG, or HTML with SVGs in it.
 * @param find finds it; asked again where it was taken off the page while it was drawn @param format 'svg' or 'png' @param about title, footer, badge and name; a chart of PlotlyChart knows its own
 */
export async function exportPicture(find, format, about = {}) {
  await document.fonts.ready;
  let [element, drawn] = [null, null];
  for (let tries = 0; tries < 3 && !element?.isConnected; tries++) {
    element = find();
    if (!element) { throw new Error('nothing to export'); }
    const chart = element.dvkPicture ? element : element.querySelector('[data-plotly]');
    drawn = chart?.dvkPicture ? await chart.dvkPicture() : drawSnapshot(element);
  }
  const given = Object.fromEntries(Object.entries(about).filter(([, value]) => value));
  const picture = compose({ ...drawn, ...given }, colours(element));
  const blob = format === 'png' ? await png(picture) : new Blob([picture.svg], { type: 'image/svg+xml' });
  saveFile(blob, fileName(given.name ?? given.title ?? drawn.title ?? document.title, format));
}

function colours(element) {
  const css = getComputedStyle(element);
  const token = name => css.getPropertyValue(name).trim();
  return { card: token('--card'), ink: token('--ink'), muted: token('--muted'), warnBg: token('--warn-bg'), warnInk: token('--warn-ink'), warnLine: token('--warn-line') };
}

/** Title and badge above, then the key, the drawing, and the footer. */
function compose({ svg, width, height, title, footer, badge, key = [] }, colour) {
  const full = Math.max(LEAST, Math.ceil(width)) + 2 * PAD;
  const inner = full - 2 * PAD;
  const parts = [];
  let y = PAD;

  const badgeWidth = badge ? measure(badge, 12, 600) + 20 : 0;
  if (badge) {
    const x = full - PAD - badgeWidth;
    parts.push(`<rect x="${x}" y="${y}" width="${badgeWidth}" height="22" rx="11" fill="${colour.warnBg}" stroke="${colour.warnLine}"/>`, text(badge, x + 10, y + 15.2, 12, 600, colour.warnInk));
  }
  const heading = title ? wrap(title, inner - (badge ? badgeWidth + 16 : 0), 18, 600) : [];
  heading.forEach((line, i) => parts.push(text(line, PAD, y + 17 + i * 25, 18, 600, colour.ink)));
  y += Math.max(heading.length * 25, badge ? 24 : 0);
  y += y > PAD ? 10 : 0;

  if (key.length > 0) {
    let x = PAD;
    for (const { name, colour: fill } of key) {
      const wide = measure(name, 12.5) + 18;
      if (x > PAD && x + wide > PAD + inner) { x = PAD; y += 21; }
      parts.push(`<rect x="${x}" y="${y + 3}" width="11" height="11" rx="3" fill="${fill}"/>`, text(name, x + 18, y + 13, 12.5, 400, colour.ink));
      x += wide + 20;
    }
    y += 28;
  }

  parts.push(`<g transform="translate(${round((full - width) / 2)} ${y})">${svg}</g>`);
  y += Math.ceil(height) + 10;
  for (const line of footer ? wrap(footer, inner, 11.5) : []) {
    parts.push(text(line, PAD, y + 13, 11.5, 400, colour.muted));
    y += 17;
  }
  y += PAD - 8;
  return {
    width: full,
    height: y,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${full}" height="${y}" viewBox="0 0 ${full} ${y}" font-family="${STACK}">`
      + `${title ? `<title>${escape(title)}</title>` : ''}<rect width="${full}" height="${y}" fill="${colour.card}"/>${parts.join('')}</svg>`,
  };
}

const text = (words, x, y, size, weight, fill) => `<text x="${round(x)}" y="${round(y)}" font-size="${size}" font-weight="${weight}" fill="${fill}">${escape(words)}</text>`;
const round = number => Math.round(number * 100) / 100;
const escape = words => words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const ruler = document.createElement('canvas').getContext('2d');
function measure(words, size, weight = 400) {
  ruler.font = `${weight} ${size}px ${STACK}`;
  return ruler.measureText(words).width;
}

function wrap(words, width, size, weight = 400) {
  const result = [''];
  for (const word of words.split(/\s+/)) {
    const longer = result.at(-1) === '' ? word : `${result.at(-1)} ${word}`;
    if (result.at(-1) === '' || measure(longer, size, weight) <= width) { result[result.length - 1] = longer; } else { result.push(word); }
  }
  return result;
}

/** A picture may load nothing, so the faces that its texts need travel in it. */
async function png({ svg, width, height }) {
  const dressed = svg.replace('>', `><style>${await faces(svg)}</style>`);
  const address = URL.createObjectURL(new Blob([dressed], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const scale = Math.min(2, LARGEST / Math.max(width, height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    await paint(image, canvas);
    return await new Promise((resolve, reject) => canvas.toBlob(blob => blob ? resolve(blob) : reject(new Error('no picture')), 'image/png'));
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** The faces inside an image begin to load when it is first drawn, and no event tells their end: draws until nothing changes any more. */
async function paint(image, canvas) {
  const probe = document.createElement('canvas');
  probe.width = Math.min(canvas.width, 1600);
  probe.height = Math.round(canvas.height * probe.width / canvas.width);
  const pen = probe.getContext('2d', { willReadFrequently: true });
  let before = null;
  for (let same = 0, tries = 0; same < 2 && tries < 15; tries++) {
    await new Promise(resolve => setTimeout(resolve, 80));
    pen.clearRect(0, 0, probe.width, probe.height);
    pen.drawImage(image, 0, 0, probe.width, probe.height);
    const now = new Uint32Array(pen.getImageData(0, 0, probe.width, probe.height).data.buffer);
    same = before && now.every((pixel, i) => pixel === before[i]) ? same + 1 : 0;
    before = now;
  }
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
}

/** The page's own @font-face rules, as far as the picture uses their weight and their letters, with the files inside. */
async function faces(svg) {
  const used = new Set([...svg.replace(/<style[\s\S]*?<\/style>/g, '').matchAll(/>([^<]+)</g)].flatMap(m => [...m[1]]).map(c => c.codePointAt(0)));
  const weights = new Set([...svg.matchAll(/font-weight\s*[:=]\s*["']?(\d+)/g)].map(m => m[1]).concat('400'));
  const rules = [...document.styleSheets].flatMap(sheet => [...sheet.cssRules]
    .filter(rule => rule instanceof CSSFontFaceRule && rule.style.getPropertyValue('font-family').replace(/'/g, '"') === FAMILY)
    .map(rule => ({ base: sheet.href ?? document.baseURI, style: rule.style })));
  const wanted = rules.filter(({ style }) => weights.has(style.getPropertyValue('font-weight')) && covers(style.getPropertyValue('unicode-range'), used));
  return (await Promise.all(wanted.map(async ({ base, style }) => {
    const source = /url\(["']?([^"')]+)/.exec(style.getPropertyValue('src'))?.[1];
    const answer = source ? await fetch(new URL(source, base)) : null;
    if (!answer?.ok) { return ''; }
    return `@font-face{font-family:${FAMILY};font-weight:${style.getPropertyValue('font-weight')};unicode-range:${style.getPropertyValue('unicode-range') || 'U+0-10FFFF'};`
      + `src:url(${await dataUrl(await answer.blob())}) format("woff2")}`;
  }))).join('');
}

function covers(range, used) {
  return !range || range.split(',').some(part => {
    const [, from, to] = /U\+([\da-f]+)(?:-([\da-f]+))?/i.exec(part) ?? [];
    const [low, high] = [parseInt(from, 16), parseInt(to ?? from, 16)];
    return [...used].some(c => c >= low && c <= high);
  });
}

function dataUrl(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^data:[^;,]*/, 'data:font/woff2'));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

/** so-mo-hinh-theo-dia-ban-2026-11-22.svg: a name that every system and mail program keeps. */
function fileName(words, extension) {
  const plain = words.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 80);
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date());
  return `${plain || 'bieu-do'}-${day}.${extension}`;
}
