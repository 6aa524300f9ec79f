/** A row of the made-up files. */
export interface MadeUpRow {
  readonly id: string;
  readonly person: number;
  readonly cells: readonly [given: string, surname: string, born: string, town: string];
}

const GIVEN = [
  'Anna',
  'Bruno',
  'Clara',
  'David',
  'Elena',
  'Felix',
  'Greta',
  'Hanno',
  'Irene',
  'Jonas',
  'Klara',
  'Lukas',
];
const STEMS = ['Al', 'Ber', 'Cas', 'Dor', 'Ess', 'Fin', 'Gar', 'Hol', 'Imm', 'Jan', 'Kel', 'Lor', 'Mar', 'Nor', 'Ott'];
const ENDINGS = ['mann', 'berg', 'stein', 'feld', 'hofer', 'inger', 'sson', 'ton', 'wald', 'bach', 'lund', 'quist'];
const TOWNS = ['Arnsberg', 'Bergen', 'Celle', 'Dorsten', 'Erfurt', 'Fulda', 'Gotha', 'Husum', 'Iserlohn', 'Jena'];

export const COLUMNS = ['id', 'given', 'surname', 'born', 'town'] as const;

/** Two files of persons; the first `shared` persons stand in both, the second time with a typing error or two. */
export function madeUpFiles(persons: number, shared: number): { left: MadeUpRow[]; right: MadeUpRow[] } {
  let state = 20_241;
  const next = (n: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  const pick = (list: readonly string[]) => list[next(list.length)] ?? '';
  const two = (n: number) => String(n).padStart(2, '0');
  const fresh = (): MadeUpRow['cells'] => [
    pick(GIVEN),
    `${pick(STEMS)}${pick(ENDINGS)}`,
    `${1930 + next(70)}-${two(1 + next(12))}-${two(1 + next(28))}`,
    pick(TOWNS),
  ];
  const damaged = (text: string) => {
    const at = 1 + next(Math.max(1, text.length - 2));
    return text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
  };
  const again = (cells: MadeUpRow['cells']): MadeUpRow['cells'] => {
    const [given, surname, born, town] = cells;
    if (next(20) === 0) return [surname, given, born, town];
    if (next(3) === 0) return [given, damaged(surname), born, next(4) === 0 ? '' : town];
    return next(6) === 0 ? [damaged(given), surname, born, town] : cells;
  };
  const row = (side: string, person: number, cells: MadeUpRow['cells']) => ({
    ...{ id: `${side}${String((person * 7919) % 100_003).padStart(6, '0')}`, person, cells },
  });
  const people = Array.from({ length: persons }, fresh);
  return {
    left: people.map((cells, person) => row('a', person, cells)),
    right: people.map((cells, person) =>
      person < shared ? row('b', person, again(cells)) : row('b', persons + person, fresh()),
    ),
  };
}

export function csvOf(rows: readonly MadeUpRow[]): string {
  return [COLUMNS.join(','), ...rows.map(({ id, cells }) => [id, ...cells].join(','))].join('\r\n') + '\r\n';
}
