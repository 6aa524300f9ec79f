import { join } from 'node:path';

/** What a single-node broker's configuration depends on. Used for tests, the one-machine region and the containers alike. */
export interface BrokerSettings {
  /**
   * ASCII without commas: a properties file is Latin-1 and `log.dirs` a list. Relative to where the broker is run, so that the
   * folder above it may have any name.
   */
  readonly dataFolder: string;
  readonly clientPort: number;
  readonly controllerPort: number;
  /** Host name under which clients reach the broker, where they are not on this machine; it then listens everywhere. */
  readonly clientHost?: string;
  /** Password of the broker's own principal `broker` on both listeners. */
  readonly brokerPassword: string;
}

/** The broker's own principal: signs in to its client listener (SCRAM) and to its controller listener (PLAIN). */
export const BROKER_PRINCIPAL = 'broker';
/** The principal that creates topics and ACLs. */
export const ADMIN_PRINCIPAL = 'admin';

/**
 * `server.properties` of one KRaft node, broker and controller in one process. Both listeners authenticate; the controller's
 * is on loopback always, the clients' unless `clientHost` is given. The controller listener uses PLAIN because SCRAM credentials live in the metadata that it serves. Nothing is
 * allowed without an ACL, and nothing is created by itself.
 */
export function brokerProperties(settings: BrokerSettings): string {
  const { dataFolder, clientPort, controllerPort, brokerPassword } = settings;
  const { clientHost } = settings;
  const listenOn = clientHost === undefined ? '127.0.0.1' : '0.0.0.0';
  const login = (module: string, extra = '') =>
    `org.apache.kafka.common.security.${module} required username="${BROKER_PRINCIPAL}" password="${brokerPassword}"${extra};`;
  const properties: Record<string, string | number> = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    'log.dirs': join(dataFolder, 'log'),

    listeners: `CLIENT://${listenOn}:${clientPort},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `CLIENT://${clientHost ?? '127.0.0.1'}:${clientPort}`,
    'listener.security.protocol.map': 'CLIENT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT',
    'inter.broker.listener.name': 'CLIENT',
    'controller.listener.names': 'CONTROLLER',
    'sasl.enabled.mechanisms': 'SCRAM-SHA-512',
    'sasl.mechanism.inter.broker.protocol': 'SCRAM-SHA-512',
    'sasl.mechanism.controller.protocol': 'PLAIN',
    'listener.name.client.scram-sha-512.sasl.jaas.config': login('scram.ScramLoginModule'),
    'listener.name.controller.sasl.enabled.mechanisms': 'PLAIN',
    'listener.name.controller.plain.sasl.jaas.config': login(
      'plain.PlainLoginModule',
      ` user_${BROKER_PRINCIPAL}="${brokerPassword}"`,
    ),

    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'super.users': `User:${BROKER_PRINCIPAL};User:${ADMIN_PRINCIPAL}`,
    'allow.everyone.if.no.acl.found': 'false',
    'auto.create.topics.enable': 'false',

    // One node: nothing can be replicated. Few internal partitions, because each costs files and start-up time.
    'default.replication.factor': 1,
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 4,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'transaction.state.log.num.partitions': 1,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    'share.coordinator.state.topic.num.partitions': 1,

    // A group of one member need not wait for others.
    'group.initial.rebalance.delay.ms': 0,
    // A broker that was killed can register again only when its last session is over (9 s by default).
    'broker.session.timeout.ms': 4_000,
    'broker.heartbeat.interval.ms': 500,
    'num.network.threads': 2,
    'num.io.threads': 2,
    'log.segment.bytes': 16 * 1024 * 1024,
    'log.cleaner.dedupe.buffer.size': 2 * 1024 * 1024,
  };
  return `${Object.entries(properties)
    .map(([key, value]) => `${key}=${value}`)
    .join('\n')}\n`;
}
