/** What the OpenAPI document says about this service. */
export const API = {
  title: 'Kerege linkage',
  description:
    'Operation of linkage: progress, state hash, health, metrics, explanations, floods, tags’ spread, audits and the scoring model. ' +
    'Mentions are named by country and reference; no identity, no tag, no encoding.',
  version: '1.2.0',
} as const;
