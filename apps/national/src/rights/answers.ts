/** Answer of a route that records: the reference of the entry. */
export const RECORDED = {
  schema: { type: 'object', required: ['id'], properties: { id: { type: 'string', format: 'uuid' } } } as object,
};

/** The entry in a path. */
export const ID = { name: 'id', format: 'uuid' };
