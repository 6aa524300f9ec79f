import { parseArgs } from 'node:util';
import { generic } from '#linkage';
import { UsageError, type Command, type CommandContext } from '../command.js';
import { linkPersons } from '../linkage/link-persons.js';
import { checkComparable, openEncoded, readSide, type OpenedFile } from '../linkage/read-encoded.js';
import { Progress } from '../linkage/progress.js';
import { refuseSharedIds } from '../linkage/shared-ids.js';
import { tellOneSource } from '../linkage/one-source.js';
import { checkOutputs } from '../linkage/outputs.js';
import { clusterLines, pairLines } from '../linkage/result-lines.js';
import { writeWhole } from '../linkage/write-whole.js';

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
  async run(args, context) {
    const request = requestOf(args);
    const started = performance.now();
    const [left, right] = [request.left.map(openEncoded), request.right.map(openEncoded)];
    checkComparable([...left, ...right]);
    const { out, clusters } = request;
    checkOutputs([out, ...(clusters === null ? [] : [clusters])], [...request.left, ...request.right]);
    const sides = [left, ...(right.length > 0 ? [right] : [])];
    const linked = left[0]?.generic
      ? generically(sides, request.rules, context)
      : asPersons(sides, request.rules, context);
    const pairs = [out, pairLines(linked.pairs)] as const;
    await writeWhole(
      pairs,
      ...(clusters === null ? [] : [[clusters, clusterLines(linked.clusters, linked.ids)] as const]),
    );
    const links = linked.pairs.filter(({ status }) => status === 'LINK').length;
    context.say(`${links} links and ${linked.pairs.length - links} pairs to review in ${out}`);
    context.say(`${seconds(started, performance.now())} s altogether`);
  },
};

interface Outcome {
  readonly pairs: readonly generic.LinkedPair[];
  readonly clusters: readonly (readonly string[])[];
  readonly ids: readonly string[];
}

type Rules = Omit<generic.LinkOptions, 'progress'>;

/** Any columns: weights are estimated from the data. */
function generically(files: readonly (readonly OpenedFile[])[], rules: Rules, context: CommandContext): Outcome {
  const headers = files.flat().flatMap(({ generic: header }) => header ?? []);
  const plan = generic.planOf((headers[0] ?? missing('--left')).schema);
  const refusals = { count: 0, tell: context.say };
  const [a = missing('--left'), b = null] = files.map((side) => readSide(side, plan, refusals));
  if (b !== null && rules.wantsClusters) refuseSharedIds(a.ids, b.ids);
  if (rules.betweenSources) tellOneSource([...a.sources, ...(b?.sources ?? [])], context);
  const progress = new Progress(context, 'compare', a.length).at;
  const started = performance.now();
  const measured = headers.map(({ chance }) => chance);
  const linked = generic.linkRecords(plan, a, b, measured, { ...rules, progress });
  const records = `${a.length}${b === null ? '' : ` and ${b.length}`} records`;
  context.say(
    `${records}, ${linked.compared} pairs compared, about ${Math.round(linked.model.matches)} matches expected`,
  );
  context.say(`compared and decided in ${seconds(started, performance.now())} s`);
  const { tags, pairs } = linked.skipped;
  if (tags > 0) context.say(`${tags} tags were left out because too many records share them (${pairs} pairs)`);
  if (refusals.count > 0) context.say(`${refusals.count} encodings were refused, see above`);
  return { pairs: linked.pairs, clusters: linked.clusters, ids: b === null ? a.ids : [...a.ids, ...b.ids].sort() };
}

/** Persons of the region: the frozen model and its thresholds. */
function asPersons(files: readonly (readonly OpenedFile[])[], rules: Rules, context: CommandContext): Outcome {
  if (rules.oneToOne) throw new UsageError('--one-to-one is not for person-1: a country may know a person twice');
  if (rules.link !== generic.LINK_THRESHOLD || rules.review !== generic.REVIEW_THRESHOLD) {
    throw new UsageError('--threshold and --review are not for person-1: its thresholds are part of the frozen model');
  }
  const linked = linkPersons(files, rules, context);
  context.say(`${linked.ids.length} records, ${linked.compared} pairs compared`);
  return linked;
}

interface Request {
  readonly left: readonly string[];
  readonly right: readonly string[];
  readonly out: string;
  readonly clusters: string | null;
  readonly rules: Rules;
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
