import type { CountryCode } from '#contracts';
import { freePorts } from '#testing';
import { SERVICE_USER } from './agencies/agency-brokers.js';
import { writeAgencyFiles } from './agencies/provision-agencies.js';
import { waitUntilCaughtUp } from './catch-up.js';
import type { Home } from './home.js';
import { startInfrastructure, type RunningInfrastructure } from './infrastructure.js';
import { linksCsv } from './links.js';
import { loadFolder, type LoadedFiles } from './load/load-folder.js';
import { provision } from './provision.js';
import { buildReport, type RunReport } from './report.js';
import { ServiceProcess } from './service-process.js';
import type { Region } from './region.js';
import { serviceSpecs, SERVICE_COUNT } from './services.js';

/** The whole region on this machine: servers, and a process for each service. */
export class RunningRegion {
  private readonly processes = new Map<string, ServiceProcess>();
  private running: RunningInfrastructure | undefined;
  private starting: Promise<void> | undefined;
  private isStopping = false;

  constructor(
    readonly home: Home,
    private readonly tell: (step: string) => void = () => undefined,
  ) {}

  /** Starts servers, prepares them, starts the services and waits until each is ready. */
  start(): Promise<void> {
    this.starting = this.startAll();
    return this.starting;
  }

  private async startAll(): Promise<void> {
    this.tell('starting PostgreSQL and Kafka');
    this.running = await startInfrastructure(this.home);
    this.failIfStopping();
    const specs = await serviceSpecs(this.region, await freePorts(SERVICE_COUNT));
    await provision(this.region, this.servers, this.tell);
    this.failIfStopping();
    this.tell('starting the services');
    for (const spec of specs) this.processes.set(spec.name, ServiceProcess.start(spec));
    await Promise.all([...this.processes.values()].map((service) => service.ready()));
    const { agencyKafka } = this.servers;
    if (agencyKafka) await writeAgencyFiles(this.home, agencyKafka, this.service(SERVICE_USER).url);
  }

  get servers(): RunningInfrastructure {
    if (!this.running) throw new Error('the region was not started');
    return this.running;
  }

  get region(): Region {
    return { home: this.home, infrastructure: this.servers };
  }

  get services(): ReadonlyMap<string, ServiceProcess> {
    return this.processes;
  }

  service(name: string): ServiceProcess {
    const process = this.processes.get(name);
    if (!process) throw new Error(`there is no service ${name}`);
    return process;
  }

  /** Starts a service that has ended again, with the same environment. */
  async restart(name: string): Promise<void> {
    const again = ServiceProcess.start(this.service(name).spec);
    this.processes.set(name, again);
    await again.ready();
  }

  load(
    folder: string,
    progress: (country: CountryCode, lines: number) => void = () => undefined,
  ): Promise<LoadedFiles> {
    return loadFolder(folder, this.home, this.processes, progress);
  }

  /** Waits until every event is where it belongs. Throws when a service ends or nothing moves any more. */
  caughtUp(): Promise<void> {
    return waitUntilCaughtUp(this.region, this.servers, () => this.failIfAServiceEnded());
  }

  report(files: LoadedFiles, seconds: RunReport['report']['seconds']): Promise<RunReport> {
    return buildReport(this.region, this.processes, files, seconds);
  }

  links(): Promise<string> {
    return linksCsv(this.region);
  }

  /** Rejects when a service ends by itself. */
  async untilAServiceEnds(): Promise<never> {
    throw new Error(await Promise.race([...this.processes.values()].map((service) => service.ended())));
  }

  /** Services first, then servers. What is still on its way is waited for: only when it stands can it be stopped. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await this.stopServices();
    await this.starting?.catch(() => undefined);
    await this.stopServices();
    await this.running?.stop();
  }

  private async stopServices(): Promise<void> {
    await Promise.all([...this.processes.values()].map((service) => service.stop()));
  }

  private failIfStopping(): void {
    if (this.isStopping) throw new Error('stopped while starting');
  }

  private failIfAServiceEnded(): void {
    for (const service of this.processes.values()) service.failIfEnded();
  }
}
