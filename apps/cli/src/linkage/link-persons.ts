import {
  candidatePairs,
  generic,
  PERSON_LAYOUT,
  PERSON_MODEL,
  personPairModel,
  posteriorPpm,
  type VariantBits,
} from '#linkage';
import type { OpenedFile } from './read-encoded.js';
import { refuseSharedIds } from './shared-ids.js';

const PPM = 1_000_000;

interface Mention {
  readonly id: string;
  readonly source: string;
  readonly side: number;
  readonly variants: readonly VariantBits[];
}

export interface LinkedPersons {
  readonly pairs: readonly generic.LinkedPair[];
  readonly clusters: readonly (readonly string[])[];
  readonly ids: readonly string[];
  readonly compared: number;
}

/**
 * Links persons with the frozen regional model and its thresholds. One side is compared within itself, two with each other.
 * @param tell is told about encodings that are left out
 */
export function linkPersons(
  sides: readonly (readonly OpenedFile[])[],
  { betweenSources, wantsClusters }: { betweenSources: boolean; wantsClusters: boolean },
  tell: (text: string) => void,
): LinkedPersons {
  const mentions = sides.flatMap((files, side) => files.flatMap((file) => [...mentionsOf(file, side, tell)]));
  mentions.sort((a, b) => a.side - b.side || (a.id < b.id ? -1 : 1));
  const twice = mentions.find(({ id, side }, i) => mentions[i - 1]?.id === id && mentions[i - 1]?.side === side);
  if (twice !== undefined) throw new Error(`The identifier ${twice.id} occurs twice on one side.`);
  if (wantsClusters) refuseSharedIds(...idsOfSides(mentions));
  const model = personPairModel();
  const { statistical, review, keep } = model.thresholds;
  const pairs: generic.LinkedPair[] = [];
  const scored: generic.ScoredIds[] = [];
  let compared = 0;
  for (const [i, j] of candidatePairs(mentions, { acrossSources: betweenSources })) {
    const [a, b] = [mentions[i], mentions[j]];
    if (a === undefined || b === undefined || (sides.length > 1 && a.side === b.side)) continue;
    compared += 1;
    const { mbits, conflict } = model.score(model.evidence(a.variants, b.variants));
    if (mbits >= keep) scored.push({ a: a.id, b: b.id, mbits, conflict });
    if (mbits < review) continue;
    const status = mbits >= statistical && !conflict ? 'LINK' : 'REVIEW';
    pairs.push({ a: a.id, b: b.id, posterior: posteriorPpm(PERSON_MODEL, mbits) / PPM, status });
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

function idsOfSides(mentions: readonly Mention[]): [string[], string[]] {
  const of = (wanted: number) => mentions.filter(({ side }) => side === wanted).map(({ id }) => id);
  return [of(0), of(1)];
}

function* mentionsOf(file: OpenedFile, side: number, tell: (text: string) => void): Generator<Mention> {
  let line = 1;
  for (const text of file.lines) {
    line += 1;
    const mention = mentionOf(text, side);
    if (mention !== null) yield mention;
    else tell(`${file.name} line ${line} is refused: no encoding of ${PERSON_MODEL.name}`);
  }
  const { records } = file.header;
  if (line !== records + 1) throw new Error(`${file.name} is cut short: ${line - 1} of ${records} records.`);
}

function mentionOf(text: string, side: number): Mention | null {
  try {
    const { id, source, variants } = JSON.parse(text) as Record<string, unknown>;
    if (typeof id !== 'string' || typeof source !== 'string' || !Array.isArray(variants)) return null;
    return { id, source, side, variants: variants.map(variantOf) };
  } catch {
    return null;
  }
}

function variantOf(item: unknown): VariantBits {
  const { v, tag, seg } = item as Record<string, unknown>;
  if (typeof v !== 'string' || typeof tag !== 'string' || !/^[0-9a-f]{16}$/.test(tag)) throw new TypeError('tag');
  if (seg === undefined) return { v, tag, seg: null };
  if (typeof seg !== 'string') throw new TypeError('segment');
  const bytes = Buffer.from(seg, 'base64');
  if (bytes.length !== PERSON_LAYOUT.bytes) throw new TypeError('segment');
  return { v, tag, seg: bytes };
}
