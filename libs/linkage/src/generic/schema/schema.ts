/** What a column holds; decides its forms, filters, slots, comparison and the salts that it takes part in. */
export const ATTRIBUTE_KINDS = [
  'given-name',
  'surname',
  'patronymic',
  'date',
  'place',
  'code',
  'sex',
  'category',
  'strong-id',
  'text',
] as const;
export type AttributeKind = (typeof ATTRIBUTE_KINDS)[number];

/** How a date stands in its cell. */
export const DATE_FORMATS = ['YYYY-MM-DD', 'YYYYMMDD', 'DD.MM.YYYY', 'MM/DD/YYYY'] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

/** A column that is compared. */
export interface Attribute {
  readonly column: string;
  readonly kind: AttributeKind;
  /** Of a date only. */
  readonly format: DateFormat;
  /** A column of the same kind with which this one is mixed up at data entry. Given name and surname always are. */
  readonly swapsWith: string | null;
  /** Whether each record carries how common its value is in its own file: two bits. By default for names. */
  readonly rarity: boolean;
}

/** Columns of a file and how records are compared by them. */
export interface LinkageSchema {
  readonly model: 'generic-1';
  /** What encodings may be compared for. The key file names the same. */
  readonly purpose: string;
  /** Column with the record's opaque identifier, unique in its file. */
  readonly id: string;
  /** Column that names the source of a record, where one file holds several. */
  readonly source: string | null;
  readonly attributes: readonly Attribute[];
}

/** Attributes that hold persons' names. */
export function isName({ kind }: Pick<Attribute, 'kind'>): boolean {
  return kind === 'given-name' || kind === 'surname' || kind === 'patronymic';
}
