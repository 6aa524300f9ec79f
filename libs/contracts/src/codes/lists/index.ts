import { ASSISTANCE_LISTS } from './assistance-lists.js';
import { CARE_LISTS } from './care-lists.js';
import { CASE_LISTS } from './case-lists.js';
import { FIGURES_LISTS } from './figures-lists.js';
import { UNKNOWN, type CodeList } from './code-list.js';
import { MATCHING_LISTS } from './matching-lists.js';
import { OFFENCE_LISTS } from './offence-lists.js';
import { PLACE_LISTS } from './place-lists.js';
import { REFERRAL_LISTS } from './referral-lists.js';
import { RIGHTS_LISTS } from './rights-lists.js';

/** Every code list of the contract by name: the source of validation, labels and the reference page. */
export const CODE_LISTS = {
  ...CASE_LISTS,
  ...OFFENCE_LISTS,
  ...ASSISTANCE_LISTS,
  ...CARE_LISTS,
  ...REFERRAL_LISTS,
  ...FIGURES_LISTS,
  ...RIGHTS_LISTS,
  ...MATCHING_LISTS,
  ...PLACE_LISTS,
} as const;

export type CodeListName = keyof typeof CODE_LISTS;
export type CodeOf<L extends CodeListName> = (typeof CODE_LISTS)[L]['codes'][number];

export const CODE_LIST_NAMES = Object.keys(CODE_LISTS) as readonly CodeListName[];

/** The codes that a field of a list may hold, `UNKNOWN` included where the list has it. */
export function codesOf(list: CodeListName): readonly string[] {
  const { codes, acceptsUnknown }: CodeList = CODE_LISTS[list];
  return acceptsUnknown ? [...codes, UNKNOWN] : codes;
}

/** Whether a text is a code of the list, `UNKNOWN` included where the list has it. Case and spaces count. */
export function isCode<L extends CodeListName>(list: L, code: string): code is CodeOf<L> | typeof UNKNOWN {
  return codesOf(list).includes(code);
}
