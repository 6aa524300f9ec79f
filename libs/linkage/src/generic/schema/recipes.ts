import { sortedCharacters } from './forms.js';
import { isName, type Attribute } from './schema.js';
import { swapPairs } from './swaps.js';

/** A part of a value that a salt is made of. */
export type SaltPart = 'whole' | 'first' | 'start' | 'end' | 'year' | 'monthDay';

/** What one variant is salted with: every part must be there. */
export interface Recipe {
  /** `surname.start+date_of_birth.year` */
  readonly name: string;
  readonly parts: readonly { readonly attribute: number; readonly part: SaltPart }[];
  /** Parts in alphabetical order instead of the columns': the variant survives swapped columns. */
  readonly sorted: boolean;
}

/** The variants that a segment mask has room for. */
export const MOST_RECIPES = 32;

/**
 * Redundant salts of high entropy: each survives damage of all that it does not name. The first ones serve most; what does
 * not fit into `MOST_RECIPES` is left out.
 */
export function recipesOf(attributes: readonly Attribute[]): Recipe[] {
  const indexes = attributes.map((_, index) => index);
  const ofKind = (...kinds: string[]) => indexes.filter((i) => kinds.includes(attributes[i]?.kind ?? ''));
  const names = indexes.filter((i) => attributes[i] !== undefined && isName(attributes[i]));
  const dates = ofKind('date');
  const places = ofKind('place', 'text', 'code');
  const swaps = new Set(swapPairs(attributes).map((pair) => pair.join()));

  const recipes: Recipe[] = [];
  const add = (sorted: boolean, ...parts: (readonly [number, SaltPart])[]) => {
    const list = parts.map(([attribute, part]) => ({ attribute, part }));
    const text = list.map(({ attribute, part }) => `${attributes[attribute]?.column ?? ''}.${part}`).join('+');
    recipes.push({ name: sorted ? `{${text}}` : text, parts: list, sorted });
  };
  for (const id of ofKind('strong-id')) add(false, [id, 'whole']);
  for (const date of dates) add(false, [date, 'whole']);
  for (const [a, b] of pairsOf(names)) {
    add(true, [a, 'whole'], [b, 'whole']);
    add(false, [a, 'start'], [b, 'start']);
    add(false, [a, 'end'], [b, 'end']);
  }
  for (const date of dates) {
    for (const [a, b] of pairsOf(names).slice(0, 1)) add(true, [a, 'first'], [b, 'first'], [date, 'year']);
    for (const name of names) add(false, [date, 'monthDay'], [name, 'first']);
    for (const name of names) add(false, [date, 'year'], [name, 'start']);
  }
  for (const [a, b] of pairsOf(names)) {
    add(false, [a, 'whole'], [b, 'first']);
    add(false, [b, 'whole'], [a, 'first']);
  }
  for (const [a, b] of pairsOf(places)) add(swaps.has([a, b].join()), [a, 'whole'], [b, 'whole']);
  for (const name of names) for (const p of places) add(false, [p, 'whole'], [name, 'first']);
  for (const date of dates) {
    for (const p of places) add(false, [p, 'whole'], [date, 'monthDay']);
    for (const p of places) add(false, [p, 'whole'], [date, 'year']);
  }
  return recipes.slice(0, MOST_RECIPES);
}

function pairsOf(list: readonly number[]): [number, number][] {
  return list.flatMap((a, i) => list.slice(i + 1).map((b): [number, number] => [a, b]));
}

/** Letters of `start` and `end`. */
const PIECE = 3;

/** The salt of a record whose attributes have these forms; `null` where a part is absent. */
export function saltOf(recipe: Recipe, forms: readonly (string | null)[]): string[] | null {
  const salt: string[] = [];
  for (const { attribute, part } of recipe.parts) {
    const form = forms[attribute] ?? null;
    if (form === null) return null;
    salt.push(partOf(form, part));
  }
  return recipe.sorted ? salt.sort() : salt;
}

function partOf(form: string, part: SaltPart): string {
  switch (part) {
    case 'whole':
      return form;
    case 'first':
      return form.slice(0, 1);
    case 'start':
      return form.slice(0, PIECE);
    case 'end':
      return form.slice(-PIECE);
    case 'year':
      return form.slice(0, 4);
    case 'monthDay':
      return form.slice(4);
  }
}

/** Text of each slot of one value; `null` where the kind has none. */
export function slotForms(form: string) {
  return { form, sorted: sortedCharacters(form), year: form.slice(0, 4), monthDay: form.slice(4) };
}
