type FieldType = 'string' | 'integer' | 'null';
type Fields = Readonly<Record<string, readonly FieldType[]>>;
/** OpenAPI schema of an answer: an object with its rows. */
export const rows = (fields: Fields) => ({
  schema: {
    type: 'object' as const,
    required: ['rows'],
    properties: {
      rows: {
        type: 'array' as const,
        items: {
          type: 'object' as const,
          required: Object.keys(fields),
          properties: Object.fromEntries(
            Object.entries(fields).map(([name, types]) => [name, { oneOf: types.map((type) => ({ type })) }]),
          ),
        },
      },
    },
  },
});
export const IDENTIFIED: Fields = {
  ...{ metric: ['string'], country: ['string'], year: ['integer'] },
  ...{ exploitation: ['string', 'null'], citizenshipGroup: ['string', 'null'], persons: ['integer'] },
};
export const PRESUMED: Fields = {
  country: ['string'],
  year: ['integer'],
  openAtEnd: ['integer'],
  registered: ['integer'],
};
export const BY_ATTRIBUTE: Fields = {
  ...{ country: ['string'], year: ['integer'], attribute: ['string'], value: ['string'], persons: ['integer'] },
};
