import type { Admin } from 'kafkajs';
import { agencyAcls, agencyTopicConfig, agencyTopics, type CountryCode } from '#contracts';
import type { TopologyOptions } from './topology-options.js';
import { applyContract, type AppliedTopology } from './topology.js';

export interface AgencyTopologyOptions extends TopologyOptions {
  readonly country: CountryCode;
  /** Codes of the organisations that are connected: their user names on these brokers. */
  readonly organisations: readonly string[];
}

/**
 * Brings a country's own brokers to the contract of its agencies' side, as `applyTopology` does for the region's. An organisation that
 * is no longer named loses its permission to write; its notifications stay readable to it until their topic is deleted.
 */
export function applyAgencyTopology(admin: Admin, options: AgencyTopologyOptions): Promise<AppliedTopology> {
  const { country, organisations, prefix, replicationFactor = 1, minInsyncReplicas } = options;
  const topics = agencyTopics(country, organisations).map((topic) => {
    const config: Record<string, string> = { ...agencyTopicConfig(topic, { replicas: replicationFactor }) };
    if (minInsyncReplicas !== undefined) config['min.insync.replicas'] = String(minInsyncReplicas);
    const configEntries = Object.entries(config).map(([name, value]) => ({ name, value }));
    return { topic: prefix + topic.name, numPartitions: topic.partitions, replicationFactor, configEntries };
  });
  return applyContract(admin, { topics, acls: agencyAcls(country, organisations, prefix) });
}
