// plotly.js with the traces that we draw and no other: no maps, so nothing that could call another server.
import d3 from '@plotly/d3';
import Plotly from 'plotly.js/lib/core';
import bar from 'plotly.js/lib/bar';
import funnel from 'plotly.js/lib/funnel';
import heatmap from 'plotly.js/lib/heatmap';
import vi from 'plotly.js/lib/locales/vi';

Plotly.register([bar, funnel, heatmap, vi]);

// plotly writes the looks of a few texts as an attribute, style="…", which a page without inline styles refuses; the same
// through the element's style object is allowed.
const { attr } = d3.selection.prototype;
d3.selection.prototype.attr = function (name, value) {
  if (name === 'style' && arguments.length === 2 && typeof value !== 'function') {
    return this.each(function () { this.style.cssText = value ?? ''; });
  }
  if (typeof name === 'object' && name !== null && typeof name.style === 'string') {
    const { style, ...others } = name;
    return attr.call(this, others).each(function () { this.style.cssText = style; });
  }
  return attr.apply(this, arguments);
};

export default Plotly;
