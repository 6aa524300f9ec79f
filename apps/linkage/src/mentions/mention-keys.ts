import { createHash } from 'node:crypto';
import type { EncodedVariant, Variant } from '#contracts';
import { EXACT_RULES, linkKeys, type StrengthKey } from '#linkage';
import type { MentionContent } from '../clusters/linkage-engine.js';

type Tags = Partial<Record<Variant, string>>;

/**
 * The keys under which a mention may be linked, one for each rule and choice of tags: a variant may occur more than once
 * (two documents, an uncertain year). At most 32 variants make at most a few hundred keys.
 */
export function keysOf({ epoch, variants }: MentionContent): StrengthKey[] {
  const keys = new Map<string, number>();
  EXACT_RULES.forEach((rule, place) => {
    for (const tags of choices(rule, variants)) {
      for (const key of linkKeys({ epoch, tags })) keys.set(key, Math.min(place, keys.get(key) ?? place));
    }
  });
  return [...keys].map(([key, rule]) => ({ key: digest(key), rule }));
}

/** Every way to take one tag for each variant of a rule. */
function choices(rule: readonly Variant[], variants: readonly EncodedVariant[]): Tags[] {
  return rule.reduce<Tags[]>(
    (chosen, variant) =>
      chosen.flatMap((tags) =>
        variants.filter(({ v }) => v === variant).map(({ tag }) => ({ ...tags, [variant]: tag })),
      ),
    [{}],
  );
}

/** 128 bits in the layout of a uuid: half the index of the text, and no tag in the clear in a dump of the index. */
function digest(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 32);
}
