import { matchRefOf, type DecidedPair, type DecidedPairs } from '#linkage';
import type { ComponentMention } from './component.js';

type Pair = DecidedPair<ComponentMention>;

/**
 * Which pairs of one component people have decided on. A decision names one mention and a match reference; the other
 * mention is the one that makes this reference with it. SAME counts when both sides said it, DIFFERENT from one side.
 */
export function decidedPairs(mentions: readonly ComponentMention[]): DecidedPairs<ComponentMention> {
  const must: Pair[] = [];
  const cannot: Pair[] = [];
  const deciding = mentions.filter(({ decisions }) => decisions.length > 0);
  const saidSame = new Set(
    deciding.flatMap((mention) =>
      mention.decisions.filter(({ verdict }) => verdict === 'SAME').map(({ matchRef }) => `${mention.id} ${matchRef}`),
    ),
  );
  for (const mention of deciding) {
    const verdicts = new Map(mention.decisions.map(({ matchRef, verdict }) => [matchRef, verdict]));
    for (const other of mentions) {
      if (other === mention) continue;
      const matchRef = matchRefOf(mention.mentionRef, other.mentionRef);
      const verdict = verdicts.get(matchRef);
      if (verdict === 'DIFFERENT') cannot.push([mention, other]);
      else if (verdict === 'SAME' && saidSame.has(`${other.id} ${matchRef}`)) must.push([mention, other]);
    }
  }
  return { must, cannot };
}
