import type { Outputs } from '../../data/outputs';
import { type Reading, isUsable, shown } from '../../data/state';
import { strings } from '../../i18n/language';
import { element, setAttribute, setFlag, setText } from '../dom';
import { type Card, createFrame } from './card';

const defaultPulse = 500;

export function createOutputCard(reading: Reading, outputs: Outputs): Card {
  const frame = createFrame(reading);
  const toggle = element('button', { type: 'button', class: 'switch', role: 'switch', 'aria-labelledby': frame.headingId });
  const pulse = element('button', { type: 'submit', class: 'button', id: `${frame.headingId}-pulse`, 'aria-labelledby': `${frame.headingId}-pulse ${frame.headingId}` }, strings.pulse);
  const length = element('input', {
    type: 'number',
    inputmode: 'numeric',
    min: '1',
    max: '86400000',
    step: '1',
    value: String(defaultPulse),
    'aria-label': strings.pulseLength,
    'data-pulse-length': '',
  });
  // What is out of range is the board's to refuse: it says why.
  const form = element('form', { class: 'pulse', novalidate: '' }, pulse, element('label', {}, length, element('span', { 'aria-hidden': 'true' }, 'ms')));
  const error = element('p', { class: 'error', role: 'status', 'data-error': '' });
  frame.element.append(form, toggle, error);

  const isDisabled = (): boolean => toggle.getAttribute('aria-disabled') === 'true';
  toggle.onclick = () => {
    if (!isDisabled()) {
      outputs.set(reading, shown(reading) ? 0 : 1);
    }
  };
  form.onsubmit = (event) => {
    event.preventDefault();
    if (!isDisabled()) {
      outputs.pulse(reading, Number(length.value));
    }
  };

  return {
    element: frame.element,
    draw({ link, board }) {
      const value = shown(reading);
      const disabled = String(!isUsable(link) || !board?.control);
      frame.value.draw(value);
      setFlag(frame.element, 'data-on', Boolean(value));
      setFlag(frame.element, 'data-pending', reading.wanted !== null);
      setAttribute(toggle, 'aria-checked', String(Boolean(value)));
      // Not `disabled`, which would take the focus away from someone at the keyboard.
      setAttribute(toggle, 'aria-disabled', disabled);
      setAttribute(pulse, 'aria-disabled', disabled);
      setText(error, reading.failure ? (strings.errors[reading.failure.code] ?? reading.failure.message) : '');
    },
  };
}
