/** Fewer base64 characters turn up by chance among signatures and digests. */
const LEAST_BASE64 = 8;

/** The byte sequences in which a text may stand in a file: encodings, letter cases and escapes. */
export function formsOf(text: string): Buffer[] {
  const forms = new Map<string, Buffer>();
  for (const written of new Set([text, text.toLowerCase(), text.toUpperCase()])) {
    for (const form of writtenForms(written)) forms.set(form.toString('latin1'), form);
  }
  return [...forms.values()];
}

function writtenForms(text: string): Buffer[] {
  const utf8 = Buffer.from(text, 'utf8');
  const escaped = jsonEscaped(text);
  return [
    utf8,
    Buffer.from(text, 'utf16le'),
    Buffer.from(JSON.stringify(text).slice(1, -1)),
    Buffer.from(escaped),
    Buffer.from(escaped.replace(/\\u[0-9a-f]{4}/g, (escape) => `\\u${escape.slice(2).toUpperCase()}`)),
    Buffer.from(encodeURIComponent(text)),
    Buffer.from(utf8.toString('hex')),
    ...base64Forms(utf8),
  ];
}

function jsonEscaped(text: string): string {
  return [...JSON.stringify(text).slice(1, -1)]
    .map((letter) => (letter > '\u007e' ? [...utf16Units(letter)].map(escapeUnit).join('') : letter))
    .join('');
}

function utf16Units(letter: string): number[] {
  return Array.from({ length: letter.length }, (_, i) => letter.charCodeAt(i));
}

function escapeUnit(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}

/** Base64 of the text at each of the three places where it may begin, without the characters that its neighbours change. */
function base64Forms(bytes: Buffer): Buffer[] {
  return [0, 1, 2].flatMap((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const first = Math.ceil((before * 8) / 6);
    const last = Math.floor(((before + bytes.length) * 8) / 6);
    const kernel = whole.slice(first, last);
    if (kernel.length < LEAST_BASE64) return [];
    const url = kernel.replaceAll('+', '-').replaceAll('/', '_');
    return [...new Set([kernel, url])].map((form) => Buffer.from(form));
  });
}
