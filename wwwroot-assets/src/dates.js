// The date slider: it goes through the links that stand below it, so that the addresses are the server's alone.
//   [data-dates] holds an input of type range, an output and one link per stop; the text of a stop is its data-text.

const WAIT = 200;
let timer = 0;

const stopOf = slider => slider.closest('[data-dates]').querySelectorAll('li a')[Number(slider.value)];
const sliderOf = event => (event.target instanceof HTMLInputElement && event.target.type === 'range' && event.target.closest('[data-dates]') ? event.target : null);

export function watchDates() {
  document.addEventListener('input', event => {
    const slider = sliderOf(event);
    const stop = slider && stopOf(slider);
    if (!stop) { return; }
    slider.setAttribute('aria-valuetext', stop.dataset.text);
    slider.closest('[data-dates]').querySelector('output').textContent = stop.dataset.text;
  });
  document.addEventListener('change', event => {
    const slider = sliderOf(event);
    if (!slider) { return; }
    // A key that is held down passes many stops; the page goes to the last.
    clearTimeout(timer);
    timer = setTimeout(() => { if (slider.isConnected) { stopOf(slider)?.click(); } }, WAIT);
  });
}
