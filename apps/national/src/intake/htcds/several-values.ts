import { valueOfHtcds, type HtcdsFieldName, type HtcdsValue } from '#contracts';

/** The values of a coded field; `unknown` counts those that the standard does not know. */
export interface SeveralValues {
  readonly values: readonly HtcdsValue[];
  readonly unknown: number;
}

/**
 * Reads a cell of one or several values, by value name or label. Spreadsheets of the standard divide by `;`, own files by `|`,
 * survey tools by spaces between value names; one label holds a `;` itself.
 */
export function severalValues(field: HtcdsFieldName, texts: readonly string[]): SeveralValues {
  const found = texts.flatMap((text) => ofCell(field, text));
  const values = found.filter((value) => value !== undefined);
  return { values, unknown: found.length - values.length };
}

function ofCell(field: HtcdsFieldName, text: string): (HtcdsValue | undefined)[] {
  const whole = valueOfHtcds(field, text);
  if (whole !== undefined) return [whole];
  return text
    .split(/[;|\n]/)
    .filter((part) => part.trim() !== '')
    .flatMap((part) => ofPart(field, part));
}

function ofPart(field: HtcdsFieldName, part: string): (HtcdsValue | undefined)[] {
  const value = valueOfHtcds(field, part);
  if (value !== undefined) return [value];
  const words = part.trim().split(/\s+/);
  const values = words.map((word) => valueOfHtcds(field, word));
  return values.every((each) => each !== undefined) ? values : [undefined];
}
