import { AgencyClient, loadSettings, NationalApi, type RecordAnswer } from '#agency-client';
import { Answers } from './answers.js';
import { fictitiousRecords } from './records.js';

/** An agency's system in small: hands in a few fictitious records and prints what became of each. */
async function main(file: string | undefined): Promise<void> {
  if (file === undefined) throw new Error('usage: npm run agency -- <home>/keys/agencies/<organisation>/agency.json');
  const settings = await loadSettings(file);
  const client = new AgencyClient(settings);
  const answers = new Answers();
  await client.open((answer) => answers.take(answer));
  try {
    const ids = await client.submit(fictitiousRecords(settings.organisation));
    for (const answer of await answers.of(ids)) process.stdout.write(`${lineOf(answer)}\n`);
  } finally {
    await client.close();
  }
  const cases = await new NationalApi(settings.api).cases();
  process.stdout.write(`${settings.organisation} has ${cases.length} cases in the register\n`);
}

/** What became of a record, in one line: `KZ-DEMO0001 registered case …`, `KZ-DEMO0003 rejected sex unknown-code`. */
function lineOf({ record_id, outcome, case_ref, errors = [] }: RecordAnswer): string {
  const details = [
    ...(case_ref === undefined ? [] : [`case ${case_ref}`]),
    ...errors.map((e) => `${e.field} ${e.code}`),
  ];
  return [record_id ?? '?', outcome, ...details].join(' ');
}

main(process.argv[2]).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
