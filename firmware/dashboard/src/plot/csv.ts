import { firstFrom, type Rows } from '../data/recording';
import type { Span } from './viewport';

export interface CsvColumn {
  readonly title: string;
  readonly unit: string;
  /** Its place among the columns of the rows. */
  readonly index: number;
}

/** RFC 4180, with the mark at its beginning by which spreadsheets know UTF-8. Times are in ISO 8601, beside the board's own in milliseconds. */
export function toCsv(rows: Rows, { from, to }: Span, epoch: number, titles: { time: string; boardTime: string }, columns: readonly CsvColumn[]): string {
  const lines = [line([titles.time, `${titles.boardTime} (ms)`, ...columns.map(({ title, unit }) => (unit ? `${title} (${unit})` : title))])];
  for (let i = firstFrom(rows, from); i < rows.length && rows.times[i]! <= to; i++) {
    const values = columns.map(({ index }) => rows.columns[index]![i]!);
    // A gap in the recording is no row.
    if (rows.columns.some((column) => column[i] === column[i])) {
      const t = rows.times[i]!;
      lines.push(line([new Date(Math.round(epoch + t)).toISOString(), t, ...values.map((value) => (value === value ? value : ''))]));
    }
  }
  return '\ufeff' + lines.join('');
}

function line(fields: readonly (string | number)[]): string {
  return fields.map(quoted).join(',') + '\r\n';
}

function quoted(field: string | number): string {
  const text = String(field);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Hands a text to the person as a file. */
export function download(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  link.download = name;
  link.click();
  // The browser reads it after this turn.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
