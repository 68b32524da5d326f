// The map and the tiles by plotly.js, from the data in the document; and one commune recoloured with each change.
const data = JSON.parse(document.getElementById('bench-data').textContent);
const [boxLeft, boxTop, width, height] = data.box;
const ramp = ['#EAF1F4', '#C3DBE4', '#8FBFCF', '#4F97AE', '#1F6B85'];
const highest = Math.max(1, ...data.units.map(u => u.value ?? 0));
const quiet = { staticPlot: false, displayModeBar: false };
const flat = { margin: { l: 0, r: 0, t: 0, b: 0 }, paper_bgcolor: 'rgba(0,0,0,0)', plot_bgcolor: 'rgba(0,0,0,0)', showlegend: false };

function drawTiles() {
  const each = 1 / data.tiles.length;
  const traces = data.tiles.map((t, i) => ({
    type: 'indicator', mode: 'number', value: t.value, title: { text: t.name, font: { size: 12 } }, number: { font: { size: 28 } },
    domain: { x: [i * each, (i + 1) * each], y: [0, 1] },
  }));
  return Plotly.newPlot('bench-tiles', traces, flat, quiet);
}

// Coordinates of the drawing as degrees around the equator, where a degree is as wide as it is high; clockwise, as d3 wants it.
const place = ([x, y]) => [(x - boxLeft - width / 2) / 400, -(y - boxTop - height / 2) / 400];
const area = ring => ring.reduce((sum, p, i) => { const q = ring[(i + 1) % ring.length]; return sum + (q[0] - p[0]) * (q[1] + p[1]); }, 0);
const clockwise = ring => area(ring) > 0 ? ring : [...ring].reverse();

function drawChoropleth() {
  // No base map: an empty one in place, so that none is fetched.
  (window.PlotlyGeoAssets ??= { topojson: {} }).topojson.world_110m = { type: 'Topology', objects: {}, arcs: [] };
  const features = data.units.map(u => ({ type: 'Feature', id: u.id, properties: {}, geometry: { type: 'MultiPolygon', coordinates: u.rings.map(r => [clockwise(r.map(place))]) } }));
  const trace = {
    type: 'choropleth', geojson: { type: 'FeatureCollection', features }, locations: data.units.map(u => u.id), z: data.units.map(u => u.value ?? 0),
    zmin: 0, zmax: highest, colorscale: ramp.map((c, i) => [i / (ramp.length - 1), c]), showscale: false, marker: { line: { color: '#ffffff', width: 1 } },
  };
  const geo = { visible: false, fitbounds: 'locations', projection: { type: 'equirectangular' }, bgcolor: 'rgba(0,0,0,0)' };
  return Plotly.newPlot('bench-map', [trace], { ...flat, geo }, quiet);
}

const colour = value => ramp[Math.min(ramp.length - 1, Math.floor((value ?? 0) / highest * ramp.length))];

function drawPolygons() {
  const traces = data.units.map(u => ({
    type: 'scatter', mode: 'lines', fill: 'toself', fillcolor: colour(u.value), line: { color: '#ffffff', width: 1 }, hoveron: 'fills', name: u.id,
    x: u.rings.flatMap(r => [...r.map(p => p[0]), null]), y: u.rings.flatMap(r => [...r.map(p => p[1]), null]),
  }));
  const axis = { visible: false, fixedrange: true };
  return Plotly.newPlot('bench-map', traces, { ...flat, xaxis: { ...axis, range: [boxLeft, boxLeft + width] }, yaxis: { ...axis, range: [boxTop + height, boxTop], scaleanchor: 'x' } }, quiet);
}

function recolour(unit) {
  const at = data.units.findIndex(u => u.id === unit);
  if (at < 0) { return Promise.resolve(); }
  data.units[at].value = (data.units[at].value ?? 0) + 1;
  return data.kind === 'polygons'
    ? Plotly.restyle('bench-map', { fillcolor: ramp[data.units[at].value % ramp.length] }, [at])
    : Plotly.restyle('bench-map', { z: [data.units.map(u => u.value ?? 0)] });
}

Promise.all([drawTiles(), data.kind === 'polygons' ? drawPolygons() : drawChoropleth()]).then(async () => {
  // The client of the hub comes after the picture.
  if (document.readyState !== 'complete') { await new Promise(done => addEventListener('load', done)); }
  const line = new signalR.HubConnectionBuilder()
    .withUrl('/bench/hub', { transport: signalR.HttpTransportType.WebSockets, skipNegotiation: true })
    .configureLogging(signalR.LogLevel.None).build();
  line.on('changed', unit => recolour(unit).then(() => window.benchChanged?.()));
  await line.start();
  document.body.dataset.ready = 'yes';
}, e => { document.body.dataset.failed = String(e); });
