import { SeededRandom } from '#testing';
import { FreshStores } from './determinism/fresh-stores.testing.js';
import { Interleaving, type Outcome } from './determinism/interleaving.testing.js';
import { PublishedLog } from './determinism/published-log.testing.js';
import { recordReferrals } from './determinism/recorded-referrals.testing.js';
import { recordRegion } from './determinism/recorded-region.testing.js';
import { AGGREGATOR, LINKAGE, type ServiceUnderTest } from './determinism/service-under-test.testing.js';

const SEED = Number(process.env['KEREGE_SEED'] ?? Date.now() % 1_000_000);
const INTERLEAVINGS = 50;
/** Deployments with the same recorded topics and their own repetitions; each is delivered several times. */
const LOGS = 5;

/**
 * Parts of linkage's state that need floods or contradictions, which the engine's own property test fills; and figures,
 * which the specs of their own topics rebuild.
 */
const RARE = ['possible', 'contested', 'oversize', 'figure_table', 'figure_cell', 'figure_attestation'];

process.stderr.write(`determinism: KEREGE_SEED=${SEED}\n`);

const logs: PublishedLog[] = [];
const stores = new Map<ServiceUnderTest, FreshStores>();

beforeAll(async () => {
  const random = new SeededRandom(SEED);
  const recorded = new Map([...recordRegion(random), await recordReferrals(random)]);
  for (let i = 0; i < LOGS; i += 1) logs.push(await PublishedLog.publish(recorded, new SeededRandom(SEED + i)));
  for (const service of [AGGREGATOR, LINKAGE]) {
    stores.set(service, await FreshStores.of(`determinism_${service.name}`, service.migrations));
  }
}, 120_000);

afterAll(async () => {
  for (const log of logs) await log.remove();
  for (const store of stores.values()) await store.drop();
}, 60_000);

/** Outcome to the seeds that led to it. */
async function outcomes(service: ServiceUnderTest): Promise<Map<string, number[]>> {
  const found = new Map<string, number[]>();
  const lanes = logs.map(async (log, lane) => {
    for (let i = lane; i < INTERLEAVINGS; i += LOGS) {
      const seed = SEED * 1_000 + i;
      const outcome = await stores.get(service)?.with((url) => new Interleaving(log, service, seed).deliver(url));
      const text = JSON.stringify(outcome, null, 1);
      found.set(text, [...(found.get(text) ?? []), seed]);
    }
  });
  await Promise.all(lanes);
  return found;
}

test.each([AGGREGATOR, LINKAGE])(
  `the same topics give one state of $name in ${INTERLEAVINGS} interleavings with repetitions and restarts, seed ${SEED}`,
  async (service) => {
    const found = await outcomes(service);
    expect([...found]).toHaveLength(1);
    const [outcome] = [...found.keys()].map((text) => JSON.parse(text) as Outcome);
    // The recorded region fills every part of the state: an empty table would prove nothing.
    const empty = Object.entries(outcome?.rows ?? {}).flatMap(([section, rows]) => (rows === 0 ? [section] : []));
    expect(empty.filter((section) => !RARE.includes(section))).toEqual([]);
    expect(outcome?.parked).not.toMatch(/^0 rows/);
  },
  480_000,
);
