/** What the OpenAPI document says about this service. */
export const API = {
  title: 'Kerege national service',
  description:
    'One country’s register: records in, corrections, exact figures, operation. The only place with identities. ' +
    'Every route needs a bearer token whose role the route names; an agency sees its own records only.',
  version: '1.0.0',
} as const;
