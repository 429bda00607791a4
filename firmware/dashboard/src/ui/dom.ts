/** Elements are made here, and written to only when something changed: the browser then has nothing to do for the rest. */

export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

export function button(className: string, pressed: () => void, ...children: readonly (Node | string)[]): HTMLButtonElement {
  const made = element('button', { type: 'button', class: className }, ...children);
  made.onclick = pressed;
  return made;
}

/** A button that shows a picture only: the label is for who does not see it, and for who waits over it. */
export function iconButton(label: string, picture: Node, pressed: () => void): HTMLButtonElement {
  const made = button('button icon-button', pressed, picture);
  made.ariaLabel = made.title = label;
  return made;
}

export function setText(node: Node, text: string): void {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

export function setAttribute(node: Element, name: string, value: string): void {
  if (node.getAttribute(name) !== value) {
    node.setAttribute(name, value);
  }
}

/** For attributes that are there or not. */
export function setFlag(node: Element, name: string, on: boolean): void {
  if (node.hasAttribute(name) !== on) {
    node.toggleAttribute(name, on);
  }
}

/** Calls back at most once a frame, however often it is asked to; never while the page is hidden. */
export function oncePerFrame(draw: () => void): () => void {
  let asked = false;
  return () => {
    if (!asked) {
      asked = true;
      requestAnimationFrame(() => {
        asked = false;
        draw();
      });
    }
  };
}
