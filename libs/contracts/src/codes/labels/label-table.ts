import type { CodeListName, CodeOf } from '../lists/index.js';

/** Labels in one language: list, code, text. A code without a reliable translation is left out. */
export type LabelTable = { readonly [L in CodeListName]?: { readonly [C in CodeOf<L>]?: string } };
