/** Disjoint groups that refuse a union of a forbidden pair or beyond a size. */
export class Partition<M extends object> {
  private readonly parent = new Map<M, M>();
  private readonly size = new Map<M, number>();
  /** By root: the mentions that must stay out of the group. */
  private readonly apart = new Map<M, Set<M>>();

  constructor(
    cannot: readonly (readonly [M, M])[],
    private readonly maxSize: number,
  ) {
    for (const [a, b] of cannot) {
      this.apartOf(a).add(b);
      this.apartOf(b).add(a);
    }
  }

  rootOf(element: M): M {
    let root = element;
    for (let up = this.parent.get(root); up !== undefined; up = this.parent.get(root)) root = up;
    for (let at = element; at !== root;) {
      const up = this.parent.get(at) ?? root;
      this.parent.set(at, root);
      at = up;
    }
    return root;
  }

  /** True when the two are in one group afterwards. */
  unite(a: M, b: M): boolean {
    const [one, other] = [this.rootOf(a), this.rootOf(b)];
    if (one === other) return true;
    const size = this.sizeOf(one) + this.sizeOf(other);
    if (size > this.maxSize || this.forbids(one, other) || this.forbids(other, one)) return false;
    // The smaller group is hung under the larger one, so that long chains stay cheap.
    const [root, child] = this.sizeOf(one) >= this.sizeOf(other) ? [one, other] : [other, one];
    this.parent.set(child, root);
    this.size.set(root, size);
    this.inherit(root, child);
    return true;
  }

  /** Groups of two and more, members in the order given, groups by their first member. */
  groups(ordered: readonly M[]): M[][] {
    const groups = new Map<M, M[]>();
    for (const element of ordered) {
      const root = this.rootOf(element);
      const group = groups.get(root);
      if (group) group.push(element);
      else groups.set(root, [element]);
    }
    return [...groups.values()].filter((group) => group.length > 1);
  }

  private forbids(root: M, other: M): boolean {
    for (const stranger of this.apart.get(root) ?? []) if (this.rootOf(stranger) === other) return true;
    return false;
  }

  private inherit(root: M, child: M): void {
    const strangers = this.apart.get(child);
    if (strangers === undefined) return;
    for (const stranger of strangers) this.apartOf(root).add(stranger);
    this.apart.delete(child);
  }

  private apartOf(root: M): Set<M> {
    const known = this.apart.get(root);
    if (known !== undefined) return known;
    const fresh = new Set<M>();
    this.apart.set(root, fresh);
    return fresh;
  }

  private sizeOf(root: M): number {
    return this.size.get(root) ?? 1;
  }
}
