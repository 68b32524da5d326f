// Colours and type of a chart, read from the page's tokens at the moment of drawing, so that they follow its theme.

const RAMP = ['--ramp-1', '--ramp-2', '--ramp-3', '--ramp-4', '--ramp-5'];
const FAMILY = '"Be Vietnam Pro", "Noto Sans", "Segoe UI", Roboto, sans-serif';
const measure = document.createElement('canvas').getContext('2d');

/** @param rem how much larger than usual the page's type is (1 up to full HD, more on a wall) */
export function readTheme(host, rem) {
  const css = getComputedStyle(host);
  const token = name => css.getPropertyValue(name).trim();
  const probe = document.createElement('i');
  probe.hidden = true;
  host.append(probe);
  const tones = new Map();
  const theme = {
    family: FAMILY,
    rem,
    ink: token('--ink'),
    muted: token('--muted'),
    line: token('--line'),
    card: token('--card'),
    accent: token('--accent'),
    nodata: token('--nodata'),
    tipBg: token('--tip-bg') || token('--ink'),
    tipInk: token('--tip-ink') || token('--card'),
    ramp: RAMP.map(token),
    /** The colour that a class "tone-…" stands for. */
    tone(name) {
      if (!tones.has(name)) {
        probe.className = name;
        host.append(probe);
        tones.set(name, getComputedStyle(probe).getPropertyValue('--tone').trim() || token('--ramp-4'));
        probe.remove();
      }
      return tones.get(name);
    },
  };
  probe.remove();
  return theme;
}

/** A colour at a share of its strength on a ground; anything but #rrggbb stays as it is. */
export function fade(colour, ground, share) {
  const parts = [colour, ground].map(c => /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(c)?.slice(1).map(p => parseInt(p, 16)));
  return parts[0] && parts[1]
    ? `#${parts[0].map((v, i) => Math.round(v * share + parts[1][i] * (1 - share)).toString(16).padStart(2, '0')).join('')}`
    : colour;
}

/** The width of a text in pixels. */
export function widthOf(text, size, weight = 400) {
  measure.font = `${weight} ${size}px ${FAMILY}`;
  return measure.measureText(text).width;
}

/** The lines of a text that are at most so many pixels wide; a longer word stands alone. */
export function lines(text, width, size, weight = 400) {
  const result = [];
  for (const word of text.split(/\s+/)) {
    const last = result.at(-1);
    if (last !== undefined && widthOf(`${last} ${word}`, size, weight) <= width) {
      result[result.length - 1] = `${last} ${word}`;
    } else {
      result.push(word);
    }
  }
  return result;
}

/** The one of ink and white that reads better on a colour. */
export function inkOn(colour) {
  const light = luminance(colour);
  return light === null || (light + 0.05) / (0.0141 + 0.05) >= 1.05 / (light + 0.05) ? '#14212b' : '#ffffff';
}

/** A colour of a ramp of #rrggbb at a share from 0 to 1. */
export function ramp(colours, share) {
  const at = Math.min(1, Math.max(0, share)) * (colours.length - 1);
  const low = Math.min(colours.length - 2, Math.floor(at));
  return fade(colours[low + 1], colours[low], at - low);
}

function luminance(colour) {
  const parts = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(colour)?.slice(1)
    .map(p => parseInt(p, 16) / 255).map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return parts ? 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] : null;
}
