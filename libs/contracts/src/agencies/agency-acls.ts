import type { CountryCode } from '../countries.js';
import type { Acl } from '../kafka/acls.js';
import { groupOf } from '../kafka/consumer-groups.js';
import { nationalService } from '../kafka/principals.js';
import { agencyGroupOf, agencyTopics } from './agency-topics.js';

/**
 * Every permission on a country's national brokers: an organisation writes records and reads its own notifications, the national
 * service reads records and writes notifications. What is not here the broker denies.
 */
export function agencyAcls(
  country: CountryCode,
  organisations: readonly string[],
  prefix: string,
): readonly Acl<string>[] {
  const service = nationalService(country);
  const groups = [
    { name: groupOf(service), reader: service },
    ...organisations.map((organisation) => ({ name: agencyGroupOf(organisation), reader: organisation })),
  ];
  return [
    ...agencyTopics(country, organisations).flatMap(({ name, writers, readers }) => [
      ...writers.flatMap((writer) => allow(writer, 'TOPIC', prefix + name, ['WRITE', 'DESCRIBE'])),
      ...readers.flatMap((reader) => allow(reader, 'TOPIC', prefix + name, ['READ', 'DESCRIBE'])),
    ]),
    ...groups.flatMap(({ name, reader }) => allow(reader, 'GROUP', prefix + name, ['READ', 'DESCRIBE'])),
  ];
}

function allow(
  principal: string,
  resourceType: 'TOPIC' | 'GROUP',
  resourceName: string,
  operations: readonly Acl['operation'][],
): Acl<string>[] {
  return operations.map((operation) => ({ principal, resourceType, resourceName, operation }));
}
