import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { personPairModel } from '#linkage';
import { repositoryRoot } from '#testing';
import { namesAndBirthOnly } from '../person-model/subsets.js';
import { say } from '../lib/report.js';
import { agencyRecords, COUNTRIES, crossBorderTruth, type AgencyRecord } from './agency-records.js';
import { judgePairs, pairKey, type Judgement } from './judge.js';
import { kerege, makeKey } from './kerege.js';
import { lowMetric, metric, type Outcome, type Setting } from './part.js';
import { plainCandidates, plainPersons, plainScore, type PlainPerson } from './plain-persons.js';
import { recallOracle } from './recall-oracle.js';
import { cell, readTable } from './table.js';

/** Precision to keep and recall to reach at the frozen thresholds. */
const STATISTICAL = { precision: 0.99, recall: 0.9 };
const REVIEW = { precision: 0.9, recall: 0.97 };
const NAMES_ALONE = { precision: 0.99, recall: 0.55 };
/** What encoding may cost of F1, beside the same model on uncoded forms. */
const COST_OF_ENCODING = 0.02;
const ORACLE = { recall: 0.995, reduction: 0.998 };
const NAME_PARTS = ['givenName', 'patronymic', 'surname', 'birthDate', 'sex'];

interface AtThresholds {
  readonly statistical: Judgement;
  readonly review: Judgement;
}

/** All pairs of two countries of the fictitious case records, consent gate off, with the frozen model. */
export async function agency({ data, work }: Setting): Promise<Outcome> {
  const folder = join(data, 'agency-records');
  const records = await agencyRecords(folder);
  const truth = await crossBorderTruth(folder);
  const key = await makeKey(work, 'VICTIM');
  const example = join(repositoryRoot(), 'examples', 'linkage', 'agency-records.json');
  const all = await linked(folder, work, key, example, truth);
  tell('all fields', all);
  const names = await linked(folder, work, key, await fewerColumns(example, work), truth);
  tell('names, birth date and sex', names);
  const persons = plainPersons(records);
  const plain = judgedPlain(persons, truth);
  tell('all fields, uncoded', plain);
  const plainNames = judgedPlain(plainPersons(records.map(namesAlone)), truth);
  tell('names, birth date and sex, uncoded', plainNames);
  const oracle = recallOracle(persons);
  say(`oracle: recall ${oracle.recall.toFixed(4)} of ${oracle.above} pairs, reduction ${oracle.reduction.toFixed(5)}`);
  return {
    metrics: [
      ...figures('agency/statistical', all.statistical, STATISTICAL),
      ...figures('agency/review', all.review, REVIEW),
      ...figures('agencyNames/statistical', names.statistical, NAMES_ALONE),
      lowMetric('agency/costOfEncoding', plain.statistical.f1 - all.statistical.f1, COST_OF_ENCODING, 'F1'),
      lowMetric('agencyNames/costOfEncoding', plainNames.statistical.f1 - names.statistical.f1, COST_OF_ENCODING, 'F1'),
      metric('oracle/recall', oracle.recall, ORACLE.recall),
      metric('oracle/reduction', oracle.reduction, ORACLE.reduction),
    ],
    details: { model: personPairModel().hash, all, names, plain, plainNames, oracle },
  };
}

function figures(name: string, { precision, recall }: Judgement, goals: { precision: number; recall: number }) {
  return [metric(`${name}/precision`, precision, goals.precision), metric(`${name}/recall`, recall, goals.recall)];
}

function tell(what: string, { statistical, review }: AtThresholds): void {
  const text = ({ precision, recall }: Judgement) => `precision ${precision.toFixed(4)} recall ${recall.toFixed(4)}`;
  say(`${what}: statistical ${text(statistical)}, review ${text(review)}`);
}

/** The schema of the same file with the columns of names, birth date and sex alone. */
async function fewerColumns(example: string, work: string): Promise<string> {
  const schema = JSON.parse(await readFile(example, 'utf8')) as { columns: Record<string, string> };
  const columns = Object.fromEntries(Object.entries(schema.columns).filter(([part]) => NAME_PARTS.includes(part)));
  const file = join(work, 'names-alone.json');
  await writeFile(file, JSON.stringify({ ...schema, columns }));
  return file;
}

function namesAlone(record: AgencyRecord): AgencyRecord {
  const { recordId, country } = record;
  return { ...namesAndBirthOnly({ ...record, personId: '' }), recordId, country };
}

/** Each country encodes its own file; the region links them. */
async function linked(
  folder: string,
  work: string,
  key: string,
  schema: string,
  truth: ReadonlySet<string>,
): Promise<AtThresholds> {
  const sides: string[] = [];
  for (const country of COUNTRIES) {
    const [from, to] = [join(folder, `${country}.csv`), join(work, `${country}.ndjson`)];
    await kerege('encode', '--in', from, '--schema', schema, '--key-file', key, '--source', country, '--out', to);
    sides.push('--left', to);
  }
  const out = join(work, 'agency-pairs.csv');
  await kerege('link', ...sides, '--between-sources', '--out', out);
  const rows = await readTable(out, ['id_a', 'id_b', 'status']);
  const keys = (kept: typeof rows) => new Set(kept.map((row) => pairKey(cell(row, 'id_a'), cell(row, 'id_b'))));
  const links = rows.filter((row) => cell(row, 'status') === 'LINK');
  return { statistical: judgePairs(keys(links), truth), review: judgePairs(keys(rows), truth) };
}

function judgedPlain(persons: readonly PlainPerson[], truth: ReadonlySet<string>): AtThresholds {
  const { thresholds } = personPairModel();
  const [links, proposals] = [new Set<string>(), new Set<string>()];
  for (const [i, j] of plainCandidates(persons)) {
    const [a, b] = [persons[i], persons[j]];
    if (a === undefined || b === undefined) continue;
    const { mbits, conflict } = plainScore(a, b);
    if (mbits >= thresholds.review) proposals.add(pairKey(a.id, b.id));
    if (mbits >= thresholds.statistical && !conflict) links.add(pairKey(a.id, b.id));
  }
  return { statistical: judgePairs(links, truth), review: judgePairs(proposals, truth) };
}
