// What plotly.js brings along and a page under a strict Content-Security-Policy must not run, left out while bundling:
//   build/plotcss.js    puts a <style> element into the page and rules into it. Under style-src 'self' the element has no
//                       sheet, so each of its 60 rules would fail; the few that our charts need are in chart-dialog.css.
//   *.css               style of map traces that we do not have.
//   native-promise-only a Promise for browsers that are long gone.
export const plotlyForStrictPages = {
  name: 'plotly-for-strict-pages',
  setup(build) {
    const nothing = () => ({ contents: '', loader: 'js' });
    build.onLoad({ filter: /plotly\.js[\\/]build[\\/]plotcss\.js$/ }, nothing);
    build.onLoad({ filter: /node_modules[\\/].*\.css$/ }, nothing);
    build.onLoad({ filter: /native-promise-only[\\/]lib[\\/]npo\.src\.js$/ }, nothing);
  },
};
