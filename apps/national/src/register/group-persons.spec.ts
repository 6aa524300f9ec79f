import fc from 'fast-check';
import { groupPersons, type PersonNode, type PersonRule } from './group-persons.js';

const node = (caseRef: string, numbers: string[], fields: Partial<PersonNode> = {}): PersonNode => ({
  ...{ caseRef, numbers, personRef: `P-${caseRef}`, registeredOn: '2024-01-01', recordId: caseRef, fresh: false },
  organisation: 'KZ-NGO-01',
  ...fields,
});
const fresh = () => {
  let n = 0;
  return () => `new-${(n += 1)}`;
};
const rule = (caseA: string, caseB: string, name: PersonRule['rule']): PersonRule => ({ caseA, caseB, rule: name });
const groups = (nodes: PersonNode[], rules: PersonRule[] = []) =>
  Object.fromEntries(groupPersons(nodes, rules, fresh()));

describe('grouping of cases to persons', () => {
  it('joins cases that share a number, over a chain too', () => {
    const grouping = groups([node('a', ['1']), node('b', ['1', '2']), node('c', ['2']), node('d', ['3'])]);
    expect(grouping).toEqual({ a: 'P-a', b: 'P-a', c: 'P-a', d: 'P-d' });
  });

  it('keeps the person of the case that was registered first, then of the smaller record id', () => {
    const early = node('z', ['1'], { registeredOn: '2023-12-31' });
    expect(groups([node('a', ['1']), early])).toEqual({ a: 'P-z', z: 'P-z' });
    expect(groups([node('b', ['1']), node('a', ['1'])])).toEqual({ a: 'P-a', b: 'P-a' });
  });

  it('then of the organisation, where two use one record id, in whichever order they are read', () => {
    const [one, other] = [
      node('x', ['1'], { recordId: 'KZ-1' }),
      node('a', ['1'], { recordId: 'KZ-1', organisation: 'KZ-MVD-01' }),
    ];
    for (const nodes of [
      [one, other],
      [other, one],
    ]) {
      expect(groups(nodes)).toEqual({ x: 'P-a', a: 'P-a' });
    }
  });

  it('lets a new case join a known person, however early it is dated', () => {
    const entered = node('new', ['1'], { registeredOn: '2020-01-01', fresh: true });
    expect(groups([node('a', ['1']), entered])).toEqual({ a: 'P-a', new: 'P-a' });
  });

  it('gives what falls off a person a new one', () => {
    const one = { personRef: 'P' };
    expect(groups([node('a', ['1'], one), node('b', ['2'], one)])).toEqual({ a: 'P', b: 'new-1' });
  });

  it('obeys a merge and a split by hand, and lets no third case undo the split', () => {
    expect(groups([node('a', []), node('b', [])], [rule('a', 'b', 'TOGETHER')])).toEqual({ a: 'P-a', b: 'P-a' });
    const apart = [rule('a', 'b', 'APART')];
    expect(groups([node('a', ['1']), node('b', ['1'])], apart)).toEqual({ a: 'P-a', b: 'P-b' });
    const third = node('c', ['1', '2'], { fresh: true });
    expect(groups([node('a', ['1']), node('b', ['2']), third], apart)).toEqual({ a: 'P-a', b: 'P-b', c: 'P-a' });
  });

  it('gives the same groups whatever the order of the cases, and none that is ruled apart', () => {
    const refs = ['a', 'b', 'c', 'd', 'e', 'f'];
    const cases = fc.tuple(
      ...refs.map((ref) => fc.subarray(['1', '2', '3', '4']).map((numbers) => node(ref, numbers))),
    );
    const pair = fc.tuple(fc.constantFrom(...refs), fc.constantFrom(...refs)).filter(([a, b]) => a < b);
    const rules = fc
      .uniqueArray(pair, { maxLength: 4, selector: (p) => p.join() })
      .map((pairs) => pairs.map(([a, b]) => rule(a, b, 'APART')));
    const shuffled = cases.chain((nodes) =>
      fc.tuple(fc.constant(nodes), fc.shuffledSubarray(nodes, { minLength: refs.length })),
    );
    fc.assert(
      fc.property(shuffled, rules, ([nodes, other], apart) => {
        const grouping = groups([...nodes], apart);
        expect(groups(other, apart)).toEqual(grouping);
        for (const { caseA, caseB } of apart) expect(grouping[caseA]).not.toBe(grouping[caseB]);
        if (apart.length > 0) return;
        for (const a of nodes) {
          for (const b of nodes) {
            if (a.numbers.some((number) => b.numbers.includes(number))) {
              expect(grouping[a.caseRef]).toBe(grouping[b.caseRef]);
            }
          }
        }
      }),
    );
  });
});
