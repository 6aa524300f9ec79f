import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { generic } from '#linkage';

/** Bytes that are read at once. */
const PIECE = 8 << 20;
/** A line of more bytes is no record. */
const LONGEST_LINE = 4 << 20;

/** Lines of a file, without their breaks. */
export function* linesOf(file: string): Generator<string> {
  const descriptor = openSync(file, 'r');
  try {
    let rest = Buffer.alloc(0);
    for (;;) {
      const piece = Buffer.allocUnsafe(PIECE);
      const read = readSync(descriptor, piece, 0, PIECE, null);
      if (read === 0) break;
      const bytes = rest.length === 0 ? piece.subarray(0, read) : Buffer.concat([rest, piece.subarray(0, read)]);
      let from = 0;
      for (let to = bytes.indexOf(10); to >= 0; to = bytes.indexOf(10, from)) {
        yield bytes.toString('utf8', from, to);
        from = to + 1;
      }
      rest = bytes.subarray(from);
      if (rest.length > LONGEST_LINE) {
        throw new Error(`${file} has a line of more than ${LONGEST_LINE} bytes: it is no encoded file`);
      }
    }
    if (rest.length > 0) yield rest.toString('utf8');
  } finally {
    closeSync(descriptor);
  }
}

/** What the headers of both models have in common. */
export interface CommonHeader {
  readonly model: 'generic-1' | 'person-1';
  readonly purpose: string;
  readonly schemaHash: string;
  readonly epoch: number;
  readonly keyCheck: string;
  readonly records: number;
}

/** An encoded file after its header. */
export interface OpenedFile {
  readonly name: string;
  readonly header: CommonHeader;
  /** Of the generic model only. */
  readonly generic: generic.EncodedHeader | null;
  readonly lines: Generator<string>;
}

/** Opens a file and reads its header. @throws Error with the file's name and what is wrong */
export function openEncoded(name: string): OpenedFile {
  if (!statSync(name, { throwIfNoEntry: false })?.isFile()) throw new Error(`There is no file ${name}.`);
  const lines = linesOf(name);
  const first = lines.next();
  const text = first.done === true ? '' : first.value;
  try {
    const persons = personHeader(text);
    if (persons !== null) return { name, header: plausible(persons, name), generic: null, lines };
    const header = generic.parseHeader(text);
    const { model, purpose } = header.schema;
    return { name, header: plausible({ ...header, model, purpose }, name), generic: header, lines };
  } catch (error) {
    throw new Error(`${name} is refused: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** Room is made for as many records as the header says. @throws Error where the file is too short to hold them */
function plausible(header: CommonHeader, name: string): CommonHeader {
  if (header.records > statSync(name).size) {
    throw new Error(`it is too short for the ${header.records} records of its header`);
  }
  return header;
}

/** `null` for a header that is none of persons. */
function personHeader(text: string): CommonHeader | null {
  if (!text.includes('"person-1"')) return null;
  const json = JSON.parse(text) as Partial<CommonHeader> & { format?: string; version?: number; schema?: unknown };
  const { model, purpose } = (json.schema ?? {}) as { model?: string; purpose?: string };
  const { schemaHash, epoch, keyCheck, records } = json;
  if (json.format !== generic.ENCODED_FORMAT || model !== 'person-1') return null;
  const isWhole = [schemaHash, keyCheck, purpose].every((part) => typeof part === 'string');
  if (!isWhole || !Number.isInteger(epoch) || !Number.isInteger(records) || json.version !== generic.ENCODED_VERSION) {
    throw new Error('its header is not complete or of another version');
  }
  return { model, purpose, schemaHash, epoch, keyCheck, records } as CommonHeader;
}

/** @throws Error naming the first difference that forbids comparing the files */
export function checkComparable(files: readonly OpenedFile[]): void {
  const [first, ...others] = files;
  for (const other of others) {
    if (first === undefined) return;
    const [a, b] = [first.header, other.header];
    const reason =
      a.purpose !== b.purpose
        ? `purpose ${a.purpose} and ${b.purpose}`
        : a.schemaHash !== b.schemaHash
          ? 'they were encoded by different schemas'
          : a.epoch !== b.epoch
            ? `epochs ${a.epoch} and ${b.epoch}`
            : a.keyCheck !== b.keyCheck
              ? 'they were encoded under different keys'
              : null;
    if (reason !== null) throw new Error(`${first.name} and ${other.name} cannot be compared: ${reason}.`);
  }
}

/** Encodings that were left out. */
export interface Refusals {
  count: number;
  readonly tell: (text: string) => void;
}

/** Reads the records of one side's files. @throws Error when a file is cut short or an identifier occurs twice */
export function readSide(
  files: readonly OpenedFile[],
  plan: generic.LinkagePlan,
  refusals: Refusals,
): generic.EncodedRecords {
  const expected = files.reduce((sum, { header }) => sum + header.records, 0);
  const records = new generic.EncodedRecords(expected, plan.recipes.length, plan.attributes.length, plan.layout);
  for (const file of files) readFile(file, plan, records, refusals);
  return generic.sortedRecords(records);
}

function readFile(
  file: OpenedFile,
  plan: generic.LinkagePlan,
  records: generic.EncodedRecords,
  refusals: Refusals,
): void {
  let line = 1;
  for (const text of file.lines) {
    line += 1;
    if (line > file.header.records + 1) throw new Error(`${file.name} has more records than its header says.`);
    try {
      records.add(generic.parseRecord(text, plan));
    } catch (error) {
      if (!(error instanceof generic.EncodingRefused)) throw error;
      refusals.count += 1;
      refusals.tell(`${file.name} line ${line} is refused: ${error.message}`);
    }
  }
  if (line !== file.header.records + 1) {
    throw new Error(`${file.name} is cut short: ${line - 1} of ${file.header.records} records.`);
  }
}
