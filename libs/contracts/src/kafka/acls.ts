import { TOPICS } from '../topics.js';
import { CONSUMER_GROUPS } from './consumer-groups.js';
import { serviceOf, type PrincipalName } from './principals.js';

/** One permission: ALLOW, on the resource of exactly this name, from any host. */
export interface Acl<P extends string = PrincipalName> {
  /** User name; Kafka's principal is `User:<principal>`. */
  readonly principal: P;
  readonly resourceType: 'TOPIC' | 'GROUP' | 'CLUSTER';
  /** Physical name, the deployment's prefix included. */
  readonly resourceName: string;
  readonly operation: 'READ' | 'WRITE' | 'DESCRIBE';
}

/**
 * Every permission of a deployment, derived from topics and groups; what is not here the broker denies.
 * No transactional ids: an open transaction would stall the readers. No cluster permission: since Kafka 2.8 WRITE on a
 * topic is enough for an idempotent producer. The super user needs no entry.
 * @param prefix the deployment's topic and group prefix, '' for none.
 */
export function aclsFor(prefix: string): readonly Acl[] {
  return [
    ...TOPICS.flatMap((topic) => {
      const resource = { resourceType: 'TOPIC', resourceName: prefix + topic.name } as const;
      return unique([
        ...topic.writers.flatMap((source) => allow(serviceOf(source), resource, ['WRITE', 'DESCRIBE'])),
        ...topic.readers.flatMap((service) => allow(service, resource, ['READ', 'DESCRIBE'])),
      ]);
    }),
    ...CONSUMER_GROUPS.flatMap((group) =>
      allow(group.service, { resourceType: 'GROUP', resourceName: prefix + group.name }, ['READ', 'DESCRIBE']),
    ),
  ];
}

function allow(
  principal: PrincipalName,
  resource: Pick<Acl, 'resourceType' | 'resourceName'>,
  operations: readonly Acl['operation'][],
): Acl[] {
  return operations.map((operation) => ({ principal, ...resource, operation }));
}

/** A service that both writes and reads a topic would get DESCRIBE twice. */
function unique(acls: readonly Acl[]): Acl[] {
  return [...new Map(acls.map((acl) => [`${acl.principal} ${acl.operation}`, acl])).values()];
}
