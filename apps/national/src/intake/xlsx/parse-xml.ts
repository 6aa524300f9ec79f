import { Parser } from 'saxen';
import { fileRefused } from '../file-refused.js';

export interface XmlHandler {
  open?(name: string, attributes: () => Record<string, string>): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** Names come without their namespace prefix. @throws ProblemError 422 `bad-xlsx` */
export function parseXml(xml: string, handler: XmlHandler): void {
  const parser = new Parser();
  parser.on('openTag', (name, attributes) => handler.open?.(local(name), attributes));
  parser.on('closeTag', (name) => handler.close?.(local(name)));
  parser.on('text', (text, decode) => handler.text?.(decode(text)));
  parser.on('cdata', (text) => handler.text?.(text));
  parser.on('error', () => {
    throw fileRefused('bad-xlsx', 'The file is not a readable XLSX workbook.');
  });
  parser.parse(xml);
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
