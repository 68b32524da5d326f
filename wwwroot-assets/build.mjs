// Bundles the front end into the folder given as the first argument.
import { build } from 'esbuild';
import { rm } from 'node:fs/promises';
import { plotlyForStrictPages } from './src/plotly/build-plugin.mjs';

const out = process.argv[2];
await rm(out, { recursive: true, force: true });

const common = {
  outdir: out,
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['chrome109', 'firefox115', 'safari16'],
  logLevel: 'warning',
};
await Promise.all([
  build({
    ...common,
    entryPoints: { site: 'src/site.css', app: 'src/app.js', plain: 'src/plain.css', present: 'src/present.js', 'present-look': 'src/present.css' },
    // What app.js imports by import() becomes a file of its own. No hash in the name: MSBuild lists these files before
    // they are built anew, and would miss one whose name has changed.
    splitting: true,
    chunkNames: '[name]',
    loader: { '.woff2': 'file' },
    assetNames: 'fonts/[name]',
  }),
  // A file of its own that no page names: PlotlyChart imports it when a chart is really to be shown. The server adds the
  // fingerprint to its name, as to every static asset.
  build({
    ...common,
    entryPoints: { plotly: 'src/plotly/plotly.js' },
    define: { global: 'globalThis' },
    plugins: [plotlyForStrictPages],
  }),
]);
