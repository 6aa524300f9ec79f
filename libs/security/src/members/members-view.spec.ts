import { KeyRevoked, MemberDeclared, type DataOf, type MemberData } from '#contracts';
import { generateSigningKey, publicJwk, type SigningKey } from '../signing-key.js';
import { MembersView, type MembersEntry } from './members-view.js';
import { platformKeysFrom } from './platform-keys.js';

const platformKey = generateSigningKey('platform-1');
const platform = platformKeysFrom({ keys: [publicJwk(platformKey)] });
const first = generateSigningKey('kz-1');
const second = generateSigningKey('kz-2');
const foreign = generateSigningKey('uz-1');

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));
const place = (offset: number, topic = 'kz.case', partition = 0) => ({ topic, partition, offset: BigInt(offset) });

interface KeyTerms {
  readonly notbefore?: string;
  readonly notafter?: string;
}
const listed = (key: SigningKey, terms: KeyTerms = {}) => ({ kid: key.kid, x: publicJwk(key).x, ...terms });

function member(code: string, keys: MemberData['keys'], policies: MemberData['policies'] = []): MemberData {
  return { code, role: 'MEMBER', languages: ['ru'], keys, capabilities: ['CASES'], policies };
}

function view(...entries: [minute: number, data: MemberData | DataOf<typeof KeyRevoked>][]): MembersView {
  const members = new MembersView(platform);
  entries.forEach(([minute, data], offset) => members.apply(entry(offset, minute, data)));
  return members;
}

function entry(offset: number, minute: number, data: MemberData | DataOf<typeof KeyRevoked>): MembersEntry {
  const { type } = 'code' in data ? MemberDeclared : KeyRevoked;
  return { type, data, position: place(offset, 'regional.members'), brokerTime: at(minute) };
}

const sourceOf = (members: MembersView, key: SigningKey, minute: number, position = place(0)) => {
  const found = members.keyFor(key.kid, at(minute), position);
  return found?.publicKey.equals(key.publicKey) ? found.source : undefined;
};

test('a key counts from its entry’s broker time on, not before', () => {
  const members = view([10, member('KZ', [listed(first)])]);
  expect(sourceOf(members, first, 9)).toBeUndefined();
  expect(sourceOf(members, first, 10)).toBe('KZ');
  expect(sourceOf(members, first, 1_000)).toBe('KZ');
});

test('a stated validity can begin later than the entry, never earlier, and its end is excluded', () => {
  const terms = (from: number, to: number) => ({ notbefore: at(from).toISOString(), notafter: at(to).toISOString() });
  const later = view([10, member('KZ', [listed(first, terms(20, 30))])]);
  expect([19, 20, 29, 30].map((minute) => sourceOf(later, first, minute))).toEqual([undefined, 'KZ', 'KZ', undefined]);
  const earlier = view([10, member('KZ', [listed(first, terms(0, 30))])]);
  expect(sourceOf(earlier, first, 5)).toBeUndefined();
});

test('a later declaration replaces the keys from its broker time on; old records stay judged by what was in force', () => {
  const members = view([10, member('KZ', [listed(first)])], [20, member('KZ', [listed(second)])]);
  expect([10, 19, 20].map((minute) => sourceOf(members, first, minute))).toEqual(['KZ', 'KZ', undefined]);
  expect([19, 20].map((minute) => sourceOf(members, second, minute))).toEqual([undefined, 'KZ']);
});

test('members do not disturb each other', () => {
  const members = view([10, member('KZ', [listed(first)])], [20, member('UZ', [listed(foreign)])]);
  expect(sourceOf(members, first, 25)).toBe('KZ');
  expect(sourceOf(members, foreign, 25)).toBe('UZ');
  expect(members.sources).toEqual(['KZ', 'UZ']);
});

test('a kid stays with whoever was declared with it first', () => {
  const stolen = { ...listed(foreign), kid: first.kid };
  const members = view([10, member('KZ', [listed(first)])], [20, member('UZ', [stolen])]);
  expect(sourceOf(members, first, 30)).toBe('KZ');
  expect(members.keyFor(first.kid, at(30), place(0))?.source).toBe('KZ');
});

test('nobody can be declared with a platform key’s kid', () => {
  const members = view([10, member('KZ', [{ ...listed(first), kid: platformKey.kid }])]);
  expect(members.keyFor(platformKey.kid, at(20), place(0))?.source).toBe('PLATFORM');
  expect(sourceOf(members, platformKey, 20)).toBe('PLATFORM');
});

test('platform keys need no entry: they are the root of trust', () => {
  expect(sourceOf(view(), platformKey, 0, place(0, 'regional.members'))).toBe('PLATFORM');
});

test('a revocation counts by position in the partitions that it names, by broker time elsewhere', () => {
  const revoked = { kid: first.kid, lastgood: [{ topic: 'kz.case', partition: 0, offset: '41' }] };
  const members = view([10, member('KZ', [listed(first)])], [50, revoked]);
  expect(sourceOf(members, first, 20, place(41))).toBe('KZ');
  expect(sourceOf(members, first, 20, place(42))).toBeUndefined();
  expect(sourceOf(members, first, 60, place(41))).toBe('KZ');
  expect(sourceOf(members, first, 49, place(9_999, 'kz.case', 1))).toBe('KZ');
  expect(sourceOf(members, first, 50, place(0, 'kz.case', 1))).toBeUndefined();
  expect(sourceOf(members, first, 50, place(0, 'kz.mention', 0))).toBeUndefined();
});

test('a revoked key does not come back with a new declaration, and the strictest revocation counts', () => {
  const bare = { kid: first.kid, lastgood: [] };
  const named = { kid: first.kid, lastgood: [{ topic: 'kz.case', partition: 0, offset: '5' }] };
  const members = view(
    [10, member('KZ', [listed(first)])],
    [20, bare],
    [30, named],
    [40, member('KZ', [listed(first)])],
  );
  expect(sourceOf(members, first, 15, place(5))).toBe('KZ');
  expect(sourceOf(members, first, 15, place(6))).toBeUndefined();
  expect(sourceOf(members, first, 25, place(3))).toBeUndefined();
  expect(sourceOf(members, first, 45, place(3))).toBeUndefined();
});

test('a policy counts with its ladder from its date on, as declared at the record’s broker time', () => {
  const policy = { version: 'kz-1', effectivefrom: '2026-01-02', anonymizationprofile: 'a'.repeat(64) };
  const members = view([10, member('KZ', [], [policy])], [5_000, member('KZ', [], [])]);
  const knows = (minute: number, version = 'kz-1', profile = 'a'.repeat(64), source = 'KZ') =>
    members.knowsRules(source, version, profile, at(minute));
  const secondOfJanuary = 24 * 60;
  expect([20, secondOfJanuary - 1, secondOfJanuary, 4_999, 5_000].map((m) => knows(m))).toEqual([
    false,
    false,
    true,
    true,
    false,
  ]);
  expect(knows(2_000, 'kz-2')).toBe(false);
  expect(knows(2_000, 'kz-1', 'b'.repeat(64))).toBe(false);
  expect(knows(2_000, 'kz-1', 'a'.repeat(64), 'UZ')).toBe(false);
});

test('an entry that comes twice counts once, and the view knows how far it has read', () => {
  const members = view([10, member('KZ', [listed(first)])], [20, member('KZ', [listed(second)])]);
  members.apply(entry(0, 30, member('KZ', [listed(first)])));
  expect(sourceOf(members, first, 30)).toBeUndefined();
  expect(members.nextOffset).toBe(2n);
  members.skipTo(7n);
  expect(members.nextOffset).toBe(7n);
});

test('a broker clock that steps back does not reorder the log', () => {
  const members = view([20, member('KZ', [listed(first)])], [10, member('KZ', [listed(second)])]);
  expect(sourceOf(members, second, 15)).toBeUndefined();
  expect(sourceOf(members, second, 20)).toBe('KZ');
});

test('an unknown type of entry changes nothing', () => {
  const members = view();
  members.apply({ type: 'kerege.member.praised.v9', data: {}, position: place(0), brokerTime: at(0) });
  expect(members.nextOffset).toBe(1n);
});
