import type { MatchAttribute, MatchBand, MatchExplanation, MatchProposalData, Variant } from '#contracts';
import type { Lookalike } from '../score/evidence.js';

export interface AttributeBand {
  readonly attribute: MatchAttribute;
  readonly band: MatchBand;
}

/** What a proposal says about a pair: bands, never scores. */
export type ProposalText = Pick<MatchProposalData, 'bands' | 'explanation' | 'lookalike'>;

/** What the salt of a variant holds, and so what two mentions with the same tag have in common. */
const IN_COMMON: Readonly<Record<Variant, readonly AttributeBand[]>> = {
  A: [equal('BIRTH_DATE'), equal('SEX')],
  B: [close('SURNAME'), { attribute: 'BIRTH_DATE', band: 'SIMILAR' }],
  C: [close('GIVEN_NAME'), { attribute: 'BIRTH_DATE', band: 'SIMILAR' }, equal('SEX')],
  D: [close('GIVEN_NAME'), close('PATRONYMIC')],
  E: [close('GIVEN_NAME'), close('SURNAME')],
  F: [close('GIVEN_NAME'), close('BIRTH_DATE')],
  X1: [equal('DOCUMENT')],
  X2: [equal('NATIONAL_ID')],
  X3: [equal('PHONE')],
  X4: [equal('HANDLE')],
};

/** From the most alike to the least. */
const BANDS: readonly MatchBand[] = ['EQUAL', 'CLOSE', 'SIMILAR', 'DIFFERENT', 'ABSENT'];

/** What follows from shared tags alone; skeletons of names agree where letters may differ. */
export function textOfSharedTags(variants: readonly Variant[]): ProposalText {
  const best = new Map<MatchAttribute, MatchBand>();
  for (const { attribute, band } of variants.flatMap((variant) => IN_COMMON[variant])) {
    const known = best.get(attribute);
    if (known === undefined || BANDS.indexOf(band) < BANDS.indexOf(known)) best.set(attribute, band);
  }
  return textOf(
    [...best].map(([attribute, band]) => ({ attribute, band })),
    null,
  );
}

/** What a variant's salt is made of. */
export function attributesOf(variant: Variant): MatchAttribute[] {
  return IN_COMMON[variant].map(({ attribute }) => attribute);
}

/** The text of given bands, in the order of the code list. */
export function textOf(bands: readonly AttributeBand[], lookalike: Lookalike | null): ProposalText {
  const order = (attribute: MatchAttribute) => ATTRIBUTES.indexOf(attribute);
  return {
    bands: [...bands].sort((a, b) => order(a.attribute) - order(b.attribute)),
    explanation: explanationOf(new Map(bands.map(({ attribute, band }) => [attribute, band]))),
    ...(lookalike === null ? {} : { lookalike }),
  };
}

const ATTRIBUTES: readonly MatchAttribute[] = [
  ...(['GIVEN_NAME', 'SURNAME', 'PATRONYMIC', 'BIRTH_DATE', 'PLACE', 'SEX'] as const),
  ...(['DOCUMENT', 'NATIONAL_ID', 'PHONE', 'HANDLE'] as const),
];

function explanationOf(bands: ReadonlyMap<MatchAttribute, MatchBand>): MatchExplanation {
  const isAtLeast = (attribute: MatchAttribute, band: MatchBand) =>
    BANDS.indexOf(bands.get(attribute) ?? 'ABSENT') <= BANDS.indexOf(band);
  const names = (band: MatchBand) =>
    isAtLeast('GIVEN_NAME', band) && (isAtLeast('SURNAME', band) || isAtLeast('PATRONYMIC', band));
  if (isAtLeast('DOCUMENT', 'EQUAL') || isAtLeast('NATIONAL_ID', 'EQUAL')) return 'SAME_DOCUMENT';
  if (names('CLOSE') && isAtLeast('BIRTH_DATE', 'EQUAL')) return 'SAME_NAME_AND_BIRTH_DATE';
  if (isAtLeast('PHONE', 'EQUAL') || isAtLeast('HANDLE', 'EQUAL')) return 'SHARED_CONTACT';
  if (names('SIMILAR') && isAtLeast('BIRTH_DATE', 'SIMILAR')) return 'SIMILAR_NAME_AND_BIRTH_DATE';
  return 'OTHER';
}

function equal(attribute: MatchAttribute): AttributeBand {
  return { attribute, band: 'EQUAL' };
}

function close(attribute: MatchAttribute): AttributeBand {
  return { attribute, band: 'CLOSE' };
}
