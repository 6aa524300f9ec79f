import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryRoot } from '#testing';
import { median, say } from '../lib/report.js';
import { judgePairs, pairKey, pairsWithin, type Judgement } from './judge.js';
import { kerege, makeKey, saidNumber } from './kerege.js';
import { lowMetric, metric, type Outcome, type Setting } from './part.js';
import { peerFigures } from './peers.js';
import { checkedByReference } from './reference-judge.js';
import { cell, readMap, readTable } from './table.js';

/** F1 to reach with nine columns, five, and names with birth date. */
const GOALS = [
  { set: 'febrl4_10', goals: { full: 0.998, core: 0.992, 'name-dob': 0.92 } },
  { set: 'febrl4_100', goals: { full: 0.9998, core: 0.999, 'name-dob': 0.97 } },
  { set: 'febrl3', goals: { full: 0.999, core: 0.994, 'name-dob': 0.93 } },
] as const;
type DataSet = (typeof GOALS)[number]['set'];
type Profile = keyof (typeof GOALS)[number]['goals'];
const PROFILES = ['full', 'core', 'name-dob'] as const;
/** Every record has a partner there. */
const ONE_TO_ONE: DataSet = 'febrl4_100';
/** Seconds that Splink needs for its link step. */
const LINK_SECONDS = 0.7;
const TIMED_RUNS = 3;

/** FEBRL's fictitious persons through the commands that operators use, with their defaults. */
export async function febrl(setting: Setting): Promise<Outcome> {
  const key = await makeKey(setting.work, 'GENERAL');
  const metrics = [];
  const details: Record<string, Judgement> = {};
  for (const { set, goals } of GOALS) {
    for (const profile of PROFILES) {
      const linked = new FebrlRun(setting, set, profile, key);
      await linked.encode();
      await linked.link();
      const judged = await linked.judged();
      say(
        `${set} ${profile}: F1 ${judged.f1.toFixed(4)}, ${judged.right} of ${judged.expected} pairs, ${judged.found} found`,
      );
      details[`${set} ${profile}`] = judged;
      metrics.push(metric(`${set}/${profile}`, judged.f1, goals[profile], 'F1'));
    }
  }
  const speed = await linkSeconds(setting, key);
  return { metrics: [...metrics, ...speed], details };
}

async function linkSeconds(setting: Setting, key: string) {
  const timed = new FebrlRun(setting, ONE_TO_ONE, 'full', key);
  const own: number[] = [];
  const splink: number[] = [];
  for (let run = 0; run < TIMED_RUNS; run += 1) {
    own.push(saidNumber(await timed.link(), /compared and decided in ([\d.]+) s/));
    const peer = await peerFigures(setting, 'splink_link.py', join(setting.data, 'linkage'));
    if (peer !== undefined) splink.push(peer['seconds'] ?? NaN);
    say(
      `linking ${ONE_TO_ONE} full: ${own.at(-1) ?? NaN} s${splink.length > 0 ? `, Splink ${splink.at(-1) ?? NaN} s` : ''}`,
    );
  }
  return [
    lowMetric('linkSeconds', median(own), LINK_SECONDS, 's'),
    ...(splink.length > 0 ? [lowMetric('splinkLinkSeconds', median(splink), null, 's')] : []),
  ];
}

/** One data set with the columns of one schema. */
class FebrlRun {
  private readonly folder: string;
  private readonly files: readonly string[];

  constructor(
    private readonly setting: Setting,
    private readonly set: DataSet,
    private readonly profile: Profile,
    private readonly key: string,
  ) {
    this.folder = join(setting.data, 'linkage', 'data', set);
    this.files = set === 'febrl3' ? ['records'] : ['a', 'b'];
  }

  private at(name: string): string {
    return join(this.setting.work, `${this.set}-${this.profile}-${name}`);
  }

  async encode(): Promise<void> {
    const schema = join(repositoryRoot(), 'examples', 'linkage', `febrl-${this.profile}.json`);
    for (const file of this.files) {
      const [from, to] = [join(this.folder, `${file}.csv`), this.at(`${file}.ndjson`)];
      await readTable(from, ['id']);
      await kerege('encode', '--in', from, '--schema', schema, '--key-file', this.key, '--out', to);
    }
  }

  link(): Promise<string> {
    const [left = '', right] = this.files.map((file) => this.at(`${file}.ndjson`));
    const sides =
      right === undefined
        ? ['--left', left, '--clusters', this.at('clusters.csv')]
        : ['--left', left, '--right', right];
    const more = this.set === ONE_TO_ONE ? ['--one-to-one'] : [];
    return kerege('link', ...sides, ...more, '--out', this.at('pairs.csv'));
  }

  async judged(): Promise<Judgement> {
    if (this.set === 'febrl3') {
      const truthFile = join(this.folder, 'truth_entities.csv');
      const [clusters, truth] = [
        await readMap(this.at('clusters.csv'), 'id', 'cluster'),
        await readMap(truthFile, 'id', 'entity_id'),
      ];
      const judged = judgePairs(pairsWithin(clusters), pairsWithin(truth));
      return checkedByReference(this.setting, judged, 'clusters', this.at('clusters.csv'), truthFile);
    }
    const truthFile = join(this.folder, 'truth_pairs.csv');
    const links = (await readTable(this.at('pairs.csv'), ['id_a', 'id_b', 'status'])).filter(
      (row) => cell(row, 'status') === 'LINK',
    );
    const keysOf = (rows: typeof links) => new Set(rows.map((row) => pairKey(cell(row, 'id_a'), cell(row, 'id_b'))));
    const judged = judgePairs(keysOf(links), keysOf(await readTable(truthFile, ['id_a', 'id_b'])));
    return checkedByReference(this.setting, judged, 'pairs', await this.linksAlone(links), truthFile);
  }

  /** The reference judge takes every pair of a file: those to review are left out. */
  private async linksAlone(links: readonly ReadonlyMap<string, string>[]): Promise<string> {
    const file = this.at('links.csv');
    const lines = links.map((row) => `${cell(row, 'id_a')},${cell(row, 'id_b')}`);
    await writeFile(file, ['id_a,id_b', ...lines, ''].join('\n'));
    return file;
  }
}
