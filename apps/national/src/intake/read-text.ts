import type { FieldErrors } from './field-error.js';

/** U+FFFD is what a decoder leaves where bytes were no UTF-8; a lone surrogate cannot be stored or signed. */
const UNDECODED = /\uFFFD|\p{Surrogate}/u;
/** Everything of category Cc but line break and tabulator. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/;

/** A text without surrounding white space, NFC left to readers; `null` for empty. */
export function readText(raw: unknown, field: string, longest: number, errors: FieldErrors): string | null {
  if (raw === undefined || raw === null) return null;
  if (typeof raw !== 'string') return refuse(errors, field, 'wrong-type');
  const text = raw.trim();
  if (text === '') return null;
  if (text.length > longest) return refuse(errors, field, 'too-long');
  if (UNDECODED.test(text)) return refuse(errors, field, 'encoding');
  if (CONTROL.test(text)) return refuse(errors, field, 'control-character');
  return text;
}

/** A list as an array (REST) or as one cell with `|` between the entries (files); empty entries are dropped. */
export function readList(raw: unknown, field: string, longest: number, errors: FieldErrors): string[] {
  if (raw === undefined || raw === null) return [];
  const entries: unknown[] = Array.isArray(raw) ? raw : typeof raw === 'string' ? raw.split('|') : [raw];
  if (entries.length > MOST_ENTRIES) {
    errors.add(field, 'too-many');
    return [];
  }
  return entries.map((entry) => readText(entry, field, longest, errors)).filter((entry) => entry !== null);
}

const MOST_ENTRIES = 100;

function refuse(errors: FieldErrors, field: string, code: Parameters<FieldErrors['add']>[1]): null {
  errors.add(field, code);
  return null;
}
