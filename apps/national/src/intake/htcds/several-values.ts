import { codeOfHtcds, type HtcdsFieldName } from '#contracts';

/** The values of a coded field, as codes; `unknown` counts those that the standard does not know. */
export interface SeveralValues {
  readonly codes: readonly string[];
  readonly unknown: number;
}

/**
 * Reads a cell of one or several values, by value name or label. Spreadsheets of the standard divide by `;`, own files by `|`,
 * survey tools by spaces between value names; one label holds a `;` itself.
 */
export function severalValues(field: HtcdsFieldName, texts: readonly string[]): SeveralValues {
  const found = texts.flatMap((text) => ofCell(field, text));
  const codes = found.filter((code) => code !== undefined);
  return { codes: [...new Set(codes)], unknown: found.length - codes.length };
}

function ofCell(field: HtcdsFieldName, text: string): (string | undefined)[] {
  const whole = codeOfHtcds(field, text);
  if (whole !== undefined) return [whole];
  return text
    .split(/[;|\n]/)
    .filter((part) => part.trim() !== '')
    .flatMap((part) => ofPart(field, part));
}

function ofPart(field: HtcdsFieldName, part: string): (string | undefined)[] {
  const code = codeOfHtcds(field, part);
  if (code !== undefined) return [code];
  const words = part.trim().split(/\s+/);
  const codes = words.map((word) => codeOfHtcds(field, word));
  return codes.every((each) => each !== undefined) ? codes : [undefined];
}
