import type { MentionData } from '#contracts';
import { checkEncoding, type EncodingFault } from '#linkage';

/** Says why a mention's encodings cannot be what an honest source made; `null`: nothing is wrong with them. */
export type EncodingCheck = (data: MentionData) => EncodingFault | null;

/** Each epoch of a mention is checked for itself: a rotation brings two. */
export function encodingCheck(openEpochs: Iterable<number>): EncodingCheck {
  const open = new Set(openEpochs);
  return ({ model, epoch: own, variants }) => {
    const epochs = new Set(variants.map(({ epoch }) => epoch ?? own));
    for (const epoch of epochs) {
      const fault = checkEncoding({ model, epoch, variants: variants.filter((v) => (v.epoch ?? own) === epoch) }, open);
      if (fault !== null) return fault;
    }
    return null;
  };
}

export const ENCODING_CHECK = Symbol('EncodingCheck');
