import { parseArgs } from 'node:util';
import { generic } from '#linkage';
import { UsageError, type Command } from '../command.js';
import { checkComparable, openEncoded, readSide } from '../linkage/read-encoded.js';
import { Progress } from '../linkage/progress.js';
import { writeClusters, writePairs } from '../linkage/write-results.js';

const OPTIONS = {
  left: { type: 'string', multiple: true },
  right: { type: 'string', multiple: true },
  out: { type: 'string' },
  clusters: { type: 'string' },
  'one-to-one': { type: 'boolean', default: false },
  'between-sources': { type: 'boolean', default: false },
  threshold: { type: 'string', default: String(generic.LINK_THRESHOLD) },
  review: { type: 'string', default: String(generic.REVIEW_THRESHOLD) },
} as const;

/** Links encoded files: two sides, or one side within itself. Knows neither key nor persons. */
export const link: Command = {
  name: 'link',
  usage: [
    'link --left FILE.ndjson [--left …] [--right FILE.ndjson …] --out pairs.csv [--clusters clusters.csv]',
    'link … [--one-to-one] [--between-sources] [--threshold 0.5] [--review 0.25]',
  ],
  run(args, context) {
    const request = requestOf(args);
    const started = performance.now();
    const [left, right] = [request.left.map(openEncoded), request.right.map(openEncoded)];
    checkComparable([...left, ...right]);
    const plan = generic.planOf((left[0] ?? missing('--left')).header.schema);
    const refusals = { count: 0, tell: context.say };
    const sides = [left, ...(right.length > 0 ? [right] : [])].map((files) => readSide(files, plan, refusals));
    const [a = missing('--left'), b = null] = sides;
    const read = performance.now();
    const measured = [...left, ...right].map(({ header }) => header.chance);
    const progress = new Progress(context, 'compare', a.length).at;
    const linked = generic.linkRecords(plan, a, b, measured, { ...request.rules, progress });
    const decided = performance.now();
    writePairs(request.out, linked.pairs);
    if (request.clusters !== null) {
      writeClusters(request.clusters, linked.clusters, b === null ? a.ids : [...a.ids, ...b.ids].sort());
    }
    const links = linked.pairs.filter(({ status }) => status === 'LINK').length;
    context.say(
      `${a.length}${b === null ? '' : ` and ${b.length}`} records, ${linked.compared} pairs compared, about ${Math.round(linked.model.matches)} matches expected`,
    );
    context.say(`${links} links and ${linked.pairs.length - links} pairs to review in ${request.out}`);
    context.say(`read in ${seconds(started, read)} s, linked in ${seconds(read, decided)} s`);
    if (linked.skipped.tags > 0) {
      context.say(
        `${linked.skipped.tags} tags were left out because too many records share them (${linked.skipped.pairs} pairs)`,
      );
    }
    if (refusals.count > 0) context.say(`${refusals.count} encodings were refused, see above`);
    return Promise.resolve();
  },
};

interface Request {
  readonly left: readonly string[];
  readonly right: readonly string[];
  readonly out: string;
  readonly clusters: string | null;
  readonly rules: Omit<generic.LinkOptions, 'progress'>;
}

function requestOf(args: readonly string[]): Request {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const { left = missing('--left'), right = [], out = missing('--out'), clusters = null } = values;
  if (values['one-to-one'] && right.length === 0) {
    throw new UsageError('--one-to-one needs two sides: --right is missing');
  }
  const [link_, review] = [probability(values.threshold, '--threshold'), probability(values.review, '--review')];
  if (review > link_) throw new UsageError('--review is above --threshold');
  const rules = {
    ...{ oneToOne: values['one-to-one'], betweenSources: values['between-sources'], wantsClusters: clusters !== null },
    ...{ link: link_, review },
  };
  return { left, right, out, clusters, rules };
}

function probability(text: string, option: string): number {
  const value = Number(text);
  if (!(value > 0 && value < 1)) throw new UsageError(`${option} is no probability between 0 and 1: ${text}`);
  return value;
}

function seconds(from: number, to: number): string {
  return ((to - from) / 1000).toFixed(2);
}

function missing(option: string): never {
  throw new UsageError(`${option} is missing`);
}
