import { ALIAS_SLOTS } from '../encode/person-layout.js';
import { askedOnce, type Comparison } from './comparison.js';
import type { PairView } from './pair-view.js';

/** Least similarity of the filters, thousandths. */
export const NEAR = 700;
export const SIMILAR = 450;

export const NAME_LEVELS = [
  'ABSENT',
  'SAME',
  'SAME_FOLD',
  'SAME_SKELETON',
  'NEAR',
  'OTHER_NAME',
  'OTHER_COLUMN',
  'SIMILAR',
  'DIFFERENT',
] as const;
export type NameLevel = (typeof NAME_LEVELS)[number];

export const givenName: Comparison<NameLevel> = askedOnce({
  name: 'givenName',
  levels: NAME_LEVELS,
  levelOf: givenLevel,
});
export const surname: Comparison<NameLevel> = askedOnce({
  name: 'surname',
  levels: NAME_LEVELS,
  levelOf: surnameLevel,
});
export const patronymic: Comparison<NameLevel> = askedOnce({
  name: 'patronymic',
  levels: NAME_LEVELS,
  levelOf: patronymicLevel,
});

export function givenLevel(view: PairView): NameLevel {
  const level = spelling(view, 'given');
  if (level === 'ABSENT' || isSame(level)) return level;
  if (isSwapped(view)) return 'OTHER_COLUMN';
  return isAlias(view, 'given') ? 'OTHER_NAME' : level;
}

/** Swapped columns are said once, by the given name. */
export function surnameLevel(view: PairView): NameLevel {
  const level = spelling(view, 'surname');
  if (level === 'ABSENT' || isSame(level)) return level;
  if (isSwapped(view)) return 'ABSENT';
  if (isAlias(view, 'surname')) return 'OTHER_NAME';
  return crosses(view, 'surname', 'patronymic') ? 'OTHER_COLUMN' : level;
}

/** A father's name that stands as the surname on the other side: Karimov, Karimovich and Karimzoda. */
export function patronymicLevel(view: PairView): NameLevel {
  const level = spelling(view, 'patronymic');
  if (level === 'ABSENT') return crosses(view, 'patronymic', 'surname') ? 'OTHER_COLUMN' : level;
  return level;
}

export function isSame(level: NameLevel): boolean {
  return level === 'SAME' || level === 'SAME_FOLD' || level === 'SAME_SKELETON';
}

function spelling(view: PairView, part: 'given' | 'surname' | 'patronymic'): NameLevel {
  if (!view.both(part)) return 'ABSENT';
  if (view.same(part)) {
    if (!view.same(`${part}Fold`)) return 'SAME_SKELETON';
    return view.same(`${part}Canon`) ? 'SAME' : 'SAME_FOLD';
  }
  const dice = view.dice(part);
  if (dice >= NEAR) return 'NEAR';
  return dice >= SIMILAR ? 'SIMILAR' : 'DIFFERENT';
}

/** Given name and surname in each other's column, read as what they are. */
function isSwapped(view: PairView): boolean {
  const either = (a: string, b: string) => view.same(a, b) || view.same(b, a);
  return either('givenAsSurname', 'surname') && either('surnameAsGiven', 'given');
}

function crosses(view: PairView, a: string, b: string): boolean {
  return view.same(a, b) || view.same(b, a);
}

function isAlias(view: PairView, part: 'given' | 'surname'): boolean {
  return ALIAS_SLOTS.some((alias) => crosses(view, part, alias));
}
