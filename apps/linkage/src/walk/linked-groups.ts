/** Groups of mentions that grow together as links are found. */
export class LinkedGroups {
  private readonly parent = new Map<number, number>();
  private readonly sizes = new Map<number, number>();

  add(id: number): boolean {
    if (this.parent.has(id)) return false;
    this.parent.set(id, id);
    this.sizes.set(id, 1);
    return true;
  }

  unite(a: number, b: number): void {
    const [one, other] = [this.rootOf(a), this.rootOf(b)];
    if (one === other) return;
    const [root, child] = this.sizeAt(one) >= this.sizeAt(other) ? [one, other] : [other, one];
    this.parent.set(child, root);
    this.sizes.set(root, this.sizeAt(one) + this.sizeAt(other));
  }

  sizeOf(id: number): number {
    return this.sizeAt(this.rootOf(id));
  }

  all(): number[][] {
    const groups = new Map<number, number[]>();
    for (const id of this.parent.keys()) {
      const root = this.rootOf(id);
      const group = groups.get(root);
      if (group) group.push(id);
      else groups.set(root, [id]);
    }
    return [...groups.values()];
  }

  private sizeAt(root: number): number {
    return this.sizes.get(root) ?? 1;
  }

  private rootOf(id: number): number {
    let root = id;
    for (let up = this.parent.get(root); up !== undefined && up !== root; up = this.parent.get(root)) root = up;
    for (let at = id; at !== root;) {
      const up = this.parent.get(at) ?? root;
      this.parent.set(at, root);
      at = up;
    }
    return root;
  }
}
