import { birthDate, createPersonEncoder, generic } from '#linkage';
import type { CommandContext } from '../command.js';
import type { EncodeOutcome } from './encode-file.js';
import { personOf, personSchemaHash, type PersonSchema } from './person-schema.js';
import { Problems } from './problems.js';
import { readRecords, type CsvRecord, type RecordFile } from './read-records.js';
import { writeWhole } from './write-whole.js';

export interface PersonEncodeRequest {
  readonly input: string;
  readonly out: string;
  readonly schema: PersonSchema;
  readonly scope: generic.EncodingScope;
  readonly source: string;
  readonly context: CommandContext;
}

/** Encodes persons as national services do, with the regional model. Reads the file twice: the header tells how many there are. */
export async function encodePersons(request: PersonEncodeRequest): Promise<EncodeOutcome> {
  const { out, schema, scope } = request;
  const encoder = createPersonEncoder(scope.key, scope.epoch, schema.purpose);
  const problems = new Problems(request.context);
  const file = recordFileOf(request);
  let records = 0;
  for await (const record of readRecords(file, 'read', problems)) {
    tellUnreadable(schema, record, problems);
    records += 1;
  }
  const lines = async function* () {
    yield JSON.stringify(headerOf(request, records));
    for await (const { id, source, cells } of readRecords(file, 'encode', null)) {
      yield JSON.stringify({ id, source, variants: encoder.encode(personOf(schema, cells)) });
    }
  };
  await writeWhole([out, lines()]);
  return { encoded: records, refused: problems.rows, unreadable: problems.cells };
}

function recordFileOf({ input, schema, source, context }: PersonEncodeRequest): RecordFile {
  return { input, id: schema.id, sourceColumn: schema.source, source, columns: [...schema.columns.values()], context };
}

function tellUnreadable(schema: PersonSchema, { line, cells }: CsvRecord, problems: Problems): void {
  const born = personOf(schema, cells).birthDate;
  if (born === null || birthDate(born).year !== null) return;
  problems.cell(line, schema.columns.get('birthDate') ?? '', 'date of the form YYYY-MM-DD, YYYY-MM or YYYY');
}

function headerOf({ schema, scope }: PersonEncodeRequest, records: number) {
  const hash = personSchemaHash(schema);
  return {
    ...{ format: generic.ENCODED_FORMAT, version: generic.ENCODED_VERSION },
    ...{ schema: { model: schema.model, purpose: schema.purpose }, schemaHash: hash },
    ...{ epoch: scope.epoch, keyCheck: generic.keyCheck(scope, hash), records },
  };
}
