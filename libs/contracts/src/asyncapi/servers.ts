/** Where the brokers are is a deployment's own matter: the address is a variable. */
export function serverAt(description: string): object {
  return {
    host: '{host}:{port}',
    protocol: 'kafka-secure',
    protocolVersion: '3.0',
    description,
    variables: {
      host: { default: '127.0.0.1', description: 'Bootstrap host.' },
      port: { default: '9092', description: 'Bootstrap port.' },
    },
    security: [{ $ref: '#/components/securitySchemes/scram' }],
  };
}

export const SERVERS = {
  region: serverAt('The region’s brokers: Apache Kafka, SCRAM over TLS, one user name for each country and service.'),
};

export const SECURITY_SCHEMES = {
  scram: {
    type: 'scramSha512',
    description: 'SASL/SCRAM-SHA-512. What a user may do follows from the operations below.',
  },
} as const;
