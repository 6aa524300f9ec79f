import type { Static } from '@sinclair/typebox';
import {
  ReferralGuardSchema,
  ReferralNoteSchema,
  ReferralPreviewSchema,
  StartGuardSchema,
} from '../events/sealed-parts.js';
import { compile, type Validator } from './compiler.js';

/** The parts of referral events that are sealed, by the name in their protected header. */
export const SEALED_PARTS = {
  preview: ReferralPreviewSchema,
  'request-guard': ReferralGuardSchema,
  'start-guard': StartGuardSchema,
  question: ReferralNoteSchema,
  answer: ReferralNoteSchema,
} as const;

export type SealedPart = keyof typeof SEALED_PARTS;
export type SealedPartData<P extends SealedPart> = Static<(typeof SEALED_PARTS)[P]>;

const validators = new Map<SealedPart, Validator>();

/** Whether opened data have the form of a part. Who sealed it could have put anything there. */
export function isSealedPart<P extends SealedPart>(part: P, data: unknown): data is SealedPartData<P> {
  const known = validators.get(part) ?? compile(SEALED_PARTS[part]);
  validators.set(part, known);
  return known(data) === true;
}
