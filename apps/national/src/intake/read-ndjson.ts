import type { FieldErrorCode } from './field-error.js';

export type JsonLine =
  | { readonly line: number; readonly value: Readonly<Record<string, unknown>> }
  | { readonly line: number; readonly error: FieldErrorCode };

/** Longest line in characters. */
const LONGEST_LINE = 128 * 1024;

/** Objects of an NDJSON body, in one array for each piece that arrived, so that a slow sender gets its answers at once. */
export async function* readNdjson(source: AsyncIterable<Uint8Array>): AsyncGenerator<JsonLine[]> {
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  let line = 0;
  let overlong = false;
  const take = (text: string): JsonLine[] => {
    line += 1;
    if (overlong) {
      overlong = false;
      return [{ line, error: 'too-large' }];
    }
    return text.trim() === '' ? [] : [parse(text, line)];
  };
  for await (const bytes of source) {
    const pieces = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = pieces.pop() ?? '';
    const lines = pieces.flatMap(take);
    if (rest.length > LONGEST_LINE) {
      overlong = true;
      rest = '';
    }
    if (lines.length > 0) yield lines;
  }
  rest += decoder.decode();
  const last = overlong || rest !== '' ? take(rest) : [];
  if (last.length > 0) yield last;
}

function parse(text: string, line: number): JsonLine {
  if (text.length > LONGEST_LINE) return { line, error: 'too-large' };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return { line, value: value as Record<string, unknown> };
    }
  } catch {
    // The parser's message quotes the line.
  }
  return { line, error: 'bad-json' };
}
