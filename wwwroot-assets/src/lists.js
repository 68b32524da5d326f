// Long lists: a button or link with data-load is pressed by itself when it comes near the screen, once for each value of the attribute.
// Only a page with its live line renders the attribute; without it the same element is an ordinary link to the next page.

const NEAR = '900px 0px';

export function watchLists() {
  const pressed = new WeakMap();
  const near = new IntersectionObserver(entries => {
    for (const { isIntersecting, target } of entries) {
      const key = target.dataset.load;
      if (!isIntersecting || !key || pressed.get(target) === key || !target.isConnected) {
        continue;
      }
      pressed.set(target, key);
      if (scrollY === 0 && target.classList.contains('models-before')) {
        // At the very top a browser does not hold what one reads in its place when rows come in above.
        scrollTo(0, 1);
      }
      target.click();
    }
  }, { rootMargin: NEAR });

  let waiting = false;
  new MutationObserver(() => {
    if (waiting) {
      return;
    }
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      for (const element of document.querySelectorAll('[data-load]')) {
        if (pressed.get(element) !== element.dataset.load) {
          // Watching anew asks again, also for one that never left the screen.
          near.unobserve(element);
          near.observe(element);
        }
      }
    });
  }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-load'] });
}
