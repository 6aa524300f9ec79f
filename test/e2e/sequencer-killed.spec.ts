import { SeededRandom } from '#testing';
import { BLOWS, SequencerUnderFire } from '../chaos/sequencer/sequencer-under-fire.js';

const SEED = Number(process.env['KEREGE_SEED'] ?? Date.now() % 1_000_000);

let sequencer: SequencerUnderFire;

beforeAll(async () => {
  process.stderr.write(`sequencer-killed: KEREGE_SEED=${SEED}\n`);
  sequencer = await SequencerUnderFire.start(new SeededRandom(SEED));
}, 120_000);

afterAll(() => sequencer?.stop(), 60_000);

test(`a sequencer that is killed, rebuilt and deprived of its lease decides every command once, seed ${SEED}`, async () => {
  for (const blow of new SeededRandom(SEED).shuffled(BLOWS)) await sequencer.strike(blow);
  expect(await sequencer.violations()).toEqual([]);
}, 420_000);
