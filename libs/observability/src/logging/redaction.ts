/**
 * Names of fields that may hold something about a person or a secret. Whatever is logged under one of them, at the top
 * or one level down, is replaced. The rule stays: log ids and codes only; this list is the net under it.
 */
export const REDACTED_FIELDS: readonly string[] = [
  'name',
  'names',
  'givenName',
  'surname',
  'patronymic',
  'birthDate',
  'document',
  'documentNumber',
  'nationalId',
  'phone',
  'handle',
  'address',
  'place',
  'identity',
  'person',
  'record',
  'row',
  'data',
  'value',
  'payload',
  'body',
  'parameters',
  'query',
  'detail',
  'variants',
  'tag',
  'seg',
  'password',
  'secret',
  'token',
  'authorization',
  'cookie',
  'key',
  'privateKey',
  'url',
  'databaseUrl',
];

export const redactPaths: readonly string[] = REDACTED_FIELDS.flatMap((field) => [field, `*.${field}`]);
