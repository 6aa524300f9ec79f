import { place } from '../encode/layout.js';
import { personEncodable } from '../encode/person-encodable.js';
import { personForms } from '../encode/person-forms.js';
import { PERSON_LAYOUT } from '../encode/person-layout.js';
import { blocksOf, output, PlainEncoding, prefixed } from './plain-encoding.testing.js';
import { sourceConstants } from './source-constants.testing.js';
import type { VectorFile } from './vector-file.testing.js';

/** The page with its blocks as they follow from the code; `sourceOf` gives the text of a file such as `encode/keys`. */
export function pageWith(page: string, vectors: VectorFile, sourceOf: (name: string) => string): string {
  const blocks = { layout: layout(), example: example(vectors.encoding), constants: constants(sourceOf) };
  return Object.entries(blocks).reduce((text, [name, content]) => {
    const block = new RegExp(`(<!-- from the code: ${name} -->\\s*\`\`\`text\\n)[^]*?(\`\`\`\\n)`);
    if (!block.test(text)) throw new Error(`the page has no block ${name}`);
    return text.replace(block, (_, head: string, foot: string) => `${head}${content}\n${foot}`);
  }, page);
}

function layout(): string {
  const { sketches, slots } = place(PERSON_LAYOUT);
  const line = (offset: number, length: number, rest: string) =>
    `${String(offset).padStart(3)} ${String(length).padStart(2)} ${rest}`;
  return [
    ...sketches.map(({ name, offset, length }) => line(offset, length, `sketch ${name}`)),
    ...slots.map(({ name, domain, offset, length }) =>
      line(offset, length, `slot   ${name.padEnd(15)} ${domain}`.trimEnd()),
    ),
  ].join('\n');
}

function example({ key, person, nonce }: VectorFile['encoding']): string {
  const encoding = new PlainEncoding(Buffer.from(key, 'hex'), 'VICTIM', 1);
  const forms = personEncodable(personForms(person));
  const salt = forms.salts.find(({ v }) => v === 'A')?.salt ?? [];
  const k = encoding.salted('bits', 'A', salt);
  const [sketch, slot] = [
    ['sketch', 'given', forms.tokens['given']?.[0] ?? ''],
    ['slot', 'skeleton', forms.slots['given'] ?? ''],
  ];
  const { tag, seg } = encoding.variant('A', salt, nonce, forms);
  const steps: Readonly<Record<string, string | Buffer>> = {
    'encoding key': key,
    'info of key(tag, A)': prefixed(['kerege', 'tag', 'VICTIM', '1', 'A']),
    'key(tag, A)': encoding.key('tag', 'A'),
    'key(bits, A)': encoding.key('bits', 'A'),
    'key(pad, A)': encoding.key('pad', 'A'),
    salt: salt.join(', '),
    'salt, length-prefixed': prefixed(salt),
    'salted(tag, A, salt)': encoding.salted('tag', 'A', salt),
    tag,
    'salted(pad, A, [nonce, ...salt])': encoding.salted('pad', 'A', [nonce, ...salt]),
    'k = salted(bits, A, salt)': k,
    'tokens of the given name': forms.tokens['given']?.join(' ') ?? '',
    [`first two blocks of (${sketch.join(', ')})`]: blocksOf(sketch, 2),
    'under AES': output(k, sketch, 2),
    [`block of (${slot.join(', ')})`]: blocksOf(slot, 1),
    'under AES, of which the slot given is the first two bytes': output(k, slot, 1),
    'sketch of the given name': seg.subarray(0, 18),
    segment: seg,
  };
  return Object.entries(steps)
    .map(([name, value]) => `${name}\n${wrapped(typeof value === 'string' ? value : value.toString('hex'))}`)
    .join('\n');
}

const WIDTH = 64;

function wrapped(text: string): string {
  const lines = text.includes(' ') ? [text] : (text.match(new RegExp(`.{1,${WIDTH}}`, 'g')) ?? []);
  return lines.map((line) => `  ${line}`).join('\n');
}

/** Files of the encoding in the order in which it passes them. */
const STAGES = [
  ...['script', 'cyrillic', 'latin', 'letters', 'name-words', 'name-order', 'stems', 'name-forms', 'skeleton'],
  ...['forms-version', 'hypocorisms', 'aliases', 'place', 'birth-date', 'numbers'],
].map((name) => `normalise/${name}`);
const ENCODING = [
  ...['person-forms', 'bigrams', 'person-layout', 'person-encodable', 'person-salts', 'keys', 'segment-encoder'],
  ...['segment-writers', 'encoder', 'check-encoding'],
].map((name) => `encode/${name}`);

function constants(sourceOf: (name: string) => string): string {
  return [...STAGES, ...ENCODING]
    .map((name) => [name, sourceConstants(sourceOf(name))] as const)
    .filter(([, lines]) => lines.length > 0)
    .map(([name, lines]) => `${name.split('/')[1] ?? name}\n${lines.map((line) => `  ${line}`).join('\n')}`)
    .join('\n');
}
