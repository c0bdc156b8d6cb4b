/** Lets Tab go round inside a panel that covers the page, so that it never lands on something unseen. */
export function keepFocusInside(panel: HTMLElement, event: KeyboardEvent): void {
  if (event.key !== 'Tab') return;
  const stops = [...panel.querySelectorAll<HTMLElement>('button:enabled, a[href], textarea, [tabindex="0"]')].filter(
    (stop) => stop.getClientRects().length > 0,
  );
  const [from, to] = event.shiftKey ? [stops[0], stops[stops.length - 1]] : [stops[stops.length - 1], stops[0]];
  const root = panel.getRootNode() as ShadowRoot;
  if (root.activeElement !== from && root.activeElement !== panel) return;
  if (root.activeElement === panel && !event.shiftKey) return;
  event.preventDefault();
  to?.focus();
}
