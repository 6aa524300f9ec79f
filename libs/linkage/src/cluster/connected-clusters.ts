import type { Edge } from './exact-links.js';

/** Connected components of the edges, each sorted, the list sorted by first member. A pure function of the edge set. */
export function connectedClusters(edges: readonly Edge[]): string[][] {
  const parent = new Map<string, string>();
  const rootOf = (ref: string): string => {
    let root = ref;
    for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root)) root = up;
    for (let at = ref; at !== root;) {
      const up = parent.get(at) ?? root;
      parent.set(at, root);
      at = up;
    }
    return root;
  };
  for (const [a, b] of edges) {
    const [rootA, rootB] = [rootOf(a), rootOf(b)];
    parent.set(rootA, rootA);
    parent.set(rootB, rootA);
  }
  const clusters = new Map<string, string[]>();
  for (const ref of [...parent.keys()].sort()) {
    const members = clusters.get(rootOf(ref));
    if (members) members.push(ref);
    else clusters.set(rootOf(ref), [ref]);
  }
  return [...clusters.values()];
}
