type Value = string | number | boolean | undefined | ((event: Event) => void);

/**
 * Makes an element: functions become listeners, `true` an empty attribute, `false` and undefined none, strings text.
 * @example h('button', { type: 'button', click: close }, 'Close')
 */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, Value>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}

/** Whether a thing of this page is pointed at with a finger, where moving focus into a field brings up a keyboard. */
export const isTouch = (): boolean => matchMedia('(pointer: coarse)').matches;

/** Whether the panel covers the whole screen; the width agrees with the style sheet. */
export const isFullScreen = (): boolean => matchMedia('(max-width: 480px)').matches;
