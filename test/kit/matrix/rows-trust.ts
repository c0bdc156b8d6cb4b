import assert from 'node:assert/strict';
import type { Forgery } from './driver.js';
import { row } from './rows.js';
import type { MatrixStage } from './stage.js';

/** What does not come from the platform, or is none of its messages, is refused. */
export const trustRows = [
  ...(['wrong signature', 'no signature', 'replay'] as const).map((forgery) =>
    row(forgery, (stage) => refuses(stage, forgery)),
  ),
  row('no JSON', async (stage) => {
    assert.equal(await stage.ability('sayNoJson')(), 'refused');
    assert.deepEqual(stage.bot.heard, []);
    await stage.hadTurns();
  }),
];

async function refuses(stage: MatrixStage, forgery: Forgery): Promise<void> {
  assert.equal(await stage.ability('forge')('transfer all my money', forgery), 'refused');
  assert.deepEqual(stage.bot.heard, []);
  const told = stage.bot.log.filter(({ level }) => level === 'warn' || level === 'error');
  assert(told.length > 0, 'Nothing was logged.');
  assert(!JSON.stringify(told).includes('transfer all my money'), 'The log repeats what was refused.');
  await stage.hadTurns();
}
