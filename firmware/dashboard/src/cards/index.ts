import type { Reading } from '../state';
import { createAnalogCard } from './analog';
import type { Card } from './card';
import { createInputCard } from './input';
import { createOutputCard } from './output';
import { createSystemCard } from './system';

export type { Card } from './card';

export function createCard(reading: Reading, set: (value: number) => void): Card {
  switch (reading.channel.kind) {
    case 'input':
      return createInputCard(reading);
    case 'output':
      return createOutputCard(reading, set);
    case 'analog':
      return createAnalogCard(reading);
    default:
      return createSystemCard(reading);
  }
}
