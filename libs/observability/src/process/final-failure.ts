/** Something that a service cannot work without failed, and does not come back in this process. The first reason counts. */
export class FinalFailure {
  /** Never rejects; pending for as long as all is well. */
  readonly happened: Promise<unknown>;
  readonly report: (error: unknown) => void;

  constructor() {
    let report: (error: unknown) => void = () => undefined;
    this.happened = new Promise((resolve) => (report = resolve));
    this.report = report;
  }
}
