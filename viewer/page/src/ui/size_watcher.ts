type OnSize = (width: number, height: number) => void;

/** One ResizeObserver for everything on the page that is drawn in pixels. */
export class SizeWatcher {
  readonly #listeners = new WeakMap<Element, OnSize>();
  readonly #observer = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) {
      // Inside a closed row there is no size to draw at.
      if (contentRect.width > 0) this.#listeners.get(target)?.(contentRect.width, contentRect.height);
    }
  });

  watch(target: Element, onSize: OnSize): void {
    this.#listeners.set(target, onSize);
    this.#observer.observe(target);
  }

  forget(target: Element): void {
    this.#listeners.delete(target);
    this.#observer.unobserve(target);
  }
}
