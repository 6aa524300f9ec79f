import { clusterRefOf, decidedClusters, firstMember } from '#linkage';
import type { ClusterData } from '#contracts';
import type { ComponentMention } from './component.js';
import { decidedPairs } from './decided-pairs.js';
import { connectedGroups } from './connected-groups.js';

/** A cluster as it shall be stored. */
export interface NewCluster {
  readonly clusterRef: string;
  readonly status: ClusterData['status'];
  readonly members: readonly ComponentMention[];
}

/** The clusters among mentions that are complete as to their connections. Pure. */
export function clusterComponent(mentions: readonly ComponentMention[], maxMembers: number): NewCluster[] {
  return connectedGroups(mentions).flatMap((group) =>
    decidedClusters(group, decidedPairs(group), maxMembers).map(({ members, confirmed }) => ({
      clusterRef: clusterRefOf(firstMember(members)),
      status: confirmed ? ('CONFIRMED' as const) : ('STATISTICAL' as const),
      members,
    })),
  );
}
