import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, freePorts, type SeededRandom } from '#testing';
import { program } from '../../../apps/region/src/programs.js';
import { ServiceProcess } from '../../../apps/region/src/service-process.js';
import { ReferralRegion, type Store } from '../../../apps/aggregator/src/referrals/referrals.testing.js';
import { HASHED_TABLES } from '../../../apps/aggregator/src/state-hash/hashed-tables.js';
import { historyViolations } from './history-violations.js';
import { RandomCommands } from './random-commands.js';

/** `kill`: the process dies. `lose-store`: its store with it. `lose-lease`: another instance took it and died. `rival`: another one waits. */
export const BLOWS = ['kill', 'lose-store', 'lose-lease', 'rival'] as const;
export type Blow = (typeof BLOWS)[number];

/** Commands sent before each blow. */
const SLICE = 60;
const DECIDED = { timeoutMs: 120_000, what: 'every command to be decided' };

/** A sequencer in a process of its own that is struck while it decides. */
export class SequencerUnderFire {
  private readonly processes: ServiceProcess[] = [];

  private constructor(
    private readonly region: ReferralRegion,
    private readonly random: SeededRandom,
    private readonly commands: RandomCommands,
    private readonly folder: string,
    private store: Store,
  ) {}

  static async start(random: SeededRandom): Promise<SequencerUnderFire> {
    const region = await ReferralRegion.start([]);
    const folder = await mkdtemp(join(tmpdir(), 'kerege-sequencer-'));
    const commands = new RandomCommands(region, random);
    const made = new SequencerUnderFire(region, random, commands, folder, await region.emptyStore());
    await made.run();
    return made;
  }

  /** Sends commands, and strikes when some of them, nobody knows which, have been decided. */
  async strike(blow: Blow): Promise<void> {
    if (blow === 'rival') await this.run();
    const before = await this.outcomes();
    await this.commands.send(SLICE);
    const enough = before + this.random.integer(0, SLICE - 10);
    await eventually(async () => (await this.outcomes()) >= enough, {
      ...{ timeoutMs: 120_000, intervalMs: 5 },
      what: `${enough} outcomes before "${blow}"`,
    });
    if (blow === 'lose-lease') return this.loseLease();
    await this.processes.shift()?.kill();
    if (blow === 'lose-store') this.store = await this.region.emptyStore();
    if (blow !== 'rival') await this.run();
  }

  /** Waits for every decision; gives what must not be. A store that is rebuilt in the end must hold the same. */
  async violations(): Promise<string[]> {
    await this.settled();
    const living = await this.state();
    for (const process of this.processes.splice(0)) await process.stop();
    this.store = await this.region.emptyStore();
    await this.run();
    await this.settled();
    const rebuilt = await this.state();
    const found = await historyViolations(this.region, this.commands.sent);
    return rebuilt === living ? found : [...found, 'a store rebuilt from the history differs from the living one'];
  }

  get sent(): number {
    return this.commands.sent.size;
  }

  async stop(): Promise<void> {
    for (const process of this.processes) await process.stop();
    await this.region.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async run(): Promise<void> {
    const [port = 0] = await freePorts(1);
    const spec = {
      name: 'aggregator',
      entry: program('aggregator'),
      environment: await this.region.environment(this.store.database, port),
      logFile: join(this.folder, 'aggregator.log'),
    };
    const process = ServiceProcess.start(spec);
    this.processes.push(process);
    await process.ready();
  }

  /** As if another instance had taken it and gone again: what was being decided may not be committed. */
  private async loseLease(): Promise<void> {
    await this.store.dataSource.query(
      `UPDATE aggregator.sequencer_lease SET holder = gen_random_uuid(), fence = fence + 1,
              ends_at = now() + interval '500 milliseconds'`,
    );
  }

  private async outcomes(): Promise<number> {
    return this.count('SELECT count(*)::integer AS count FROM aggregator.referral_outcome');
  }

  /** Every command decided, every outcome in the history and told, and all of it read back. */
  private async settled(): Promise<void> {
    await eventually(async () => {
      const decided = await this.count('SELECT count(*)::integer AS count FROM aggregator.referral_decided');
      const waiting = await this.count('SELECT count(*)::integer AS count FROM aggregator.referral_command');
      const unsent = await this.count('SELECT count(*)::integer AS count FROM messaging.outbox WHERE sent_at IS NULL');
      return decided === this.commands.sent.size && waiting === 0 && unsent === 0;
    }, DECIDED);
    const high = (await this.region.kafka.admin.fetchTopicOffsets(`${this.region.kafka.prefix}referral`)).reduce(
      (sum, partition) => sum + Number(partition.high),
      0,
    );
    await eventually(
      async () => {
        const read = `SELECT coalesce(sum(next_offset), 0)::integer AS count FROM messaging.stream WHERE topic = 'referral'`;
        const unsent = await this.count(
          'SELECT count(*)::integer AS count FROM messaging.outbox WHERE sent_at IS NULL',
        );
        return (await this.count(read)) >= high && unsent === 0;
      },
      { timeoutMs: 120_000, what: 'the history to be read back' },
    );
  }

  private async count(sql: string): Promise<number> {
    const [row] = await this.store.dataSource.query<{ count: number }[]>(sql);
    return row?.count ?? 0;
  }

  private async state(): Promise<string> {
    const tables = HASHED_TABLES.filter(({ name }) => name.startsWith('referral'));
    const rows = tables.map(({ name, columns, key }) =>
      this.store.dataSource.query<object[]>(`SELECT ${columns.join()} FROM aggregator.${name} ORDER BY ${key.join()}`),
    );
    return JSON.stringify(await Promise.all(rows));
  }
}
