import { COUNTRIES, type CountryCode } from '#contracts';
import { eventually, generateRecords, type RecordRow, type SeededRandom } from '#testing';
import { token } from '../../../apps/region/src/keys.js';
import type { RunningRegion } from '../../../apps/region/src/running-region.js';
import { nationalName } from '../../../apps/region/src/services.js';
import { Agency } from './agency.js';
import { kill, revive, stopsIntake, type Outage } from './victims.js';

type Sets = Readonly<Record<CountryCode, readonly RecordRow[]>>;

/** Records of one request. */
const REQUEST = { least: 1, most: 5 };
/** Time for the records before a kill to be acknowledged. Milliseconds. */
const REACH_MS = 60_000;

/** A region under load whose parts are killed. Remembers what was sent and acknowledged, over all loads. */
export class CrashScenario {
  readonly agencies = new Map<CountryCode, Agency>();
  readonly sent: Record<CountryCode, RecordRow[]> = { KZ: [], KG: [], TJ: [], UZ: [] };
  private onAcknowledged: () => unknown = () => undefined;

  private constructor(readonly region: RunningRegion) {}

  static async on(region: RunningRegion): Promise<CrashScenario> {
    const scenario = new CrashScenario(region);
    for (const country of COUNTRIES) {
      const name = nationalName(country);
      const agency = new Agency({
        country,
        url: region.service(name).url,
        token: await token(region.home, name, 'registrar'),
        onAcknowledged: () => void scenario.onAcknowledged(),
      });
      scenario.agencies.set(country, agency);
    }
    return scenario;
  }

  /** Loads fresh records, `sliceSize` a country for each outage, and lets each outage happen in the middle of its slice. */
  async load(random: SeededRandom, outages: readonly Outage[], sliceSize: number): Promise<void> {
    const sets = generateRecords(random.integer(1, 2 ** 30), outages.length * sliceSize);
    for (const [i, outage] of outages.entries()) {
      const slice = ofEach((country) => sets[country].slice(i * sliceSize, (i + 1) * sliceSize));
      await this.loadSlice(random, slice, outage);
    }
  }

  private async loadSlice(random: SeededRandom, slice: Sets, outage: Outage): Promise<void> {
    let acknowledged = 0;
    this.onAcknowledged = () => (acknowledged += 1);
    let failed = false;
    const sending = Promise.all(COUNTRIES.map((country) => this.sendAll(random, country, slice[country])));
    sending.catch(() => (failed = true));
    for (const { victim, afterRecords } of outage.kills) {
      const what = `${afterRecords} records to be acknowledged`;
      await eventually(() => failed || acknowledged >= afterRecords, { timeoutMs: REACH_MS, intervalMs: 1, what });
      await kill(this.region, victim);
    }
    if (outage.long && !stopsIntake(outage)) await sending;
    await revive(
      this.region,
      outage.kills.map(({ victim }) => victim),
    );
    await sending;
  }

  private async sendAll(random: SeededRandom, country: CountryCode, rows: readonly RecordRow[]): Promise<void> {
    this.sent[country].push(...rows);
    for (let at = 0; at < rows.length;) {
      const next = rows.slice(at, at + random.integer(REQUEST.least, REQUEST.most));
      await this.agencies.get(country)?.send(next, random.pick(['FILE', 'NDJSON']));
      at += next.length;
    }
  }
}

function ofEach(rowsOf: (country: CountryCode) => readonly RecordRow[]): Sets {
  return { KZ: rowsOf('KZ'), KG: rowsOf('KG'), TJ: rowsOf('TJ'), UZ: rowsOf('UZ') };
}
