/** Every word the page says. Another language is another object of this shape. */
export interface Strings {
  readonly language: string;
  readonly link: Readonly<Record<'connecting' | 'live' | 'stale' | 'reconnecting', string>>;
  readonly connection: string;
  readonly channels: string;
  readonly firmware: (version: string) => string;
  readonly waiting: string;
  readonly noChannels: string;
  readonly on: string;
  readonly off: string;
  readonly missing: string;
  readonly noReading: string;
  readonly notConnected: string;
  readonly noAnswer: string;
  readonly lostBeforeAnswer: string;
  readonly units: Readonly<Record<'day' | 'hour' | 'minute' | 'second', string>>;
}

const english: Strings = {
  language: 'en',
  link: {
    connecting: 'Connecting',
    live: 'Live',
    stale: 'No new data',
    reconnecting: 'Reconnecting',
  },
  connection: 'Connection',
  channels: 'Channels',
  firmware: (version) => `Firmware ${version}`,
  waiting: 'Waiting for the board',
  noChannels: 'This board has no channels.',
  on: 'On',
  off: 'Off',
  missing: '–',
  noReading: 'No reading',
  notConnected: 'Not connected.',
  noAnswer: 'The board did not answer.',
  lostBeforeAnswer: 'The connection was lost before the board answered.',
  units: { day: 'd', hour: 'h', minute: 'min', second: 's' },
};

export const strings: Strings = english;
