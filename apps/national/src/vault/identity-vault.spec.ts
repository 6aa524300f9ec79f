import pg from 'pg';
import { createDataSource, inTransaction } from '#persistence';
import { testDatabase } from '#testing';
import { FileKeyStore } from '../key-store/file-key-store.js';
import { IDENTITY_COLUMNS } from '../intake/columns.js';
import { someRecord, TestNational } from '../national.testing.js';
import { CountryKeys } from './country-keys.js';
import { IdentityVault } from './identity-vault.js';

const TABLES = ['identity', 'blind_index'] as const;

describe('the vault of identities', () => {
  let national: TestNational;
  beforeAll(async () => {
    national = await TestNational.start();
  });
  afterAll(() => national.stop());

  const enter = async (fields = {}) => {
    const record = someRecord({ national_id: '22910199101317', ...fields });
    const { case_ref: caseRef } = (await national.record('registrar', record)).body as { case_ref: string };
    return { record, caseRef };
  };
  const numbersOf = (caseRef: string) =>
    inTransaction(national.dataSource, (tx) => national.parts.vault.index.ofCases(tx, [caseRef]));

  it('opens what was stored, and finds a case by its exact numbers', async () => {
    const { record, caseRef } = await enter({ aliases: ['Ая', 'Аяш'], document_no: 'KK 1230099' });
    await inTransaction(national.dataSource, async (tx) => {
      const identity = (await national.parts.vault.open(tx, [caseRef])).get(caseRef);
      expect(identity).toMatchObject({ surname: record.surname, aliases: ['Ая', 'Аяш'], documentNo: 'KK 1230099' });
      const numbers = await national.parts.vault.index.ofCases(tx, [caseRef]);
      expect(numbers.map(({ kind }) => kind).sort()).toEqual(['DOCUMENT', 'NATIONAL_ID']);
      const found = await national.parts.vault.index.find(tx, numbers);
      expect(found.map((one) => one.caseRef)).toContain(caseRef);
    });
  });

  it('opens and finds nothing of a case whose key is destroyed, also on a copy restored from before', async () => {
    const { caseRef } = await enter({ document_no: 'KK 4440011' });
    const { caseRef: kept } = await enter({ document_no: 'KK 4440011' });
    const numbers = (await numbersOf(caseRef)).filter(({ kind }) => kind === 'DOCUMENT');
    const backup = await backUp(national);
    try {
      const restored = await backup.dataSource();
      const readOnCopy = () =>
        inTransaction(restored, async (tx) => ({
          opened: [...(await national.parts.vault.open(tx, [caseRef, kept])).keys()].sort(),
          found: (await national.parts.vault.index.find(tx, numbers)).map((one) => one.caseRef).sort(),
        }));
      expect(await readOnCopy()).toEqual({ opened: [caseRef, kept].sort(), found: [caseRef, kept].sort() });
      await inTransaction(national.dataSource, (tx) => national.parts.vault.destroy(tx, [caseRef]));
      expect(await readOnCopy()).toEqual({ opened: [kept], found: [kept] });
      await restored.destroy();
    } finally {
      await backup.drop();
    }
    await inTransaction(national.dataSource, async (tx) => {
      expect([...(await national.parts.vault.open(tx, [caseRef, kept])).keys()]).toEqual([kept]);
    });
    for (const table of TABLES) {
      expect(await national.rows(`SELECT FROM register.${table} WHERE case_ref = $1`, [caseRef])).toHaveLength(0);
    }
  });

  it('does not open a row that was moved to another case', async () => {
    const [{ caseRef: a }, { caseRef: b }] = [await enter(), await enter()];
    const moved = inTransaction(national.dataSource, async (tx) => {
      await tx.run(
        `UPDATE register.identity i SET nonce = o.nonce, ciphertext = o.ciphertext, tag = o.tag
           FROM register.identity o WHERE i.case_ref = $1 AND o.case_ref = $2`,
        [a, b],
      );
      return national.parts.vault.open(tx, [a]);
    });
    await expect(moved).rejects.toMatchObject({ code: 'vault-tampered' });
  });

  it('refuses a start with a key store that does not belong to the database', async () => {
    await enter();
    const empty = await FileKeyStore.open(`${national.folder}/other`, national.masterKey);
    const vault = new IdentityVault(empty, new CountryKeys(national.masterKey, 'KZ'));
    const start = inTransaction(national.dataSource, (tx) => vault.verifyKeyStore(tx));
    await expect(start).rejects.toMatchObject({ code: 'key-store-missing' });
    await inTransaction(national.dataSource, (tx) => national.parts.vault.verifyKeyStore(tx));
    await empty.close();
  });

  it('holds no identity value in a plain column, an index or the log', async () => {
    const canary = (name: string) => `Qanareika-${name}-Зерно`;
    const texts = IDENTITY_COLUMNS.filter((name) => name !== 'birth_date');
    const planted = Object.fromEntries(texts.map((name) => [name, name === 'aliases' ? [canary(name)] : canary(name)]));
    const record = { ...planted, document_no: 'QD 77120934', national_id: '99120919991234', birth_date: '1991-07-13' };
    await enter(record);
    await enter({ ...record, sex: 'sex', registered_on: '1991-07-13x' });
    const everything = await wholeDatabase(national.database.adminUrl);
    const log = national.log.join('');
    expect(everything).toContain('KZ-SPEC');
    for (const text of [
      'Qanareika',
      'Зерно',
      'QD 77120934',
      'QD77120934',
      '77120934',
      '99120919991234',
      '1991-07-13',
    ]) {
      expect([text, everything.includes(text), log.includes(text)]).toEqual([text, false, false]);
    }
  });
});

/** A copy of the vault's rows in another database, as a backup would hold them. */
async function backUp(national: TestNational) {
  const rows = await Promise.all(TABLES.map((table) => national.rows<object>(`SELECT * FROM register.${table}`)));
  const copy = await testDatabase('restored');
  const admin = new pg.Client({ connectionString: copy.adminUrl });
  await admin.connect();
  await admin.query('CREATE SCHEMA register');
  await admin.query(
    'CREATE TABLE register.identity (case_ref uuid, key_slot bigint, nonce bytea, ciphertext bytea, tag bytea)',
  );
  await admin.query(
    'CREATE TABLE register.blind_index (case_ref uuid, kind text, bucket smallint, nonce bytea, entry bytea, tag bytea)',
  );
  for (const [i, table] of TABLES.entries()) {
    for (const row of rows[i] ?? []) {
      const values = Object.values(row);
      await admin.query(`INSERT INTO register.${table} VALUES (${values.map((_, at) => `$${at + 1}`).join()})`, values);
    }
  }
  await admin.end();
  return {
    dataSource: () => createDataSource({ url: copy.adminUrl, poolSize: 1, applicationName: 'restored' }).initialize(),
    drop: () => copy.drop(),
  };
}

/** Every row of every table as text, encrypted bytes decoded as if they were text. */
async function wholeDatabase(adminUrl: string): Promise<string> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    const { rows: tables } = await admin.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    const texts: string[] = [];
    for (const { name } of tables) {
      const { rows } = await admin.query<Record<string, unknown>>(`SELECT * FROM ${name}`);
      for (const row of rows) {
        for (const value of Object.values(row)) {
          texts.push(Buffer.isBuffer(value) ? value.toString('utf8') : (JSON.stringify(value) ?? ''));
        }
      }
    }
    return texts.join('\n');
  } finally {
    await admin.end();
  }
}
