import type { MatrixStage } from './stage.js';

/** What every channel has to do. */
const titles = {
  text: 'answers a text',
  buttons: 'shows buttons',
  list: 'shows ten choices, as a list or as what else the platform has',
  press: 'takes a pressed button for its payload',
  'picture shown': 'shows a picture',
  'file shown': 'shows a file',
  picture: 'takes a picture',
  file: 'takes a file',
  location: 'takes a location',
  contact: 'takes a contact',
  voice: 'takes a voice note',
  edit: 'takes no turn for an edit',
  deletion: 'takes no turn for a deletion',
  status: 'takes no turn for what became of its messages',
  'own message': 'takes no turn for what it said itself',
  group: 'answers in a group when it is mentioned, without its name in the text',
  'group talk': 'takes no turn for what is said to others in a group',
  thread: 'answers in the thread that it was asked in',
  duplicate: 'takes one turn for what is delivered five times',
  'wrong signature': 'refuses a wrong signature, and logs it',
  'no signature': 'refuses what is not signed, and logs it',
  replay: 'refuses what was signed too long ago, and logs it',
  'no JSON': 'refuses what is no JSON, and goes on',
  'not stored': 'does not acknowledge what could not be stored, and takes it when it comes again',
  batch: 'answers all of one delivery, in order',
  'wrong order': 'answers what comes in the wrong order, each once',
  'rate limit': 'waits as long as a rate limit says, and keeps the order',
  'platform error': 'tries again with growing pauses when the platform fails',
  'dead letter': 'gives up what can not be sent, shows that, and goes on',
  'long answer': 'splits a long answer at the ends of sentences',
  scripts: 'leaves emoji, right-to-left text and combining characters as they are',
  degrade: 'says in words what it can not show',
} as const;

/** The name of a row. */
export type MatrixRow = keyof typeof titles;

/** One row: what it is called, and how it is tried. */
export interface Row {
  readonly key: MatrixRow;
  readonly title: string;
  try(stage: MatrixStage): Promise<void>;
}

/** Declares a row. */
export function row(key: MatrixRow, run: Row['try']): Row {
  return { key, title: titles[key], try: run };
}
