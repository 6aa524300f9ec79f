import type { ComponentMention } from './component.js';

/**
 * Splits mentions into the groups of two and more that keys or match references connect, so that pairs are compared with
 * decisions only inside a group. A match reference alone may connect too much, never too little.
 */
export function connectedGroups(mentions: readonly ComponentMention[]): ComponentMention[][] {
  const holders = new Map<string, ComponentMention[]>();
  for (const mention of mentions) {
    for (const name of namesOf(mention)) {
      const known = holders.get(name);
      if (known) known.push(mention);
      else holders.set(name, [mention]);
    }
  }
  const seen = new Set<ComponentMention>();
  return mentions.flatMap((start) => {
    if (seen.has(start)) return [];
    const group = [start];
    seen.add(start);
    for (const mention of group) {
      for (const name of namesOf(mention)) {
        for (const neighbour of holders.get(name) ?? []) {
          if (seen.has(neighbour)) continue;
          seen.add(neighbour);
          group.push(neighbour);
        }
        // Each list needs to be walked once only.
        holders.delete(name);
      }
    }
    return group.length > 1 ? [group] : [];
  });
}

function namesOf(mention: ComponentMention): string[] {
  return [...mention.keys.map(({ key }) => key), ...mention.decisions.map(({ matchRef }) => `match ${matchRef}`)];
}
