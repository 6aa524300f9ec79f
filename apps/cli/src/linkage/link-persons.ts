import { candidatePairs, generic, personPairModel, TAG_CAP_PER_SOURCE } from '#linkage';
import type { CommandContext } from '../command.js';
import { Progress } from './progress.js';
import { tellOneSource } from './one-source.js';
import type { OpenedFile } from './read-encoded.js';
import { mentionsOf, type Mention } from './read-mentions.js';
import { refuseSharedIds } from './shared-ids.js';

const PPM = 1_000_000;

export interface LinkedPersons {
  readonly pairs: readonly generic.LinkedPair[];
  readonly clusters: readonly (readonly string[])[];
  readonly ids: readonly string[];
  readonly compared: number;
}

/**
 * Links persons with the frozen regional model and its thresholds. One side is compared within itself, two with each other. The
 * context is told what is left out, and how far the comparison is.
 */
export function linkPersons(
  sides: readonly (readonly OpenedFile[])[],
  { betweenSources, wantsClusters }: { betweenSources: boolean; wantsClusters: boolean },
  context: CommandContext,
): LinkedPersons {
  const mentions = mentionsOfSides(sides, context);
  if (wantsClusters) refuseSharedIds(...idsOfSides(mentions));
  if (betweenSources) {
    tellOneSource(
      mentions.map(({ source }) => source),
      context,
    );
  }
  const model = personPairModel();
  const { statistical, review, keep } = model.thresholds;
  const pairs: generic.LinkedPair[] = [];
  const scored: generic.ScoredIds[] = [];
  let compared = 0;
  const candidates = candidatesAmong(mentions, betweenSources, context);
  const progress = new Progress(context, 'compare', candidates.length);
  progress.at(0);
  for (const [done, [i, j]] of candidates.entries()) {
    progress.at(done + 1);
    const [a, b] = [mentions[i], mentions[j]];
    if (a === undefined || b === undefined || (sides.length > 1 && a.side === b.side)) continue;
    compared += 1;
    const evidence = model.evidence(a.variants, b.variants);
    const { mbits, conflict } = model.score(evidence);
    if (mbits >= keep) scored.push({ a: a.id, b: b.id, mbits, conflict });
    if (mbits < review) continue;
    const status = mbits >= statistical && !conflict ? 'LINK' : 'REVIEW';
    pairs.push({ a: a.id, b: b.id, posterior: model.posteriorPpm(evidence, mbits) / PPM, status });
  }
  const ids = mentions.map(({ id }) => id).sort();
  if (!wantsClusters) return { pairs, clusters: [], ids, compared };
  const clusters = generic.clustersOf(scored, statistical);
  const clusterOf = new Map(clusters.flatMap((members, at) => members.map((id) => [id, at] as const)));
  const inCluster = pairs.map((pair): generic.LinkedPair => {
    const isLink = clusterOf.has(pair.a) && clusterOf.get(pair.a) === clusterOf.get(pair.b);
    return { ...pair, status: isLink ? 'LINK' : 'REVIEW' };
  });
  return { pairs: inCluster, clusters, ids, compared };
}

function mentionsOfSides(sides: readonly (readonly OpenedFile[])[], { say }: CommandContext): Mention[] {
  let refused = 0;
  const refuse = (text: string) => {
    refused += 1;
    say(text);
  };
  const mentions = sides.flatMap((files, side) => files.flatMap((file) => [...mentionsOf(file, side, refuse)]));
  if (refused > 0) say(`${refused} encodings were refused, see above`);
  mentions.sort((a, b) => a.side - b.side || (a.id < b.id ? -1 : 1));
  const twice = mentions.find(({ id, side }, i) => mentions[i - 1]?.id === id && mentions[i - 1]?.side === side);
  if (twice !== undefined) throw new Error(`The identifier ${twice.id} occurs twice on one side.`);
  return mentions;
}

function idsOfSides(mentions: readonly Mention[]): [string[], string[]] {
  const of = (wanted: number) => mentions.filter(({ side }) => side === wanted).map(({ id }) => id);
  return [of(0), of(1)];
}

/** Pairs that share a tag. What the cap leaves out is told: it may be a duplicated file or a value that stands for "unknown". */
function candidatesAmong(mentions: readonly Mention[], acrossSources: boolean, { say }: CommandContext) {
  let crowded = 0;
  const pairs = candidatePairs(mentions, { acrossSources, onCrowded: () => (crowded += 1) });
  if (crowded > 0) {
    say(`${crowded} tags were left out for a source of which more than ${TAG_CAP_PER_SOURCE} records share them`);
  }
  return pairs;
}
