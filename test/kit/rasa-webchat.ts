import { findPackedFile } from './packed-file.js';

/**
 * The path of Botfront's chat widget for Rasa as one script, or undefined where npm cannot be reached. The package names
 * its build tools as dependencies, so it is not installed.
 */
export const findRasaWebchat = (): Promise<string | undefined> =>
  findPackedFile({
    name: 'rasa-webchat',
    version: '1.0.1',
    integrity: 'sha512-Ld1zVJvTAaTrs6A5p8t70agNNrKYRyXlvqXZRgBoDvKKUXbA0jhJKECi5bdPGlaR6jsmqWtVylHS+YqIqo0x8w==',
    file: 'package/lib/index.js',
  });
