// Theme, skip link and the navigation sheet.

const YEAR = 31_536_000;

/** The theme is an attribute of <html> and a cookie, so that the server writes it into the first byte: no flash. */
function setTheme(theme) {
  const root = document.documentElement;
  const secure = location.protocol === 'https:' ? '; secure' : '';
  if (theme === 'light' || theme === 'dark') {
    root.dataset.theme = theme;
    document.cookie = `giao-dien=${theme}; path=/; max-age=${YEAR}; samesite=lax${secure}`;
  } else {
    delete root.dataset.theme;
    document.cookie = `giao-dien=; path=/; max-age=0; samesite=lax${secure}`;
  }
  document.dispatchEvent(new CustomEvent('dvk:theme', { detail: theme }));
}

function closeSheet(link) {
  const sheet = link.closest('[popover]');
  if (sheet?.matches(':popover-open')) {
    sheet.hidePopover();
  }
}

export function watchShell() {
  document.addEventListener('click', event => {
    const target = event.target instanceof Element ? event.target : null;
    const theme = target?.closest('[data-theme-set]');
    if (theme) {
      setTheme(theme.dataset.themeSet);
      return;
    }
    const skip = target?.closest('.skip-link');
    const main = document.querySelector('main');
    if (skip && main) {
      event.preventDefault();
      event.stopPropagation();
      main.focus();
      main.scrollIntoView({ block: 'start' });
      return;
    }
    const link = target?.closest('[popover] a[href]');
    if (link && 'showPopover' in link) {
      closeSheet(link);
    }
  }, { capture: true });
}
