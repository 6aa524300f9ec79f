import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { COUNTRIES } from '#contracts';
import { freePorts, generateRecords, toCsv } from '#testing';
import { Console } from './console.js';
import { waitUntilCaughtUp } from './catch-up.js';
import { Home } from './home.js';
import { startInfrastructure, type RunningInfrastructure } from './infrastructure.js';
import { token } from './keys.js';
import { linksCsv } from './links.js';
import { loadFolder, type LoadResult } from './load.js';
import type { RegionOptions } from './options.js';
import { provision } from './provision.js';
import { buildReport, type Report } from './report.js';
import { ServiceProcess } from './service-process.js';
import { serviceSpecs, SERVICE_COUNT, type Region } from './services.js';
import { summaryTable } from './table.js';

/** Records a country in the set that is generated where no files are at hand. */
const GENERATED_PER_COUNTRY = 400;
const GENERATED_SEED = 20_240_705;
const DEFAULT_RECORDS = '../shared/data/agency-records';

export interface RunResult {
  readonly report: Report;
  readonly links: string;
}

/** One life of the whole region on this machine: servers, services, records, report, and the way down. */
export class RegionRun {
  private readonly services = new Map<string, ServiceProcess>();
  private servers: RunningInfrastructure | undefined;
  private closing: Promise<void> | undefined;
  private readonly console = new Console(process.stderr);

  private constructor(
    private readonly options: RegionOptions,
    private readonly home: Home,
  ) {}

  static async open(options: RegionOptions): Promise<RegionRun> {
    return new RegionRun(options, await Home.open(process.cwd(), process.env, options.exit));
  }

  /** Starts everything, loads what is to be loaded, waits until it has caught up. */
  async execute(): Promise<RunResult | undefined> {
    const region = await this.start();
    const folder = await this.recordsFolder();
    const begun = performance.now();
    const records = folder === undefined ? {} : await this.load(folder.path).finally(() => folder.remove());
    const loaded = performance.now();
    this.console.step('waiting until every event is reconciled');
    await waitUntilCaughtUp(region, this.runningServers(), () => this.failIfAServiceEnded());
    const seconds = { load: (loaded - begun) / 1000, reconcile: (performance.now() - loaded) / 1000 };
    if (folder !== undefined) await writeFile(this.loadedMarker, '');
    const { report, byCountry } = await buildReport(region, this.services, records, seconds);
    this.console.done();
    process.stdout.write(`\n${summaryTable(report, byCountry)}\n`);
    if (!this.options.exit) await this.printAddresses();
    return this.options.exit ? { report, links: await linksCsv(region) } : undefined;
  }

  /** Resolves never while all is well; throws when a service ends by itself. */
  async untilAServiceEnds(): Promise<never> {
    const ended = await Promise.race([...this.services.values()].map((service) => service.ended()));
    throw new Error(ended);
  }

  /** Stops services, then servers. Safe to call at any moment, more than once. */
  close(): Promise<void> {
    this.closing ??= this.stopAll();
    return this.closing;
  }

  private async stopAll(): Promise<void> {
    await Promise.all([...this.services.values()].map((service) => service.stop()));
    await this.servers?.stop();
    if (this.options.exit && !this.options.keep) await this.home.remove();
    else if (this.options.exit) process.stderr.write(`kept: ${this.home.path}\n`);
  }

  private async start(): Promise<Region> {
    this.console.step('starting PostgreSQL and Kafka');
    this.servers = await startInfrastructure(this.home);
    const region: Region = { home: this.home, infrastructure: this.servers };
    this.console.step('preparing keys, databases, topics and access rights');
    const specs = await serviceSpecs(region, await freePorts(SERVICE_COUNT));
    await provision(region, this.servers);
    this.console.step('starting the services');
    for (const spec of specs) this.services.set(spec.name, ServiceProcess.start(spec));
    await Promise.all([...this.services.values()].map((service) => service.ready()));
    return region;
  }

  /** The folder to load, or undefined where an earlier start has loaded already. */
  private async recordsFolder(): Promise<{ path: string; remove(): Promise<void> } | undefined> {
    const keep = () => Promise.resolve();
    if (this.options.records !== undefined) return { path: this.options.records, remove: keep };
    if (existsSync(this.loadedMarker)) return undefined;
    const shared = resolve(process.cwd(), DEFAULT_RECORDS);
    if (existsSync(shared)) return { path: shared, remove: keep };
    const path = await mkdtemp(join(tmpdir(), 'kerege-records-'));
    const sets = generateRecords(GENERATED_SEED, GENERATED_PER_COUNTRY);
    for (const country of COUNTRIES) await writeFile(join(path, `${country.toLowerCase()}.csv`), toCsv(sets[country]));
    return { path, remove: () => rm(path, { recursive: true, force: true }) };
  }

  private get loadedMarker(): string {
    return join(this.home.path, 'loaded');
  }

  private async load(folder: string): Promise<Partial<Record<string, LoadResult>>> {
    this.console.step(`loading ${folder}`);
    const counts = new Map<string, number>();
    return loadFolder(folder, this.home, this.services, (country, lines) => {
      counts.set(country, lines);
      this.console.progress([...counts].map(([name, n]) => `${name} ${n}`).join('  '));
    });
  }

  private runningServers(): RunningInfrastructure {
    if (!this.servers) throw new Error('the servers are not running');
    return this.servers;
  }

  private failIfAServiceEnded(): void {
    for (const service of this.services.values()) {
      if (service.hasEnded) throw new Error(`${service.spec.name} ended; see ${service.spec.logFile}`);
    }
  }

  private async printAddresses(): Promise<void> {
    const lines = await Promise.all(
      [...this.services.values()].map(async ({ spec, url }) => {
        const page = /national|coordination/.test(spec.name) ? `${url}/docs` : url;
        return `  ${spec.name.padEnd(14)} ${page}   operator token: ${await token(this.home, spec.name, 'operator')}`;
      }),
    );
    process.stdout.write(
      `\n${lines.join('\n')}\n\nOther tokens: ${this.home.key('tokens')}. Ctrl-C stops everything.\n`,
    );
  }
}
