import { createPersonEncoder, type PersonMention } from '#linkage';
import { generateCorpus, type CorpusRecord } from '#testing';
import { madeUpPerson } from '../../apps/national/src/fakes/made-up-person.js';
import { shapeOf } from '../../apps/national/src/fakes/mention-shape.js';
import { frequencyAttack, graphAttack, reidentified } from './red-team/attack.testing.js';
import { plainClks } from './red-team/plain-clks.testing.js';
import { saltedView } from './red-team/salted.testing.js';
import type { AttackView } from './red-team/view.testing.js';

/**
 * An attacker with linkage's knowledge and no key knows a population and encodes it under a key of his own. The report is
 * printed; docs/adr on fakes and the second key says what it means.
 */
const SIZE = 400;
/** Share of persons that an attacker without keys may re-identify. */
const GOAL = 0.01;
/**
 * What the graph of shared tags gives away to an attacker who knows every record letter by letter: the goal is missed there.
 * Twins, families and namesakes make small shapes, and some shapes occur once.
 */
const LOOKALIKES = 0.05;
const SEED = Number(process.env['KEREGE_SEED'] ?? 20_261_126);
/** Fakes for each real mention: a quarter of all. */
const FAKES = 1 / 3;
const FAKES_KEY = Buffer.alloc(32, 5);
const secret = createPersonEncoder(Buffer.alloc(32, 1), 1);
const attackers = createPersonEncoder(Buffer.alloc(32, 2), 1);

type View = (persons: readonly PersonMention[], own: boolean) => AttackView;

// A mention's nonce is drawn at random; here from its place, so that a seed gives one outcome.
const salted: View = (persons, own) =>
  saltedView(persons.map((person, place) => (own ? attackers : secret).encode(person, `${SEED} ${place}`)));
const unsalted: View = (persons, own) => plainClks(persons.map(textsOf), Buffer.alloc(32, own ? 3 : 4));

const records = generateCorpus({ seed: SEED, persons: 2.5 * SIZE }).records;
const firstOf = distinctPersons(records);
const others = firstOf.slice(SIZE);
const victims = firstOf.slice(0, SIZE);

interface Scenario {
  readonly size: number;
  readonly view: View;
  readonly overlap: number;
  readonly fakes: boolean;
}

interface Outcome {
  readonly frequency: number;
  readonly graph: number;
}

function attack({ size, view, overlap, fakes }: Scenario): Outcome {
  const shared = Math.round(size * overlap);
  const known = shuffled([...victims.slice(0, shared), ...others.slice(0, size - shared)]);
  return measure(view, victims.slice(0, size), known, fakes ? madeUp(victims.slice(0, size)) : []);
}

/** What a country would mix among these: as its own service makes it. */
function madeUp(real: readonly CorpusRecord[]): PersonMention[] {
  return Array.from({ length: Math.round(real.length * FAKES) }, (_, number) => {
    const companion = real[Math.floor(number / FAKES)] ?? fail();
    const [shape, month] = [shapeOf(secret.encode(companion, `${SEED} ${number}`)), companion.registeredOn.slice(0, 7)];
    return madeUpPerson(FAKES_KEY, { country: 'KZ', number, shape, month, corrections: 0, attempt: 0 });
  });
}

/** Shares of the real persons that were taken for the right known one. */
function measure(
  view: View,
  real: readonly CorpusRecord[],
  known: readonly CorpusRecord[],
  fakes: readonly PersonMention[] = [],
): Outcome {
  const at = new Map(known.map(({ truth }, node) => [truth.personId, node]));
  const truth = real.map((person) => at.get(person.truth.personId) ?? -1);
  const [encoded, own] = [view([...real, ...fakes], false), view(known, true)];
  const rightOf = (guess: Int32Array) => reidentified(guess, truth);
  return { frequency: rightOf(frequencyAttack(encoded, own)), graph: rightOf(graphAttack(encoded, own)) };
}

function say(what: string, { frequency, graph }: Outcome): void {
  const share = (value: number) => `${(100 * value).toFixed(2)} %`;
  process.stderr.write(`red team, ${what}: frequency ${share(frequency)}, graph matching ${share(graph)}\n`);
}

beforeAll(() => process.stderr.write(`red team: ${SIZE} persons, seed ${SEED} (KEREGE_SEED)\n`));

test('control: the same code re-identifies at least half of plain unsalted filters of a population that is wholly known', () => {
  const outcome = attack({ size: SIZE, view: unsalted, overlap: 1, fakes: false });
  say('unsalted, overlap 100 %', outcome);
  expect(outcome.graph).toBeGreaterThanOrEqual(0.5);
});

test.each([[false], [true]])('a population known to a fifth, fakes %s: less than one in a hundred', (fakes) => {
  const outcome = attack({ size: SIZE, view: salted, overlap: 0.2, fakes });
  say(`overlap 20 %, fakes ${String(fakes)}`, outcome);
  expect(Math.max(outcome.frequency, outcome.graph)).toBeLessThan(GOAL);
});

test.each([
  [0.8, false],
  [0.8, true],
  [1, false],
  [1, true],
])(
  'overlap %d, fakes %s: an exact copy of the records gives away what look-alikes show, and no more',
  (overlap, fakes) => {
    const outcome = attack({ size: SIZE, view: salted, overlap, fakes });
    say(`overlap ${100 * overlap} %, fakes ${String(fakes)}`, outcome);
    expect(Math.max(outcome.frequency, outcome.graph)).toBeLessThan(LOOKALIKES);
  },
);

test('every person is known, but from another record than the encoded one', () => {
  const both = pairsOfOnePerson(generateCorpus({ seed: SEED + 1, persons: 8 * SIZE }).records).slice(0, SIZE);
  const known = shuffled(both.map(([, second]) => second));
  const outcome = measure(
    salted,
    both.map(([first]) => first),
    known,
  );
  say('another record of every person', outcome);
  expect(Math.max(outcome.frequency, outcome.graph)).toBeLessThan(LOOKALIKES);
});

function distinctPersons(rows: readonly CorpusRecord[]): CorpusRecord[] {
  return [...new Map(rows.map((row) => [row.truth.personId, row])).values()];
}

function pairsOfOnePerson(rows: readonly CorpusRecord[]): [CorpusRecord, CorpusRecord][] {
  const first = new Map<string, CorpusRecord>();
  return rows.flatMap((row): [CorpusRecord, CorpusRecord][] => {
    const known = first.get(row.truth.personId);
    first.set(row.truth.personId, row);
    return known === undefined ? [] : [[known, row]];
  });
}

/** Any order that has nothing to do with the encoded one. */
function shuffled(rows: readonly CorpusRecord[]): CorpusRecord[] {
  return [...rows].sort((a, b) => (a.truth.personId + a.recordId < b.truth.personId + b.recordId ? -1 : 1));
}

function textsOf({ givenName, patronymic, surname, birthDate, birthPlace = null }: PersonMention): string[] {
  return [givenName, patronymic, surname, birthDate, birthPlace].map((text) => text ?? '');
}

function fail(): never {
  throw new Error('no real person to go with');
}
