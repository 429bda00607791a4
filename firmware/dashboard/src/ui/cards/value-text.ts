import { formatValue } from '../../i18n/format';
import type { Channel, Value } from '../../protocol';
import { element, setAttribute, setText } from '../dom';

/** The figures of a channel. */
export interface ValueText {
  readonly element: HTMLElement;
  draw(value: Value): void;
}

interface Field {
  readonly figure: HTMLElement;
  readonly unit: HTMLElement;
}

export function createValueText({ kind, unit, decimals }: Channel): ValueText {
  const box = element('p', { class: 'value', 'data-value': '' });
  const fields: Field[] = [];
  let drawn: Value | undefined;

  function addField(): Field {
    const field = { figure: element('span', { class: 'figure' }), unit: element('span', { class: 'unit' }) };
    fields.push(field);
    box.append(field.figure, field.unit);
    return field;
  }

  return {
    element: box,
    draw(value) {
      if (value === drawn) {
        return;
      }
      drawn = value;
      const parts = formatValue(value, kind, unit, decimals);
      setAttribute(box, 'data-value', String(value ?? ''));
      for (let i = 0; i < Math.max(parts.length, fields.length); i++) {
        const { figure, unit: unitBox } = fields[i] ?? addField();
        const part = parts[i];
        setText(figure, part ? (i > 0 ? ' ' : '') + part.figure : '');
        setText(unitBox, part?.unit ? ` ${part.unit}` : '');
      }
    },
  };
}
