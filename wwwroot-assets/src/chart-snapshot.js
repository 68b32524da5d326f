// An element of the page as one SVG that needs no style sheet: SVGs are cloned with their computed look written into
// attributes, texts of the HTML around them are set where they stand, boxes keep ground and border.

const NS = 'http://www.w3.org/2000/svg';
const SKIPPED = '.visually-hidden, .no-print, [data-export-skip], button, select, input, textarea, details, dialog, template, script, style';
// Property, and the value that needs no attribute.
const SHAPE = [
  ['fill', null], ['fill-opacity', '1'], ['fill-rule', 'nonzero'], ['stroke', 'none'], ['stroke-width', '1px'], ['stroke-opacity', '1'],
  ['stroke-dasharray', 'none'], ['stroke-linejoin', 'miter'], ['stroke-linecap', 'butt'], ['vector-effect', 'none'], ['shape-rendering', 'auto'],
];
const TEXT = [
  ['font-family', null], ['font-size', null], ['font-weight', '400'], ['font-style', 'normal'], ['letter-spacing', 'normal'],
  ['text-anchor', 'start'], ['dominant-baseline', 'auto'], ['paint-order', 'normal'],
];
const BOX = [['opacity', '1']];
const GONE = ['class', 'tabindex', 'role', 'href', 'xlink:href'];

const ruler = document.createElement('canvas').getContext('2d');

/** @returns the markup of an <svg>, with its width and height in pixels */
export function drawSnapshot(root) {
  const frame = root.getBoundingClientRect();
  const parts = [];
  walk(root, frame, parts, true);
  const body = parts.join('');
  const defs = missing(body);
  return {
    width: Math.ceil(frame.width),
    height: Math.ceil(frame.height),
    svg: `<svg xmlns="${NS}" width="${Math.ceil(frame.width)}" height="${Math.ceil(frame.height)}" overflow="visible">${defs ? `<defs>${defs}</defs>` : ''}${body}</svg>`,
  };
}

function walk(element, frame, parts, outermost = false) {
  const css = getComputedStyle(element);
  if (css.display === 'none' || css.visibility === 'hidden' || css.opacity === '0' || element.matches(SKIPPED)) { return; }
  const at = element.getBoundingClientRect();
  const x = round(at.left - frame.left);
  const y = round(at.top - frame.top);
  if (element instanceof SVGSVGElement) {
    const clone = element.cloneNode(true);
    dress(element, clone);
    for (const [name, value] of Object.entries({ x, y, width: round(at.width), height: round(at.height), overflow: css.overflow })) { clone.setAttribute(name, value); }
    parts.push(serialise(clone));
    return;
  }
  // The picture has a ground of its own.
  if (!outermost) { box(css, x, y, at, parts); }
  for (const node of element.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) { words(node, css, frame, parts); } else if (node instanceof Element) { walk(node, frame, parts); }
  }
}

/** Ground and border of a box, where it has any. */
function box(css, x, y, at, parts) {
  const ground = seen(css.backgroundColor) ? css.backgroundColor : null;
  const border = parseFloat(css.borderTopWidth) > 0 && parseFloat(css.borderLeftWidth) > 0 && css.borderTopStyle !== 'none' ? css.borderTopColor : null;
  if ((ground || border) && at.width > 0 && at.height > 0) {
    const rx = Math.min(parseFloat(css.borderTopLeftRadius) || 0, at.height / 2);
    parts.push(`<rect x="${x}" y="${y}" width="${round(at.width)}" height="${round(at.height)}" rx="${round(rx)}" fill="${ground ?? 'none'}"${border ? ` stroke="${border}" stroke-width="${parseFloat(css.borderTopWidth)}"` : ''}/>`);
  }
  if (!border && parseFloat(css.borderTopWidth) > 0 && css.borderTopStyle !== 'none') {
    parts.push(`<path d="M${x} ${y}h${round(at.width)}" stroke="${css.borderTopColor}" stroke-width="${parseFloat(css.borderTopWidth)}"/>`);
  }
}

/** The words of a text node, line by line, each line on its baseline. */
function words(node, css, frame, parts) {
  const lines = [];
  const range = document.createRange();
  for (const match of node.nodeValue.matchAll(/\S+/g)) {
    range.setStart(node, match.index);
    range.setEnd(node, match.index + match[0].length);
    const at = range.getBoundingClientRect();
    if (at.width === 0) { continue; }
    const line = lines.at(-1);
    if (line && Math.abs(line.top - at.top) < 2) { line.text += ` ${match[0]}`; } else { lines.push({ top: at.top, left: at.left, text: match[0] }); }
  }
  if (lines.length === 0) { return; }
  ruler.font = `${css.fontWeight} ${css.fontSize} ${css.fontFamily}`;
  const ascent = ruler.measureText('x').fontBoundingBoxAscent;
  for (const { top, left, text } of lines) {
    const shown = css.textTransform === 'uppercase' ? text.toLocaleUpperCase('vi') : text;
    const spacing = css.letterSpacing === 'normal' ? '' : ` letter-spacing="${parseFloat(css.letterSpacing)}"`;
    parts.push(`<text x="${round(left - frame.left)}" y="${round(top - frame.top + ascent)}" font-size="${parseFloat(css.fontSize)}" font-weight="${css.fontWeight}" fill="${css.color}"${spacing}>`
      + `${shown.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')}</text>`);
  }
}

/** Writes the computed look of an element of the page into its clone, and of all within. */
function dress(source, clone) {
  const css = getComputedStyle(source);
  const pairs = [...source.children].map((child, i) => [child, clone.children[i]]);
  if (!(source instanceof SVGSVGElement && source.ownerSVGElement === null) && (css.display === 'none' || css.visibility === 'hidden') && !source.closest('defs')) {
    clone.remove();
    return;
  }
  for (const { name } of [...clone.attributes]) {
    if (GONE.includes(name) || /^(data-|aria-|on|_bl_|style$)/.test(name)) { clone.removeAttribute(name); }
  }
  // Names of other scales of a map have letters of no size.
  if (parseFloat(css.fontSize) === 0) {
    clone.remove();
    return;
  }
  const isText = source instanceof SVGTextContentElement;
  const isShape = source instanceof SVGGeometryElement;
  if ((isShape || isText) && !seen(css.fill) && !seen(css.stroke)) {
    clone.remove();
    return;
  }
  for (const [property, silent] of [...BOX, ...(isShape || isText ? SHAPE : []), ...(isText ? TEXT : [])]) {
    const value = css.getPropertyValue(property);
    if (value !== '' && value !== silent) { clone.setAttribute(property, plain(value)); } else { clone.removeAttribute(property); }
  }
  // Sizes that hang on the letters of a group are told in full: the group's letters are not copied.
  if (isShape) {
    for (const name of ['x', 'y', 'width', 'height', 'rx']) {
      if (clone.getAttribute(name)?.endsWith('em')) { clone.setAttribute(name, css.getPropertyValue(name)); }
    }
  }
  if (source instanceof SVGSVGElement && source.ownerSVGElement) {
    for (const name of ['x', 'y', 'width', 'height']) {
      const value = clone.getAttribute(name);
      if (value?.endsWith('em')) { clone.setAttribute(name, String(round(parseFloat(value) * parseFloat(css.fontSize)))); }
    }
  }
  // A circle that keeps its size on a zoomed map is told with that size.
  if (source instanceof SVGCircleElement && css.transform.startsWith('matrix')) {
    clone.setAttribute('r', String(round(parseFloat(css.r) * new DOMMatrix(css.transform).a)));
  } else if (!clone.hasAttribute('transform') && css.transform !== 'none' && css.transform !== '') { clone.setAttribute('transform', css.transform); }
  for (const [child, copy] of pairs) { dress(child, copy); }
}

/** Patterns and gradients that stand elsewhere in the page. */
function missing(markup) {
  const ids = new Set([...markup.matchAll(/url\(#([^)]+)\)/g)].map(m => m[1]));
  return [...ids].filter(id => !markup.includes(` id="${id}"`)).map(id => {
    const source = document.getElementById(id);
    if (!source) { return ''; }
    const clone = source.cloneNode(true);
    dress(source, clone);
    return serialise(clone);
  }).join('');
}

function serialise(clone) {
  const walker = document.createTreeWalker(clone, NodeFilter.SHOW_COMMENT);
  const comments = [];
  while (walker.nextNode()) { comments.push(walker.currentNode); }
  for (const comment of comments) { comment.remove(); }
  // A link leads nowhere in a file.
  return new XMLSerializer().serializeToString(clone).replace(/<(\/?)a(?=[\s>])/g, '<$1g');
}

const seen = colour => colour !== '' && colour !== 'none' && colour !== 'transparent' && !/^rgba\(.*,\s*0\)$/.test(colour);
const plain = value => value.replace(/url\((["']?)(?:[^"')]*)#([^"')]+)\1\)/, 'url(#$2)').replace(/^(-?[\d.]+)px$/, '$1').replace(/"/g, "'");
const round = number => Math.round(number * 100) / 100;
