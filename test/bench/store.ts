import type { Delivery } from '../../core/channel.js';
import { createInbox } from '../../core/inbox/inbox.js';
import type { Logger } from '../../core/kernel/logger.js';
import { openStore } from '../../core/store/store.js';
import { startPostgres, temporaryFolder, whyNoPostgres } from '../kit/database.js';
import { echoDialogue, openEchoTracker } from '../kit/echo.js';

const silentLog: Logger = { debug() {}, info() {}, warn() {}, error() {}, child: () => silentLog };

/**
 * Durable turns per second with an echo dialogue: each turn is stored before it is acknowledged, committed, sent and
 * marked. `node dist/test/bench/store.js [turns] [conversations]`
 */
const turns = Number(process.argv[2] ?? 30_000);
const conversations = Number(process.argv[3] ?? 1_000);

async function measure(name: string, url: string | undefined): Promise<void> {
  const { folder, remove } = temporaryFolder('bench');
  const store = await openStore({ url, folder, log: silentLog });
  let sent = 0;
  const send = async (): Promise<Delivery> => {
    sent += 1;
    return 'delivered';
  };
  const inbox = createInbox({
    store,
    dialogue: echoDialogue(),
    openTracker: openEchoTracker,
    channels: new Map([['bench', { send }]]),
    emit: () => {},
    log: silentLog,
  });
  await inbox.start();
  const talk = async (count: number, round: string) => {
    const took: number[] = [];
    let next = 0;
    const person = async (id: number) => {
      while (next < count) {
        const n = next++;
        const from = performance.now();
        const incoming = {
          conversationId: `c${id}`,
          externalId: `${round}${n}`,
          text: `message ${n}`,
          recipient: `r${id}`,
        };
        await (await inbox.accept('bench', incoming)).settled;
        took.push(performance.now() - from);
      }
    };
    const from = performance.now();
    const before = process.cpuUsage();
    await Promise.all(Array.from({ length: conversations }, (_, id) => person(id)));
    const seconds = (performance.now() - from) / 1000;
    const cpu = process.cpuUsage(before);
    const perTurn = Math.round((cpu.user + cpu.system) / count);
    took.sort((a, b) => a - b);
    const at = (share: number) => (took[Math.floor(took.length * share)] ?? 0).toFixed(1);
    return `${Math.round(count / seconds)} turns/s, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, ${perTurn} µs of this process's CPU a turn`;
  };
  await talk(Math.min(turns, 5_000), 'warm');
  const figures = await talk(turns, 'run');
  await inbox.stop();
  const rss = Math.round(process.memoryUsage.rss() / 1024 / 1024);
  process.stdout.write(`${name}: ${figures}; ${sent} sent; resident ${rss} MB\n`);
  await store.close();
  remove();
}

await measure('PGlite    ', undefined);
const missing = whyNoPostgres();
if (missing) process.stdout.write(`PostgreSQL: skipped. ${missing}\n`);
else {
  const server = await startPostgres([]);
  await measure('PostgreSQL', await server.createDatabase());
  await server.stop();
}
