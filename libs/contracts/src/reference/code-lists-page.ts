import { ownLabel } from '../codes/labels/label.js';
import { LEGAL_INSTRUMENTS } from '../codes/legal-instrument.js';
import { CODE_LIST_NAMES, CODE_LISTS, type CodeListName, type CodeOf } from '../codes/lists/index.js';
import { LABEL_LANGUAGES } from '../codes/person.js';
import { code, page, table } from './markdown.js';

const LANGUAGE_NAMES = {
  kk: 'қазақша',
  ky: 'кыргызча',
  tg: 'тоҷикӣ',
  uz: 'oʻzbekcha',
  ru: 'русский',
  en: 'English',
} as const;

/** `docs/reference/code-lists.md`: every list with its labels, and the articles of law. */
export function codeListsPage(): string {
  return page(
    'Code lists',
    'Every list that says so also takes `UNKNOWN`: asked, and not known. An absent field was not asked. A label that is missing in a language is shown in Russian, else in English.',
    ...CODE_LIST_NAMES.flatMap(listBlocks),
    '## LEGAL_INSTRUMENT',
    'Articles of criminal codes, `country:code-year:article[:part]`. Old codes stay: verdicts of earlier years name them. Those not verified are general knowledge; dates of force too.',
    legalTable(),
  );
}

function listBlocks(name: CodeListName): string[] {
  const { codes, acceptsUnknown, source, description } = CODE_LISTS[name];
  const head = ['code', ...LABEL_LANGUAGES.map((language) => LANGUAGE_NAMES[language])];
  const rows = codes.map((entry: CodeOf<CodeListName>) => [
    code(entry),
    ...LABEL_LANGUAGES.map((language) => ownLabel(name, entry, language) ?? '–'),
  ]);
  return [
    `## ${name}`,
    `${description} Source: ${source}.${acceptsUnknown ? ' Takes `UNKNOWN`.' : ''}`,
    table(head, rows),
  ];
}

function legalTable(): string {
  const rows = LEGAL_INSTRUMENTS.map(({ code: id, subject, validFrom, validTo, replacedBy, verified }) => [
    code(id),
    code(subject),
    validFrom ?? '–',
    validTo ?? '–',
    code(replacedBy),
    verified ? 'yes' : 'no',
  ]);
  return table(['code', 'subject', 'in force from', 'to', 'replaced by', 'verified'], rows);
}
