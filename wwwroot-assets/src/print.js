// [data-print] prints the page as it stands; what is for the screen alone is left out by the style sheet.
export function watchPrint() {
  document.addEventListener('click', event => {
    if (event.target.closest?.('[data-print]')) { print(); }
  });
}
