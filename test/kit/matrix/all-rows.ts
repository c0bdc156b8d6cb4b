import type { Row } from './rows.js';
import { deliveryRows } from './rows-delivery.js';
import { heardRows } from './rows-heard.js';
import { shownRows } from './rows-shown.js';
import { trustRows } from './rows-trust.js';

/** The whole matrix. */
export const rows: readonly Row[] = [...shownRows, ...heardRows, ...trustRows, ...deliveryRows];
