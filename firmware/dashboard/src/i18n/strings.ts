import type { Link } from '../data/state';
import type { Reason } from '../link/connection';
import type { OwnerStrings } from '../owner/strings';
import type { Theme } from '../theme';

/** Every word the page says. Another language is another object of this shape. */
export interface Strings {
  /** BCP 47. */
  readonly language: string;
  /** The language's name in itself. */
  readonly languageName: string;
  readonly link: Readonly<Record<Link, string>>;
  readonly connection: string;
  readonly waiting: string;
  readonly noChannels: string;
  readonly firmware: (version: string) => string;
  readonly roundTrip: string;
  readonly dropped: string;

  readonly stale: string;
  readonly lost: string;
  readonly reasons: Readonly<Record<Reason, string>>;
  readonly nextTry: (seconds: number) => string;
  readonly trying: string;
  readonly tryNow: string;

  readonly outputs: string;
  readonly inputs: string;
  readonly measurements: string;
  readonly numbers: string;
  readonly address: string;
  readonly board: string;
  readonly on: string;
  readonly off: string;
  readonly missing: string;
  readonly noReading: string;
  readonly pulse: string;
  readonly pulseLength: string;
  readonly readOnly: string;
  /** By the code of a notice of the start. */
  readonly notices: Readonly<Record<string, string>>;
  readonly changes: (count: string, isOne: boolean) => string;
  readonly ago: (duration: string) => string;

  readonly plot: string;
  readonly plotHelp: string;
  readonly shownChannels: string;
  readonly moreChannels: string;
  readonly window: string;
  readonly pause: string;
  readonly resume: string;
  readonly paused: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly earlier: string;
  readonly later: string;
  readonly zoomReset: string;
  readonly csv: string;
  readonly csvHelp: string;
  readonly chooseChannel: string;
  readonly noData: string;
  readonly csvTime: string;
  readonly csvBoardTime: string;

  readonly manage: string;
  readonly aboveLimit: string;
  readonly withinLimit: string;
  readonly settings: string;
  readonly languageTitle: string;
  readonly theme: string;
  readonly themes: Readonly<Record<Theme, string>>;
  readonly wifi: string;
  readonly wifiSetup: string;
  readonly close: string;

  readonly signInTitle: string;
  readonly signInHelp: string;
  readonly password: string;
  readonly signIn: string;
  readonly cancel: string;
  readonly signOut: string;
  readonly waitSeconds: (seconds: number) => string;

  /** By code: those of the protocol, and `not-connected`, `no-answer` and `lost` of this page. */
  readonly errors: Readonly<Record<string, string>>;
  /** A word of an id, as people read it. */
  readonly word: (word: string) => string;
  readonly units: Readonly<Record<'day' | 'hour' | 'minute' | 'second', string>>;
  /** The words of the owner's part; those of English come with it. */
  readonly owner?: OwnerStrings;
}
