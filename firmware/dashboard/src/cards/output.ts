import { element, setAttribute, setFlag, setText } from '../dom';
import { formatSwitch } from '../format';
import { type Reading, isUsable, shown } from '../state';
import { type Card, createFrame } from './card';

/** `set` is called with the value the person asks for. */
export function createOutputCard(reading: Reading, set: (value: number) => void): Card {
  const frame = createFrame(reading);
  const toggle = element('button', { type: 'button', class: 'switch', role: 'switch', 'aria-labelledby': frame.headingId });
  const error = element('p', { class: 'error', role: 'status', 'data-error': '' });
  frame.top.append(toggle);
  frame.element.append(error);

  toggle.onclick = () => {
    if (toggle.getAttribute('aria-disabled') !== 'true') {
      set(shown(reading) ? 0 : 1);
    }
  };

  return {
    element: frame.element,
    draw({ link }) {
      const value = shown(reading);
      const on = Boolean(value);
      frame.value.draw(value, formatSwitch(value));
      setFlag(frame.element, 'data-on', on);
      setFlag(frame.element, 'data-pending', reading.wanted !== null);
      setAttribute(toggle, 'aria-checked', String(on));
      // Not `disabled`, which would take the focus away from someone at the keyboard.
      setAttribute(toggle, 'aria-disabled', String(!isUsable(link)));
      setText(error, reading.error);
    },
  };
}
