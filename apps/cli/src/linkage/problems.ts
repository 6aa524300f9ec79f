import type { CommandContext } from '../command.js';

/** Bad rows and cells that are told one by one; further ones are only counted. */
const MOST_TOLD = 100;

/** Says which rows and cells are left out and why; never what they hold. */
export class Problems {
  rows = 0;
  cells = 0;

  constructor(private readonly context: CommandContext) {}

  row(line: number, reason: string): void {
    this.rows += 1;
    this.tell(`line ${line} is refused: ${reason}`);
  }

  /** @param expected what the cell should hold */
  cell(line: number, column: string, expected: string): void {
    this.cells += 1;
    this.tell(`line ${line}: ${column} is no ${expected} and counts as empty`);
  }

  private tell(text: string): void {
    const told = this.rows + this.cells;
    if (told <= MOST_TOLD) this.context.say(text);
    if (told === MOST_TOLD + 1) this.context.say('further ones are only counted');
  }
}
