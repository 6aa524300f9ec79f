import { createWriteStream, renameSync, rmSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { generic } from '#linkage';
import type { CommandContext } from '../command.js';
import { Progress } from './progress.js';
import { readRows } from './read-rows.js';

/** Bad rows and cells that are told one by one; further ones are only counted. */
const MOST_TOLD = 100;

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

/** A row whose cells were read. */
interface Readable {
  readonly id: string;
  readonly source: string;
  readonly forms: readonly (generic.AttributeForms | null)[];
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
  let records = 0;
  for await (const { id, forms } of readable(request, plan, 'read', problems)) {
    statistics.add(id, forms);
    records += 1;
  }
  const part = `${out}.part`;
  const file = createWriteStream(part, { mode: 0o600 });
  try {
    const write = async (line: string) => {
      if (!file.write(`${line}\n`)) await once(file, 'drain');
    };
    await write(generic.headerLine(headerOf(request, records, statistics.chance(encoder))));
    for await (const { id, source, forms } of readable(request, plan, 'encode', null)) {
      await write(generic.recordLine(id, source, encoder.encode(forms), statistics.rarityOf(forms)));
    }
    file.end();
    await once(file, 'finish');
    renameSync(part, out);
  } catch (error) {
    file.destroy();
    rmSync(part, { force: true });
    throw error;
  }
  return { encoded: records, refused: problems.rows, unreadable: problems.cells };
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

/** Rows that can be encoded. @param problems is told about the others; null where that was done before */
async function* readable(
  { input, schema, source, context }: EncodeRequest,
  plan: generic.LinkagePlan,
  step: string,
  problems: Problems | null,
): AsyncGenerator<Readable> {
  const needed = [
    schema.id,
    ...(schema.source === null ? [] : [schema.source]),
    ...schema.attributes.map((a) => a.column),
  ];
  const progress = new Progress(context, step, statSync(input).size);
  const seen = new Set<string>();
  for await (const row of readRows(input, needed, progress.at)) {
    if ('reason' in row) {
      problems?.row(row.line, row.reason);
      continue;
    }
    const id = row.cells.get(schema.id) ?? '';
    if (id === '' || seen.has(id)) {
      problems?.row(row.line, id === '' ? 'its identifier is empty' : 'its identifier has occurred before');
      continue;
    }
    seen.add(id);
    const forms = plan.attributes.map(({ attribute }) => {
      const form = generic.formsOf(attribute, row.cells.get(attribute.column) ?? '');
      if (form !== 'unreadable') return form;
      problems?.cell(row.line, attribute);
      return null;
    });
    yield { id, source: schema.source === null ? source : (row.cells.get(schema.source) ?? ''), forms };
  }
}

/** Says which rows and cells are left out and why; never what they hold. */
class Problems {
  rows = 0;
  cells = 0;

  constructor(private readonly context: CommandContext) {}

  row(line: number, reason: string): void {
    this.rows += 1;
    this.tell(`line ${line} is refused: ${reason}`);
  }

  cell(line: number, { column, kind, format }: generic.Attribute): void {
    this.cells += 1;
    this.tell(
      `line ${line}: ${column} is no ${kind}${kind === 'date' ? ` of the form ${format}` : ''} and counts as empty`,
    );
  }

  private tell(text: string): void {
    const told = this.rows + this.cells;
    if (told <= MOST_TOLD) this.context.say(text);
    if (told === MOST_TOLD + 1) this.context.say('further ones are only counted');
  }
}
