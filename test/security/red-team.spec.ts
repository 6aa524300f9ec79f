import { createPersonEncoder, type PersonMention } from '#linkage';
import { generateCorpus, type CorpusRecord } from '#testing';
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
const FAKES = 0.25;
const secret = createPersonEncoder(Buffer.alloc(32, 1), 1);
const attackers = createPersonEncoder(Buffer.alloc(32, 2), 1);

type View = (persons: readonly CorpusRecord[], own: boolean) => AttackView;

const salted: View = (persons, own) =>
  saltedView(persons.map((person) => (own ? attackers : secret).encode(mentionOf(person))));
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
  const decoys = fakes ? others.slice(size, size + size * FAKES) : [];
  return measure(view, size, [...victims.slice(0, size), ...decoys], known);
}

function measure(
  view: View,
  real: number,
  encodedPersons: readonly CorpusRecord[],
  known: readonly CorpusRecord[],
): Outcome {
  const at = new Map(known.map(({ truth }, node) => [truth.personId, node]));
  const truth = encodedPersons.map((person) => at.get(person.truth.personId) ?? -1);
  const [encoded, own] = [view(encodedPersons, false), view(known, true)];
  const rightOf = (guess: Int32Array) => (reidentified(guess, truth) * truth.length) / real;
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
    both.length,
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

function mentionOf(record: CorpusRecord): PersonMention {
  return record;
}

function textsOf({ givenName, patronymic, surname, birthDate, birthPlace }: CorpusRecord): string[] {
  return [givenName, patronymic, surname, birthDate, birthPlace].map((text) => text ?? '');
}
