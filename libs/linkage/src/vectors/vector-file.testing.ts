import type { EncodedVariant } from '#contracts';
import type { VariantSalt } from '../encode/forms.js';
import type { EncodingPurpose, KeyUse } from '../encode/keys.js';
import type { PersonForms } from '../encode/person-forms.js';
import type { PersonMention } from '../encode/person-mention.js';
import type { BirthDate } from '../normalise/birth-date.js';
import type { NameForms } from '../normalise/name-forms.js';
import type { NameSkeletons } from '../normalise/person-name.js';

/** One person: what the vector shows, what was typed (what is left out is absent), and everything that follows from it. */
export interface PersonVector {
  readonly shows: string;
  readonly person: Partial<PersonMention>;
  /** `VICTIM` where left out. */
  readonly purpose?: EncodingPurpose;
  readonly nonce: string;
  readonly forms: PersonForms;
  readonly tokens: Readonly<Record<string, readonly string[]>>;
  /** Those that have a text. */
  readonly slots: Readonly<Record<string, string | null>>;
  readonly salts: readonly VariantSalt[];
  readonly variants: readonly EncodedVariant[];
}

type Spelling = readonly [given: string | null, patronymic: string | null, surname: string | null];

interface NumberVector {
  readonly typed: string;
  readonly number: string | null;
}

/** `encoding.v1.json`, described in docs/reference/linkage-vectors.md. Hexadecimal where bytes are meant. */
export interface VectorFile {
  /** Of the forms; the version in the file's name is the encoding's. */
  readonly version: number;
  readonly note: string;
  readonly names: readonly { readonly skeletons: NameSkeletons; readonly spellings: readonly Spelling[] }[];
  readonly encoding: {
    readonly key: string;
    readonly person: PersonMention;
    readonly epochs: readonly { readonly epoch: number; readonly variants: readonly EncodedVariant[] }[];
    readonly nonce: string;
    readonly forms: PersonForms;
  };
  readonly persons: readonly PersonVector[];
  readonly words: readonly { readonly word: string; readonly letters: string }[];
  readonly frenchWords: readonly { readonly word: string; readonly letters: string }[];
  readonly places: readonly { readonly place: string; readonly forms: NameForms | null }[];
  readonly dates: readonly { readonly birthDate: string; readonly parts: BirthDate }[];
  readonly numbers: {
    readonly documentNo: readonly NumberVector[];
    readonly nationalId: readonly (NumberVector & {
      readonly country: string | null;
      readonly carriedDate: string | null;
    })[];
    readonly phone: readonly NumberVector[];
    readonly handle: readonly NumberVector[];
  };
  readonly keys: readonly {
    readonly use: KeyUse;
    readonly purpose: EncodingPurpose;
    readonly epoch: number;
    readonly variant: string;
    readonly info: string;
    readonly key: string;
  }[];
  /** Lists of texts, their length-prefixed bytes, and the SHA-256 of these. */
  readonly parts: readonly { readonly parts: readonly string[]; readonly bytes: string; readonly digest: string }[];
  readonly tables: Readonly<Record<string, unknown>>;
}

/** Somebody of whom nothing is known. */
export const NOBODY: PersonMention = {
  ...{ givenName: null, patronymic: null, surname: null, birthDate: null, sex: null },
  ...{ documentNo: null, nationalId: null, phone: null, handle: null },
};
