import type { MemberData } from '#contracts';
import { standingKeys } from './standing-keys.js';

const key = (kid: string, notafter?: string) => ({ kid, x: kid.padEnd(43, '_'), ...(notafter ? { notafter } : {}) });
const member = (keys: MemberData['keys'], sealingkeys?: MemberData['sealingkeys']): MemberData => ({
  ...{ code: 'KZ', role: 'MEMBER', languages: [], capabilities: [], policies: [], keys },
  ...(sealingkeys === undefined ? {} : { sealingkeys }),
});
const SOON = '2026-03-01T00:00:00Z';
const ofFiles = { keys: [key('kz-2')], sealingkeys: [key('kz-seal-1')] };

test('a first start declares the keys of the files', () => {
  expect(standingKeys(undefined, ofFiles)).toEqual(ofFiles);
});

test('a later start undoes no rotation: neither the overlap of the signing keys nor the newer sealing key', () => {
  const rotated = member([key('kz-1', SOON), key('kz-2')], [key('kz-seal-1', SOON), key('kz-seal-2')]);
  expect(standingKeys(rotated, ofFiles)).toEqual({ keys: rotated.keys, sealingkeys: rotated.sealingkeys });
});

test('a member that had nothing to seal to gets the key of the file', () => {
  expect(standingKeys(member([key('kz-2')]), ofFiles)).toEqual(ofFiles);
});

test.each([
  ['no key of the home', member([key('kz-1')], [key('kz-seal-9')])],
  ['the key id with another public half', member([{ ...key('kz-2'), x: key('kz-3').x }])],
])('a log that lists %s gets the keys of the home', (_, declared) => {
  expect(standingKeys(declared, ofFiles)).toEqual(ofFiles);
});
