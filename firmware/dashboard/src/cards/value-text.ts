import { element, setAttribute, setText } from '../dom';
import type { Part } from '../format';
import type { Value } from '../protocol';

/** The large figures of a card. */
export interface ValueText {
  readonly element: HTMLElement;
  draw(value: Value, parts: readonly Part[]): void;
}

interface Field {
  readonly figure: HTMLElement;
  readonly unit: HTMLElement;
}

export function createValueText(): ValueText {
  const box = element('p', { class: 'value', 'data-value': '' });
  const fields: Field[] = [];

  function addField(): Field {
    const field = { figure: element('span', { class: 'figure' }), unit: element('span', { class: 'unit' }) };
    fields.push(field);
    box.append(field.figure, field.unit);
    return field;
  }

  return {
    element: box,
    draw(value, parts) {
      setAttribute(box, 'data-value', String(value ?? ''));
      for (let i = 0; i < Math.max(parts.length, fields.length); i++) {
        const { figure, unit } = fields[i] ?? addField();
        const part = parts[i];
        setText(figure, part ? (i > 0 ? ' ' : '') + part.figure : '');
        setText(unit, part?.unit ? ` ${part.unit}` : '');
      }
    },
  };
}
