// Makes the tabular figures beside this file: Be Vietnam Pro has none, and columns and counting numbers need them.
// Run by hand when the typeface changes, in an empty folder:
//   npm i @expo-google-fonts/be-vietnam-pro subset-font fontverter && node make-figures.mjs FOLDER
// Each weight is reduced to the ten digits, all set to one width and centred in it by the left side bearing; kerning is
// dropped. The licence is in OFL.txt; what is changed carries a family name of its own.
import { createRequire } from 'node:module';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const require = createRequire(path.join(process.cwd(), 'x.js'));
const subset = require('subset-font');
const { convert } = require('fontverter');
const WIDTH = 644; // of 1000
const LEFT_OUT = new Set(['GPOS', 'GSUB', 'GDEF', 'kern', 'DSIG', 'name']);

/** The tables of a TrueType file: tag → bytes. */
function tables(font) {
  const count = font.readUInt16BE(4);
  return new Map(Array.from({ length: count }, (_, i) => {
    const at = 12 + 16 * i;
    const offset = font.readUInt32BE(at + 8);
    return [font.toString('latin1', at, at + 4), Buffer.from(font.subarray(offset, offset + font.readUInt32BE(at + 12)))];
  }));
}

function checksum(bytes) {
  const padded = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
  let sum = 0;
  for (let i = 0; i < padded.length; i += 4) {
    sum = (sum + padded.readUInt32BE(i)) >>> 0;
  }
  return sum;
}

function assemble(map) {
  const entries = [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  const power = 2 ** Math.floor(Math.log2(entries.length));
  const head = Buffer.alloc(12 + 16 * entries.length);
  head.writeUInt32BE(0x00010000, 0);
  head.writeUInt16BE(entries.length, 4);
  head.writeUInt16BE(power * 16, 6);
  head.writeUInt16BE(Math.log2(power), 8);
  head.writeUInt16BE(entries.length * 16 - power * 16, 10);
  const parts = [head];
  let offset = head.length;
  entries.forEach(([tag, bytes], i) => {
    const at = 12 + 16 * i;
    head.write(tag, at, 'latin1');
    head.writeUInt32BE(checksum(bytes), at + 4);
    head.writeUInt32BE(offset, at + 8);
    head.writeUInt32BE(bytes.length, at + 12);
    const padding = Buffer.alloc((4 - (bytes.length % 4)) % 4);
    parts.push(bytes, padding);
    offset += bytes.length + padding.length;
  });
  return Buffer.concat(parts);
}

/** A name table with the family name only. */
function name(family) {
  const text = Buffer.from(family, 'utf16le').swap16();
  const ids = [1, 4, 6];
  const head = Buffer.alloc(6 + 12 * ids.length);
  head.writeUInt16BE(ids.length, 2);
  head.writeUInt16BE(head.length, 4);
  ids.forEach((id, i) => [3, 1, 0x409, id, text.length, 0].forEach((v, j) => head.writeUInt16BE(v, 6 + 12 * i + 2 * j)));
  return Buffer.concat([head, text]);
}

for (const [weight, file] of [[400, 'Regular'], [500, 'Medium'], [600, 'SemiBold'], [700, 'Bold']]) {
  const source = await readFile(require.resolve(
    `@expo-google-fonts/be-vietnam-pro/${weight}${file}/BeVietnamPro_${weight}${file}.ttf`));
  const map = tables(await subset(source, '0123456789', { targetFormat: 'truetype', noLayoutClosure: true }));
  for (const tag of LEFT_OUT) {
    map.delete(tag);
  }
  const long = map.get('head').readInt16BE(50) === 1;
  const loca = map.get('loca');
  const glyf = map.get('glyf');
  const glyphs = map.get('maxp').readUInt16BE(4);
  const metrics = map.get('hhea').readUInt16BE(34);
  const start = i => (long ? loca.readUInt32BE(4 * i) : 2 * loca.readUInt16BE(2 * i));
  const hmtx = Buffer.alloc(4 * glyphs);
  for (let i = 0; i < glyphs; i++) {
    const empty = start(i) === start(i + 1);
    const [xMin, xMax] = empty ? [0, 0] : [glyf.readInt16BE(start(i) + 2), glyf.readInt16BE(start(i) + 6)];
    hmtx.writeUInt16BE(WIDTH, 4 * i);
    const shift = Math.round((WIDTH - (xMax - xMin)) / 2) - xMin;
    moveGlyph(start(i), start(i + 1), shift);
    hmtx.writeInt16BE(xMin + shift, 4 * i + 2);
  }
  /** Moves the outline itself: the first x of a simple glyph is absolute, all others are relative to it. */
  function moveGlyph(from, to, by) {
    if (from === to || by === 0) {
      return;
    }
    const contours = glyf.readInt16BE(from);
    if (contours < 0) {
      throw new Error('A digit is a composite glyph.');
    }
    let at = from + 10 + 2 * contours;
    const points = glyf.readUInt16BE(at - 2) + 1;
    at += 2 + glyf.readUInt16BE(at);
    const first = glyf[at];
    for (let n = 0; n < points; n++) {
      const flag = glyf[at++];
      if (flag & 8) {
        n += glyf[at++];
      }
    }
    const short = (first & 2) !== 0;
    const old = short ? (first & 16 ? glyf[at] : -glyf[at]) : first & 16 ? null : glyf.readInt16BE(at);
    if (old === null || (short && (Math.abs(old + by) > 255 || Math.sign(old + by) !== Math.sign(old)))) {
      throw new Error(`The first point of a digit cannot be moved in place (${old} by ${by}).`);
    }
    if (short) {
      glyf[at] = Math.abs(old + by);
    } else {
      glyf.writeInt16BE(old + by, at);
    }
    glyf.writeInt16BE(glyf.readInt16BE(from + 2) + by, from + 2);
    glyf.writeInt16BE(glyf.readInt16BE(from + 6) + by, from + 6);
  }
  if (metrics !== glyphs) {
    map.get('hhea').writeUInt16BE(glyphs, 34);
  }
  map.get('hhea').writeUInt16BE(WIDTH, 10);
  map.set('hmtx', hmtx);
  map.set('name', name('DVK Figures'));
  await writeFile(path.join(process.argv[2], `figures-${weight}.woff2`), await convert(assemble(map), 'woff2'));
}
