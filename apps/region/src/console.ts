/** Progress for the person at the terminal: a line a step, and within a step a line that is overwritten on a terminal. */
export class Console {
  private readonly begun = performance.now();
  private open = false;

  constructor(private readonly stream: NodeJS.WriteStream) {}

  step(text: string): void {
    this.done();
    const seconds = ((performance.now() - this.begun) / 1000).toFixed(1).padStart(6);
    this.stream.write(`${seconds} s  ${text}\n`);
  }

  /** Lines that belong to the step before. */
  details(lines: readonly string[]): void {
    this.done();
    for (const line of lines) this.stream.write(`          ${line}\n`);
  }

  progress(text: string): void {
    if (!this.stream.isTTY) return;
    this.stream.write(`\r          ${text}`);
    this.open = true;
  }

  done(): void {
    if (this.open) this.stream.write('\n');
    this.open = false;
  }
}
