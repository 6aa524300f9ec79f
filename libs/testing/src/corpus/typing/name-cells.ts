import { type SeededRandom } from '../../records/random.js';
import { type CorpusRates } from '../options.js';
import { type Damage } from '../record.js';
import { withoutNationalLetters } from '../spelling/alphabets.js';
import { type Penmanship } from '../spelling/penmanship.js';
import { type Accidents, type Clerk } from './clerk.js';
import { doubling, mixedScript, slip, straySpace } from './keys.js';
import { titleCase } from './letter-case.js';

/** The three cells of a name; an empty cell is an empty text. */
export interface NameCells {
  readonly given: string;
  readonly patronymic: string;
  readonly surname: string;
}

const PASSPORT_CAPITALS = 0.4;

/** What fingers, keyboards and columns do to a name that is spelt already, lower-case. */
export class NameTyping {
  constructor(
    private readonly rates: CorpusRates,
    private readonly random: SeededRandom,
  ) {}

  type(cells: NameCells, clerk: Clerk, pen: Penmanship, accidents: Accidents<Damage>): NameCells {
    const marked = each(cells, this.apostrophes(clerk, pen, accidents));
    const poor = pen.spelling === 'national-cyrillic' && accidents.occurs('poor-keyboard', this.rates.poorKeyboard);
    const keyed = poor ? each(marked, withoutNationalLetters) : marked;
    const damaged = each(keyed, (cell) => this.letters(cell, accidents));
    const cased = each(damaged, this.letterCase(pen, accidents));
    const composed = this.columns(cased, accidents);
    const finished = each(composed, (cell) => this.cell(cell, accidents));
    return accidents.happens('decomposed', this.rates.decomposed)
      ? each(finished, (cell) => cell.normalize('NFD'))
      : finished;
  }

  private apostrophes(clerk: Clerk, pen: Penmanship, accidents: Accidents<Damage>): (cell: string) => string {
    if (pen.spelling !== 'national-latin' || clerk.country !== 'UZ') {
      return (cell) => cell.replaceAll("'", clerk.apostrophe);
    }
    if (clerk.apostrophe === '') accidents.happened.push('no-apostrophe');
    const other = clerk.apostrophe === 'ʻ' ? 'ʼ' : clerk.apostrophe;
    return (cell) => cell.replace(/(?<=[og])'/g, clerk.apostrophe).replaceAll("'", other);
  }

  private letters(cell: string, accidents: Accidents<Damage>): string {
    if (cell === '') return cell;
    const slipped = accidents.happens('typing-error', this.rates.typingError) ? slip(this.random, cell) : cell;
    return accidents.happens('doubled-letter', this.rates.doubledLetter) ? doubling(this.random, slipped) : slipped;
  }

  private letterCase(pen: Penmanship, accidents: Accidents<Damage>): (cell: string) => string {
    const passport =
      pen.script === 'Latin' && pen.spelling !== 'national-latin' && this.random.chance(PASSPORT_CAPITALS);
    if (passport) return (cell) => cell.toUpperCase();
    if (!accidents.happens('odd-case', this.rates.oddCase)) return titleCase;
    const lower = this.random.chance(0.3);
    return (cell) => (lower ? cell : cell.toUpperCase());
  }

  private columns(cells: NameCells, accidents: Accidents<Damage>): NameCells {
    const { given, patronymic, surname } = cells;
    if (accidents.happens('swapped-columns', this.rates.swappedColumns)) {
      return { given: surname, patronymic, surname: given };
    }
    if (accidents.happens('name-in-one-column', this.rates.nameInOneColumn)) {
      const whole = [surname, given, patronymic].filter(Boolean).join(' ');
      return this.random.chance(0.7)
        ? { given: '', patronymic: '', surname: whole }
        : { given: whole, patronymic: '', surname: '' };
    }
    if (patronymic !== '' && accidents.happens('patronymic-in-given', this.rates.patronymicInGiven)) {
      return { given: `${given} ${patronymic}`, patronymic: '', surname };
    }
    return cells;
  }

  private cell(cell: string, accidents: Accidents<Damage>): string {
    if (cell === '') return cell;
    const mixed = accidents.happens('mixed-script', this.rates.mixedScript) ? mixedScript(this.random, cell) : cell;
    return accidents.happens('stray-space', this.rates.straySpace) ? straySpace(this.random, mixed) : mixed;
  }
}

function each(cells: NameCells, change: (cell: string) => string): NameCells {
  return { given: change(cells.given), patronymic: change(cells.patronymic), surname: change(cells.surname) };
}
