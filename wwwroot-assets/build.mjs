// Bundles the front end into the folder given as the first argument.
import { build } from 'esbuild';
import { rm } from 'node:fs/promises';

const out = process.argv[2];
await rm(out, { recursive: true, force: true });
await build({
  entryPoints: { site: 'src/site.css', app: 'src/app.js' },
  outdir: out,
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['chrome109', 'firefox115', 'safari16'],
  loader: { '.woff2': 'file' },
  assetNames: 'fonts/[name]',
  logLevel: 'warning',
});
