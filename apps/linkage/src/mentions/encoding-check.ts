import type { MentionData } from '#contracts';
import { checkEncoding, type EncodingFault } from '#linkage';
import type { RevokedEpochs } from '../epochs/revoked-epochs.js';

/** Says why a mention's encodings cannot be what an honest source made; `null`: nothing is wrong with them. */
export type EncodingCheck = (data: MentionData) => EncodingFault | null;

/** Each epoch of a mention is checked for itself: a rotation brings two. What is of a revoked one is not kept, and not looked at. */
export function encodingCheck(openEpochs: Iterable<number>, revoked: RevokedEpochs = new Set()): EncodingCheck {
  const open = new Set(openEpochs);
  return ({ model, epoch: own, variants }) => {
    const epochs = new Set(variants.map(({ epoch }) => epoch ?? own));
    for (const epoch of epochs) {
      if (revoked.has(epoch)) continue;
      const fault = checkEncoding({ model, epoch, variants: variants.filter((v) => (v.epoch ?? own) === epoch) }, open);
      if (fault !== null) return fault;
    }
    return null;
  };
}

export const ENCODING_CHECK = Symbol('EncodingCheck');
