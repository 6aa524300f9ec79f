/** What the OpenAPI document says about this service. */
export const API = {
  title: 'Kerege aggregator',
  description: 'Operation of the regional service: progress, state hash, health, metrics. No figures, no case.',
  version: '1.0.0',
} as const;
