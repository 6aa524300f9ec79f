import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { COUNTRIES } from '#contracts';
import { generateRecords, toCsv } from '#testing';
import { AGENCY_COUNTRY, ORGANISATION_CODES } from './agencies/organisations.js';
import { agencyFile } from './agencies/provision-agencies.js';
import { Console } from './console.js';
import { Home } from './home.js';
import { token } from './keys.js';
import type { LoadedFiles } from './load/load-folder.js';
import { loadSummary } from './load/load-summary.js';
import type { RegionOptions } from './options.js';
import type { Report } from './report.js';
import { RunningRegion } from './running-region.js';
import { refusedFilesText, summaryTable } from './table.js';

/** Records a country in the set that is generated where no files are at hand. */
const GENERATED_PER_COUNTRY = 400;
const GENERATED_SEED = 20_240_705;
const DEFAULT_RECORDS = '../shared/data/agency-records';

export interface RunResult {
  readonly report: Report;
  readonly links: string;
}

/** One `npm start`: start, load, wait, report, and either stop or stay. */
export class RegionRun {
  private readonly console = new Console(process.stderr);
  private readonly region: RunningRegion;
  private closing: Promise<void> | undefined;

  private constructor(
    private readonly options: RegionOptions,
    private readonly home: Home,
  ) {
    this.region = new RunningRegion(home, (step) => this.console.step(step));
  }

  static async open(options: RegionOptions): Promise<RegionRun> {
    return new RegionRun(options, await Home.open(process.cwd(), process.env, options.exit));
  }

  async execute(): Promise<RunResult> {
    await this.region.start();
    const begun = performance.now();
    const files = await this.loadRecords();
    const loaded = performance.now();
    this.console.step('waiting until every event is reconciled');
    await this.region.caughtUp();
    const seconds = { load: (loaded - begun) / 1000, reconcile: (performance.now() - loaded) / 1000 };
    this.console.step('counting');
    const { report, byCountry } = await this.region.report(files, seconds);
    this.console.step('everything is reconciled');
    process.stdout.write(`\n${summaryTable(report, byCountry)}\n${refusedFilesText(report)}`);
    if (!this.options.exit) await this.printAddresses();
    return { report, links: this.options.links === undefined ? '' : await this.region.links() };
  }

  untilAServiceEnds(): Promise<never> {
    return this.region.untilAServiceEnds();
  }

  /** Stops everything. Safe to call at any moment, more than once. */
  close(): Promise<void> {
    this.closing ??= this.stop();
    return this.closing;
  }

  private async stop(): Promise<void> {
    this.console.last('stopping');
    await this.region.stop();
    if (!this.options.exit) return;
    if (this.options.keep) {
      process.stderr.write(`kept: ${this.home.path}\n`);
      return;
    }
    await this.home.remove();
  }

  /** Loads the folder that was named, or, until that was complete once in this home, the default set. */
  private async loadRecords(): Promise<LoadedFiles> {
    const marker = join(this.home.path, 'loaded');
    if (this.options.records !== undefined) {
      // Before the first record: made-up persons must never come to those of an interrupted load.
      await writeFile(marker, '');
      return this.load(this.options.records);
    }
    if (existsSync(marker)) return {};
    const files = await this.withDefaultRecords((folder) => this.load(folder));
    if (Object.values(files).every(({ problem }) => problem === undefined)) await writeFile(marker, '');
    return files;
  }

  private async withDefaultRecords<T>(use: (folder: string) => Promise<T>): Promise<T> {
    const shared = resolve(process.cwd(), DEFAULT_RECORDS);
    if (existsSync(shared)) return use(shared);
    const folder = await mkdtemp(join(tmpdir(), 'kerege-records-'));
    try {
      const sets = generateRecords(GENERATED_SEED, GENERATED_PER_COUNTRY);
      for (const country of COUNTRIES) {
        await writeFile(join(folder, `${country.toLowerCase()}.csv`), toCsv(sets[country]));
      }
      return await use(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  private async load(folder: string): Promise<LoadedFiles> {
    this.console.step(`loading ${folder}`);
    const counts = new Map<string, number>();
    const files = await this.region.load(folder, (country, lines) => {
      counts.set(country, lines);
      this.console.progress([...counts].map(([name, n]) => `${name} ${n}`).join('  '));
    });
    this.console.details(loadSummary(files, this.options.keep || !this.options.exit));
    return files;
  }

  private async printAddresses(): Promise<void> {
    const lines = await Promise.all(
      [...this.region.services.values()].map(async ({ spec, url }) => {
        const page = /national|coordination/.test(spec.name) ? `${url}/docs` : url;
        return `  ${spec.name.padEnd(14)} ${page}   operator token: ${await token(this.home, spec.name, 'operator')}`;
      }),
    );
    const others = this.home.key('tokens');
    if (this.region.servers.agencyKafka !== undefined) {
      const file = agencyFile(this.home, ORGANISATION_CODES[0] ?? '');
      lines.push('', `  ${AGENCY_COUNTRY}'s agencies over their own Kafka: ${this.region.servers.agencyBrokers ?? ''}`);
      lines.push(`  try: npm run agency -- ${file}`);
    }
    lines.push('', '  A page asks for a name and a password: any name, and the token as password.');
    process.stdout.write(`\n${lines.join('\n')}\n\nOther tokens: ${others}. Ctrl-C stops everything.\n`);
  }
}
