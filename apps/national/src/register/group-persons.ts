/** One case as a node of the question "who is one person?". */
export interface PersonNode {
  readonly caseRef: string;
  readonly personRef: string;
  readonly registeredOn: string;
  readonly recordId: string;
  readonly organisation: string;
  /** Entered just now: its person is not known anywhere yet. */
  readonly fresh: boolean;
  /** Numbers that it carries, in comparable form. */
  readonly numbers: readonly string[];
}

export interface PersonRule {
  readonly caseA: string;
  readonly caseB: string;
  readonly rule: 'TOGETHER' | 'APART';
}

/** Which person each case belongs to from now on. */
export type Grouping = ReadonlyMap<string, string>;

/**
 * Cases that share an exact number are one person, and so are those that somebody merged by hand; those that somebody
 * split stay apart, and no third case joins them again. Pure: the same nodes give the same grouping in every order.
 *
 * A group keeps the person of its earliest known case by (`registeredOn`, `recordId`, `organisation`); what falls off a person gets a new one.
 */
export function groupPersons(
  nodes: readonly PersonNode[],
  rules: readonly PersonRule[],
  newPersonRef: () => string,
): Grouping {
  const ordered = [...nodes].sort(byOrder);
  const groups = new Groups(ordered, rules);
  for (const { caseA, caseB, rule } of rules) if (rule === 'TOGETHER') groups.join(caseA, caseB);
  const carriers = new Map<string, string[]>();
  for (const { caseRef, numbers } of ordered) {
    for (const number of new Set(numbers)) {
      const earlier = carriers.get(number) ?? [];
      // With the earliest one that no rule keeps it apart from.
      earlier.some((other) => groups.join(other, caseRef));
      earlier.push(caseRef);
      carriers.set(number, earlier);
    }
  }
  return assignPersons(groups.all(), newPersonRef);
}

/** Disjoint groups in which no two cases are ruled apart. */
class Groups {
  private readonly groupOf = new Map<string, PersonNode[]>();
  private readonly apart = new Map<string, Set<string>>();

  constructor(nodes: readonly PersonNode[], rules: readonly PersonRule[]) {
    for (const node of nodes) this.groupOf.set(node.caseRef, [node]);
    for (const { caseA, caseB, rule } of rules) {
      if (rule !== 'APART') continue;
      this.keepApart(caseA, caseB);
      this.keepApart(caseB, caseA);
    }
  }

  /** False where a rule forbids it. */
  join(a: string, b: string): boolean {
    const [left, right] = [this.groupOf.get(a), this.groupOf.get(b)];
    if (left === undefined || right === undefined) return false;
    if (left === right) return true;
    if (left.some((one) => right.some((other) => this.apart.get(one.caseRef)?.has(other.caseRef)))) return false;
    const joined = [...left, ...right].sort(byOrder);
    for (const node of joined) this.groupOf.set(node.caseRef, joined);
    return true;
  }

  all(): PersonNode[][] {
    return [...new Set(this.groupOf.values())];
  }

  private keepApart(a: string, b: string): void {
    this.apart.set(a, (this.apart.get(a) ?? new Set()).add(b));
  }
}

function assignPersons(groups: readonly PersonNode[][], newPersonRef: () => string): Grouping {
  const taken = new Set<string>();
  const grouping = new Map<string, string>();
  const known = (group: readonly PersonNode[]) => group.find((node) => !node.fresh) ?? group[0];
  const ordered = [...groups].sort((a, b) => compareKnown(known(a), known(b)));
  for (const group of ordered) {
    const candidates = [...group.filter((node) => !node.fresh), ...group.filter((node) => node.fresh)];
    const personRef = candidates.find((node) => !taken.has(node.personRef))?.personRef ?? newPersonRef();
    taken.add(personRef);
    for (const node of group) grouping.set(node.caseRef, personRef);
  }
  return grouping;
}

/** A known case before a fresh one. */
function compareKnown(a: PersonNode | undefined, b: PersonNode | undefined): number {
  if (a === undefined || b === undefined) return 0;
  return a.fresh === b.fresh ? byOrder(a, b) : a.fresh ? 1 : -1;
}

function byOrder(a: PersonNode, b: PersonNode): number {
  if (a.registeredOn !== b.registeredOn) return a.registeredOn < b.registeredOn ? -1 : 1;
  if (a.recordId !== b.recordId) return a.recordId < b.recordId ? -1 : 1;
  return a.organisation < b.organisation ? -1 : 1;
}
