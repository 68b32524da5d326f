// plotly.js with the traces that we draw and no other: no maps, so nothing that could call another server.
import Plotly from 'plotly.js/lib/core';
import bar from 'plotly.js/lib/bar';
import funnel from 'plotly.js/lib/funnel';
import heatmap from 'plotly.js/lib/heatmap';
import vi from 'plotly.js/lib/locales/vi';

Plotly.register([bar, funnel, heatmap, vi]);

export default Plotly;
