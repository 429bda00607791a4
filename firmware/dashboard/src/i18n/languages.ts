/** The languages beside English, which the page loads as one file when one of them is wanted. */
import { german } from './de';
import type { Strings } from './strings';
import { chinese } from './zh';

export const more: readonly Strings[] = [chinese, german];
