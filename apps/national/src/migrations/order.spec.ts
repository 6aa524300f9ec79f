import { nationalMigrations } from './index.js';

const names = nationalMigrations.map((migration) => new migration().name ?? migration.name);
const timestampOf = (name: string) => /[0-9]{13}$/.exec(name)?.[0] ?? `none in ${name}`;

test('no two migrations have one timestamp, so there is one order', () => {
  const doubled = names.filter((name) =>
    names.some((other) => other !== name && timestampOf(other) === timestampOf(name)),
  );
  expect(doubled).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
  expect(names.map(timestampOf).filter((timestamp) => timestamp.startsWith('none'))).toEqual([]);
});

test('what a migration alters was made before', () => {
  const ordered = [...names].sort((a, b) => timestampOf(a).localeCompare(timestampOf(b)));
  const place = (name: string) => ordered.findIndex((one) => one.startsWith(name));
  for (const [earlier, later] of [
    ['RegisterTables', 'ConsentEvidence'],
    ['Care', 'Reflection'],
    ['Reviews', 'WhyNot'],
    ['WhyNot', 'Timeline'],
  ] as const) {
    expect([earlier, later, place(earlier) >= 0 && place(earlier) < place(later)]).toEqual([earlier, later, true]);
  }
});
