import type { Outputs } from '../../data/outputs';
import { type Reading, isUsable, shown } from '../../data/state';
import { formatFixed } from '../../i18n/format';
import { strings } from '../../i18n/language';
import { element, setAttribute, setFlag, setText } from '../dom';
import { type Card, createFrame } from './card';

/** The board is told no more often while the slider moves. */
const pause = 120;

/** A value that is set: a slider for the finger, and a field for the exact number. */
export function createNumberCard(reading: Reading, outputs: Outputs): Card {
  const frame = createFrame(reading);
  const { min, max, step, decimals, unit } = reading.channel;
  const range = { min: String(min ?? 0), max: String(max ?? 100), step: String(step) };
  const slider = element('input', { type: 'range', ...range, 'aria-labelledby': frame.headingId, 'data-slider': '' });
  const field = element('input', { type: 'number', ...range, inputmode: 'decimal', 'aria-labelledby': frame.headingId, 'data-number': '' });
  const error = element('p', { class: 'error', role: 'status', 'data-error': '' });
  frame.element.append(element('div', { class: 'slide' }, slider, element('label', { class: 'exact' }, field, element('span', { 'aria-hidden': 'true' }, unit))), error);
  let timer = 0;

  function send(): void {
    clearTimeout(timer);
    timer = 0;
    const value = Number(field.value);
    if (slider.ariaDisabled !== 'true' && field.value !== '' && Number.isFinite(value)) {
      outputs.set(reading, value);
    }
  }

  slider.oninput = () => {
    field.value = Number(slider.value).toFixed(decimals);
    timer ||= setTimeout(send, pause);
  };
  slider.onchange = send;
  field.onchange = send;

  return {
    element: frame.element,
    draw({ link, board }) {
      const value = shown(reading);
      const disabled = String(!isUsable(link) || !board?.control);
      frame.value.draw(value);
      setFlag(frame.element, 'data-pending', reading.wanted !== null);
      setAttribute(slider, 'aria-disabled', disabled);
      setAttribute(field, 'aria-disabled', disabled);
      setFlag(field, 'readonly', disabled === 'true');
      // What somebody is typing or moving stays.
      if (value !== null && timer === 0 && reading.wanted === null) {
        if (document.activeElement !== field) {
          field.value = value.toFixed(decimals);
        }
        slider.value = String(value);
        setAttribute(slider, 'aria-valuetext', `${formatFixed(value, decimals)} ${unit}`);
      }
      setText(error, reading.failure ? (strings.errors[reading.failure.code] ?? reading.failure.message) : '');
    },
  };
}
