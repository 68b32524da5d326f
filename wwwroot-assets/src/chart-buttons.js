// Buttons that save a picture, and dialogs that are modal. Both are declared in the page:
//   <button data-export="png|svg" data-export-target="#id" data-export-title data-export-footer data-export-badge data-export-name>
//   <dialog><dvk-modal></dvk-modal>…</dialog>

const TOLD_AGAIN_AFTER = 2000;

/** Opens the dialog that it stands in, and gives the focus back when the page takes the dialog away. */
class Modal extends HTMLElement {
  #before = null;
  #dialog = null;
  #timer = 0;

  connectedCallback() {
    this.#dialog = this.closest('dialog');
    this.#before = document.activeElement;
    this.#dialog?.addEventListener('click', Modal.#outside);
    this.#dialog?.addEventListener('close', this.#closed);
    // Blazor inserts an element before what is in it; the dialog opens when all of it is there.
    queueMicrotask(() => {
      if (this.#dialog?.isConnected && !this.#dialog.open) { this.#dialog.showModal(); }
    });
  }

  /** The server takes a closed dialog away. If it did not hear of it, because the line was down, it is told again. */
  #closed = () => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (!this.#dialog.isConnected || this.#dialog.open) { return; }
      if (document.querySelector('.components-reconnect-show')) { this.#closed(); } else { this.#dialog.dispatchEvent(new Event('close')); }
    }, TOLD_AGAIN_AFTER);
  };

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.#dialog?.removeEventListener('click', Modal.#outside);
    this.#dialog?.removeEventListener('close', this.#closed);
    if (this.#before?.isConnected && (!document.activeElement || document.activeElement === document.body)) { this.#before.focus(); }
  }

  static #outside(event) {
    if (event.target === event.currentTarget) { event.currentTarget.close(); }
  }
}

async function save(button) {
  if (button.ariaBusy === 'true') { return; }
  button.ariaBusy = 'true';
  delete button.dataset.exportFailed;
  try {
    const { exportPicture } = await import('./chart-export.js');
    // The page may be drawn anew meanwhile, when its live line opens: a picture is made of what stands there then.
    await exportPicture(() => document.querySelector(button.dataset.exportTarget), button.dataset.export, {
      title: button.dataset.exportTitle, footer: button.dataset.exportFooter, badge: button.dataset.exportBadge, name: button.dataset.exportName,
    });
  } catch (error) {
    button.dataset.exportFailed = '';
    console.warn('The picture could not be made.', error);
  } finally {
    button.ariaBusy = null;
  }
}

export function watchCharts() {
  customElements.define('dvk-modal', Modal);
  document.addEventListener('click', event => {
    const button = event.target instanceof Element ? event.target.closest('[data-export]') : null;
    if (button) { void save(button); }
  });
}
