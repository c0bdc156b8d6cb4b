import { badFile } from '../yaml-texts.js';

/** A row of the error table for what a check finds: what is wrong, how to mend it, and why it matters. */
export const finding = (message: string, remedy: string, why: string) => ({ ...badFile(message, remedy), why });
