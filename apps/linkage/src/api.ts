/** What the OpenAPI document says about this service. */
export const API = {
  title: 'Kerege linkage',
  description: 'Operation of linkage: progress, state hash, health, metrics. No mention, no tag, no cluster.',
  version: '1.0.0',
} as const;
