import { readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { generic } from '#linkage';
import { UsageError, type Command, type CommandContext } from '../command.js';
import { encodeFile } from '../linkage/encode-file.js';
import { encodePersons } from '../linkage/encode-persons.js';
import { readKeyFile } from '../linkage/key-file.js';
import { checkOutputs } from '../linkage/outputs.js';
import { parsePersonSchema } from '../linkage/person-schema.js';

const OPTIONS = {
  in: { type: 'string' },
  schema: { type: 'string' },
  'key-file': { type: 'string' },
  out: { type: 'string' },
  epoch: { type: 'string', default: '1' },
  source: { type: 'string', default: '' },
} as const;

/** Encodes a CSV file under a key, so that it can be linked without showing whom it is about. */
export const encode: Command = {
  name: 'encode',
  usage: ['encode --in FILE.csv --schema FILE.json --key-file FILE --out FILE.ndjson [--epoch 1] [--source NAME]'],
  async run(args, context) {
    const { in: input, schema: schemaFile, 'key-file': keyFile, out, epoch, source } = valuesOf(args);
    const json = jsonOf(schemaFile);
    const schema = isPersonSchema(json) ? parsePersonSchema(json) : generic.parseSchema(json);
    const { key, purpose } = readKeyFile(keyFile, schema.purpose);
    if (!/^[1-9]\d{0,5}$/.test(epoch)) throw new UsageError(`--epoch is no number from 1 on: ${epoch}`);
    checkOutputs([out], [input, schemaFile, keyFile]);
    const scope = { key, purpose, epoch: Number(epoch) };
    const started = performance.now();
    const { encoded, refused, unreadable } = await (schema.model === 'person-1'
      ? encodePersons({ input, out, schema, scope, source, context })
      : encodeFile({ input, out, schema, scope, source, context }));
    tell(context, { encoded, refused, unreadable, seconds: (performance.now() - started) / 1000, out });
  },
};

function isPersonSchema(json: unknown): json is Record<string, unknown> {
  return typeof json === 'object' && json !== null && 'model' in json && json.model === 'person-1';
}

function valuesOf(args: readonly string[]) {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const { in: input, schema, 'key-file': keyFile, out, epoch, source } = values;
  if (input === undefined || schema === undefined || keyFile === undefined || out === undefined) {
    throw new UsageError('--in, --schema, --key-file and --out are needed');
  }
  if (!statSync(input, { throwIfNoEntry: false })?.isFile()) throw new Error(`There is no file ${input}.`);
  return { in: input, schema, 'key-file': keyFile, out, epoch, source };
}

function jsonOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new Error(isMissing ? `There is no schema file ${file}.` : `The schema file ${file} is no JSON.`, {
      cause: error,
    });
  }
}

interface Told {
  readonly encoded: number;
  readonly refused: number;
  readonly unreadable: number;
  readonly seconds: number;
  readonly out: string;
}

function tell({ say }: CommandContext, { encoded, refused, unreadable, seconds, out }: Told): void {
  say(`${out}: ${encoded} records encoded in ${seconds.toFixed(1)} s (${Math.round(encoded / seconds)} a second)`);
  if (refused > 0) say(`${refused} rows were refused, see above; they are not in ${out}`);
  if (unreadable > 0) say(`${unreadable} cells could not be read and count as empty`);
}
