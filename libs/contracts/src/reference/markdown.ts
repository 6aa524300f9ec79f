/** A Markdown table; cells are escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/** Text in code font, `–` for nothing. */
export function code(text: string | undefined): string {
  return text === undefined || text === '' ? '–' : `\`${text}\``;
}

/** Blocks of a page with one empty line between them. A formatter must not touch it: it would no longer be what is generated. */
export function page(title: string, ...blocks: readonly string[]): string {
  const note = '<!-- Generated from libs/contracts by `npm run generate`. Do not edit. -->';
  const all = [`# ${title}`, note, '<!-- prettier-ignore-start -->', ...blocks, '<!-- prettier-ignore-end -->'];
  return `${all.join('\n\n')}\n`;
}
