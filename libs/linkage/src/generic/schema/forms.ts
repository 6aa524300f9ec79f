import type { Attribute, DateFormat } from './schema.js';

/** Tokens of one value that are encoded: more would fill a filter, and a full one resembles everybody. */
const MOST_TOKENS = 32;

/** Letters and digits alone, lower case, without accents: what survives typing habits. Empty for a cell without any. */
export function lettersOf(cell: string): string {
  return cell
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** One attribute of one record, ready for encoding. */
export interface AttributeForms {
  /** The whole value. Two records with equal forms agree. */
  readonly form: string;
  /** What the filter holds. */
  readonly tokens: readonly string[];
}

/** `null`: the cell is empty. `'unreadable'`: it holds something that is no value of this kind. */
export function formsOf(attribute: Attribute, cell: string): AttributeForms | null | 'unreadable' {
  if (attribute.kind === 'date') return dateForms(cell, attribute.format);
  const form = lettersOf(cell);
  if (form === '') return cell.trim() === '' ? null : 'unreadable';
  switch (attribute.kind) {
    case 'code':
    case 'strong-id':
      return { form, tokens: [...bigrams(form), ...positions(form)].slice(0, MOST_TOKENS) };
    case 'sex':
    case 'category':
      return { form, tokens: [] };
    default:
      return { form, tokens: bigrams(form).slice(0, MOST_TOKENS) };
  }
}

function dateForms(cell: string, format: DateFormat): AttributeForms | null | 'unreadable' {
  const text = cell.trim();
  if (text === '') return null;
  const digits = dateDigits(text, format);
  return digits === null ? 'unreadable' : { form: digits, tokens: positions(digits) };
}

const SHAPES: Readonly<Record<DateFormat, RegExp>> = {
  'YYYY-MM-DD': /^(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})$/,
  YYYYMMDD: /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})$/,
  'DD.MM.YYYY': /^(?<d>\d{2})\.(?<m>\d{2})\.(?<y>\d{4})$/,
  'MM/DD/YYYY': /^(?<m>\d{2})\/(?<d>\d{2})\/(?<y>\d{4})$/,
};

/** Eight digits, year first. A day that no calendar has still tells most of the date that was meant. */
function dateDigits(text: string, format: DateFormat): string | null {
  const { y, m, d } = SHAPES[format].exec(text)?.groups ?? {};
  return y === undefined || m === undefined || d === undefined ? null : y + m + d;
}

/** Neighbouring letters, the first and last ones beside a blank. A repeated bigram counts by its turn. */
function bigrams(form: string): string[] {
  const padded = [' ', ...form, ' '];
  return numbered(padded.slice(1).map((letter, i) => `${padded[i] ?? ''}${letter}`));
}

function positions(form: string): string[] {
  return [...form].map((letter, i) => `${i}:${letter}`);
}

function numbered(tokens: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return tokens.map((token) => {
    const turn = seen.get(token) ?? 0;
    seen.set(token, turn + 1);
    return turn === 0 ? token : `${token}#${turn}`;
  });
}

/** The characters in alphabetical order: equal for transposed ones. */
export function sortedCharacters(form: string): string {
  return [...form].sort().join('');
}
