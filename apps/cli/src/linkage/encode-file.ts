import { generic } from '#linkage';
import type { CommandContext } from '../command.js';
import { Problems } from './problems.js';
import { readRecords, type CsvRecord, type RecordFile } from './read-records.js';
import { writeWhole } from './write-whole.js';

export interface EncodeRequest {
  readonly input: string;
  readonly out: string;
  readonly schema: generic.LinkageSchema;
  readonly scope: generic.EncodingScope;
  /** Name of the source, where no column holds it. */
  readonly source: string;
  readonly context: CommandContext;
}

export interface EncodeOutcome {
  readonly encoded: number;
  readonly refused: number;
  readonly unreadable: number;
}

/**
 * Reads the file twice: once for what its header tells (number of records, chance agreement, how common names are), once for
 * its records. The output appears under its name only when it is complete.
 */
export async function encodeFile(request: EncodeRequest): Promise<EncodeOutcome> {
  const { schema, scope, out } = request;
  const plan = generic.planOf(schema);
  const encoder = generic.createRecordEncoder(plan, scope);
  const problems = new Problems(request.context);
  const statistics = new generic.FileStatistics(plan);
  const file = recordFileOf(request);
  let records = 0;
  for await (const record of readRecords(file, 'read', problems)) {
    statistics.add(record.id, formsOf(plan, record, problems));
    records += 1;
  }
  const lines = async function* () {
    yield generic.headerLine(headerOf(request, records, statistics.chance(encoder)));
    for await (const record of readRecords(file, 'encode', null)) {
      const forms = formsOf(plan, record, null);
      yield generic.recordLine(record.id, record.source, encoder.encode(forms), statistics.rarityOf(forms));
    }
  };
  await writeWhole([out, lines()]);
  return { encoded: records, refused: problems.rows, unreadable: problems.cells };
}

function recordFileOf({ input, schema, source, context }: EncodeRequest): RecordFile {
  const columns = schema.attributes.map(({ column }) => column);
  return { input, id: schema.id, sourceColumn: schema.source, source, columns, context };
}

function headerOf(
  { schema, scope }: EncodeRequest,
  records: number,
  chance: generic.ChanceAgreement,
): generic.EncodedHeader {
  const hash = generic.schemaHash(schema);
  return {
    ...{ format: generic.ENCODED_FORMAT, version: generic.ENCODED_VERSION, schema, schemaHash: hash },
    ...{ epoch: scope.epoch, keyCheck: generic.keyCheck(scope, hash), records, chance },
  };
}

function formsOf(
  plan: generic.LinkagePlan,
  { line, cells }: CsvRecord,
  problems: Problems | null,
): (generic.AttributeForms | null)[] {
  return plan.attributes.map(({ attribute }) => {
    const { column, kind, format } = attribute;
    const form = generic.formsOf(attribute, cells.get(column) ?? '');
    if (form !== 'unreadable') return form;
    problems?.cell(line, column, kind === 'date' ? `date of the form ${format}` : kind);
    return null;
  });
}
