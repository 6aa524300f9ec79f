/** What the OpenAPI document says about this service. */
export const API = {
  title: 'Kerege coordination',
  description: 'Figures of the region. Raw numbers: for operators and tests, until releases pass disclosure control.',
  version: '1.0.0',
} as const;
