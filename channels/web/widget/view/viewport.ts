/**
 * Keeps a full-screen panel inside the part of the screen that an on-screen keyboard leaves free
 * (https://developer.mozilla.org/docs/Web/API/VisualViewport).
 */
export function followViewport(root: HTMLElement): void {
  const viewport = window.visualViewport;
  if (viewport === null) return;
  const adjust = () => {
    root.style.setProperty('--seen-top', `${viewport.offsetTop}px`);
    root.style.setProperty('--seen-height', `${viewport.height}px`);
  };
  viewport.addEventListener('resize', adjust);
  viewport.addEventListener('scroll', adjust);
  adjust();
}
