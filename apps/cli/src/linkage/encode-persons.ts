import { createWriteStream, renameSync, rmSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { createPersonEncoder, generic } from '#linkage';
import type { CommandContext } from '../command.js';
import type { EncodeOutcome } from './encode-file.js';
import { personOf, personSchemaHash, type PersonSchema } from './person-schema.js';
import { Progress } from './progress.js';
import { readRows } from './read-rows.js';

export interface PersonEncodeRequest {
  readonly input: string;
  readonly out: string;
  readonly schema: PersonSchema;
  readonly scope: generic.EncodingScope;
  readonly source: string;
  readonly context: CommandContext;
}

/** Encodes persons as national services do, with the regional model.. */
export async function encodePersons(request: PersonEncodeRequest): Promise<EncodeOutcome> {
  const { input, out, schema, scope, source, context } = request;
  const encoder = createPersonEncoder(scope.key, scope.epoch, schema.purpose);
  const needed = [schema.id, ...(schema.source === null ? [] : [schema.source]), ...schema.columns.values()];
  const lines: string[] = [];
  const seen = new Set<string>();
  let refused = 0;
  const progress = new Progress(context, 'encode', statSync(input).size);
  for await (const row of readRows(input, needed, progress.at)) {
    const id = 'cells' in row ? (row.cells.get(schema.id) ?? '') : '';
    const reason = 'reason' in row ? row.reason : id === '' ? 'its identifier is empty' : null;
    if ('reason' in row || reason !== null || seen.has(id)) {
      refused += 1;
      context.say(`line ${row.line} is refused: ${reason ?? 'its identifier has occurred before'}`);
      continue;
    }
    seen.add(id);
    const from = schema.source === null ? source : (row.cells.get(schema.source) ?? '');
    lines.push(JSON.stringify({ id, source: from, variants: encoder.encode(personOf(schema, row.cells)) }));
  }
  await writeWhole(out, [JSON.stringify(headerOf(request, lines.length)), ...lines]);
  return { encoded: lines.length, refused, unreadable: 0 };
}

function headerOf({ schema, scope }: PersonEncodeRequest, records: number) {
  const hash = personSchemaHash(schema);
  return {
    ...{ format: generic.ENCODED_FORMAT, version: generic.ENCODED_VERSION },
    ...{ schema: { model: schema.model, purpose: schema.purpose }, schemaHash: hash },
    ...{ epoch: scope.epoch, keyCheck: generic.keyCheck(scope, hash), records },
  };
}

/** The file appears under its name only when it is complete. */
async function writeWhole(out: string, lines: readonly string[]): Promise<void> {
  const part = `${out}.part`;
  const file = createWriteStream(part, { mode: 0o600 });
  try {
    for (const line of lines) if (!file.write(`${line}\n`)) await once(file, 'drain');
    file.end();
    await once(file, 'finish');
    renameSync(part, out);
  } catch (error) {
    file.destroy();
    rmSync(part, { force: true });
    throw error;
  }
}
