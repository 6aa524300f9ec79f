// npm run corpus -- --out folder [--seed 1] [--persons 7000] [--names all|training|held-out]: a fictitious corpus as files.
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { prepare } from './lib/prepare.mjs';
import { ROOT } from './lib/run.mjs';

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    seed: { type: 'string', default: '1' },
    persons: { type: 'string', default: '7000' },
    names: { type: 'string', default: 'all' },
  },
});
const [seed, persons] = [Number(values.seed), Number(values.persons)];
if (!values.out || !Number.isInteger(seed) || !Number.isInteger(persons) || persons < 1) {
  console.error('Usage: npm run corpus -- --out folder [--seed 1] [--persons 7000] [--names all|training|held-out]');
  process.exit(1);
}
if (!['all', 'training', 'held-out'].includes(values.names)) {
  console.error(`--names is all, training or held-out, and not ${values.names}.`);
  process.exit(1);
}

await prepare();
const testing = await import(pathToFileURL(join(ROOT, 'dist/libs/testing/src/corpus/index.js')).href);
mkdirSync(values.out, { recursive: true });
const files = new Map();
const open = (name, header) => {
  // Never over something that is there: the truth of one corpus beside the rows of another would mislead.
  files.set(name, openSync(join(values.out, `${name}.csv`), 'wx'));
  writeSync(files.get(name), header);
};
for (const country of ['kz', 'kg', 'tj', 'uz']) open(country, testing.CORPUS_HEADER);
open('truth', testing.CORPUS_TRUTH_HEADER);
open('traps', testing.CORPUS_TRAPS_HEADER);

let records = 0;
for (const part of testing.corpusParts({ seed, persons, names: values.names })) {
  for (const record of part.records) {
    writeSync(files.get(record.country.toLowerCase()), testing.corpusLine(record));
    writeSync(files.get('truth'), testing.corpusTruthLine(record));
    records++;
  }
  for (const trap of part.traps) writeSync(files.get('traps'), testing.corpusTrapLine(trap));
}
for (const file of files.values()) closeSync(file);
console.log(`${records} records of ${persons} persons in ${values.out}`);
