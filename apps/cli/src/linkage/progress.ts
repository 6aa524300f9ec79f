import type { CommandContext } from '../command.js';

const WIDTH = 30;
/** Least share between two lines where nothing can be redrawn. */
const STEP = 0.1;

/** Shows how far a step is: a bar on a terminal, a line for every tenth elsewhere. */
export class Progress {
  private told = -1;

  constructor(
    private readonly context: CommandContext,
    private readonly step: string,
    private readonly total: number,
  ) {}

  readonly at = (done: number): void => {
    const share = this.total === 0 ? 1 : Math.min(1, done / this.total);
    const { redraw, say } = this.context;
    const percent = `${Math.floor(share * 100)} %`;
    if (redraw !== undefined) {
      if (Math.floor(share * 100) === this.told) return;
      this.told = Math.floor(share * 100);
      const filled = Math.round(share * WIDTH);
      redraw(`${this.step} [${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${percent}`, share === 1);
    } else if (Math.floor(share / STEP) > this.told) {
      this.told = Math.floor(share / STEP);
      say(`${this.step}: ${percent}`);
    }
  };
}
