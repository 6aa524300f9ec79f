import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { program } from '../../../apps/region/src/programs.js';
import { say } from '../lib/report.js';
import { COUNTRIES, crossBorderTruth } from './agency-records.js';
import { judgePairs, pairKey } from './judge.js';
import { lowMetric, metric, type Outcome, type Setting } from './part.js';
import { cell, readTable } from './table.js';

const GOAL = { precision: 0.99, recall: 0.85, withoutConsent: 0 };
const PURPOSE = 'CROSS_BORDER_MATCH';
const MOST_OUTPUT = 64 << 20;

/**
 * The whole region on the fictitious case records, consent gate on: which records of two countries one cluster holds, of the
 * pairs of one person where both records carry the consent, and whether any link stands on less.
 */
export async function consent({ data, work }: Setting): Promise<Outcome> {
  const folder = join(data, 'agency-records');
  const consented = await recordsWithConsent(folder);
  const hasConsent = (pair: string) => pair.split('\n').every((record) => consented.has(record));
  const truth = new Set([...(await crossBorderTruth(folder))].filter(hasConsent));
  const found = await linkedByRegion(folder, work);
  const without = [...found].filter((pair) => !hasConsent(pair)).length;
  const judged = judgePairs(found, truth);
  const { precision, recall } = judged;
  say(`gate on: precision ${precision.toFixed(4)} recall ${recall.toFixed(4)}, ${without} links without consent`);
  return {
    metrics: [
      metric('consent/precision', precision, GOAL.precision),
      metric('consent/recall', recall, GOAL.recall),
      lowMetric('consent/linksWithoutConsent', without, GOAL.withoutConsent, 'pairs'),
    ],
    details: judged,
  };
}

async function recordsWithConsent(folder: string): Promise<Set<string>> {
  const read = COUNTRIES.map((country) => readTable(join(folder, `${country}.csv`), ['record_id', 'consents']));
  const rows = (await Promise.all(read)).flat();
  const given = rows.filter((row) => cell(row, 'consents').split('|').includes(PURPOSE));
  return new Set(given.map((row) => cell(row, 'record_id')));
}

/** Pairs across a border that `npm start -- --links` writes. */
async function linkedByRegion(folder: string, work: string): Promise<Set<string>> {
  const file = join(work, 'links.csv');
  const { DATABASE_URL: _database, KAFKA_BROKERS: _brokers, ...environment } = process.env;
  say('the region runs on all records, about a minute');
  await promisify(execFile)(process.execPath, [program('region'), '--records', folder, '--exit', '--links', file], {
    env: { ...environment, KEREGE_HOME: join(work, 'home') },
    maxBuffer: MOST_OUTPUT,
  });
  const rows = await readTable(file, ['record_id_a', 'record_id_b']);
  const pairs = rows.map((row) => [cell(row, 'record_id_a'), cell(row, 'record_id_b')] as const);
  return new Set(pairs.flatMap(([a, b]) => (a.slice(0, 2) === b.slice(0, 2) ? [] : [pairKey(a, b)])));
}
