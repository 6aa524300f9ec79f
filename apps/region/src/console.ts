/** Progress for the person at the terminal: a line a step, and within a step a line that is overwritten on a terminal. */
export class Console {
  private readonly begun = performance.now();
  private open = false;
  private isEnded = false;

  constructor(private readonly stream: NodeJS.WriteStream) {}

  step(text: string): void {
    if (this.isEnded) return;
    this.done();
    const seconds = ((performance.now() - this.begun) / 1000).toFixed(1).padStart(6);
    this.stream.write(`${seconds} s  ${text}\n`);
  }

  /** The last step: what work in progress says of its being cut off is no news. */
  last(text: string): void {
    this.step(text);
    this.isEnded = true;
  }

  /** Lines that belong to the step before. */
  details(lines: readonly string[]): void {
    if (this.isEnded) return;
    this.done();
    for (const line of lines) this.stream.write(`          ${line}\n`);
  }

  progress(text: string): void {
    if (this.isEnded || !this.stream.isTTY) return;
    this.stream.write(`\r          ${text}`);
    this.open = true;
  }

  done(): void {
    if (this.open) this.stream.write('\n');
    this.open = false;
  }
}
