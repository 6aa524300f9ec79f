import { SeededRandom } from '#testing';
import { withServers } from './lib/with-servers.js';
import { BLOWS, SequencerUnderFire, type Blow } from './sequencer/sequencer-under-fire.js';

// npm run chaos -- sequencer [BLOWS]: kills the sequencer so often while it decides, with and without its store, and takes its lease away.
const TIMES = Number(process.argv[2] ?? 40);
const SEED = Number(process.env['KEREGE_SEED'] ?? Date.now() % 1_000_000);

const say = (text: string) => process.stderr.write(`${text}\n`);

async function main(): Promise<boolean> {
  const random = new SeededRandom(SEED);
  const blows: Blow[] = Array.from({ length: TIMES }, () => random.pick(BLOWS));
  say(`seed ${SEED}: ${blows.join(', ')}`);
  const sequencer = await SequencerUnderFire.start(random);
  try {
    for (const [i, blow] of blows.entries()) {
      await sequencer.strike(blow);
      say(`${i + 1} of ${TIMES}: ${blow}`);
    }
    const violations = await sequencer.violations();
    for (const violation of violations) say(`  ${violation}`);
    const report = { chaos: 'sequencer', seed: SEED, blows: TIMES, commands: sequencer.sent, violations };
    process.stdout.write(`${JSON.stringify(report)}\n`);
    return violations.length === 0;
  } finally {
    await sequencer.stop();
  }
}

process.exit((await withServers(main)) ? 0 : 1);
