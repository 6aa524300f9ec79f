import { stringify } from 'yaml';
import { asyncApiDocument } from '../asyncapi/document.js';
import { agencyAsyncApiDocument } from '../asyncapi/agency-document.js';
import { codeListsPage } from './code-lists-page.js';
import { eventsPage } from './events-page.js';
import { htcdsPage } from './htcds-page.js';

const YAML_HEADER = '# Generated from libs/contracts by `npm run generate`. Do not edit.\n';

/** The committed reference files that follow from the contract: path from the repository's root to content. */
export function generatedFiles(): ReadonlyMap<string, string> {
  return new Map([
    [
      'docs/reference/asyncapi.yaml',
      YAML_HEADER + stringify(asyncApiDocument(), { lineWidth: 0, aliasDuplicateObjects: false }),
    ],
    [
      'docs/reference/asyncapi-national.yaml',
      YAML_HEADER + stringify(agencyAsyncApiDocument(), { lineWidth: 0, aliasDuplicateObjects: false }),
    ],
    ['docs/reference/events.md', eventsPage()],
    ['docs/reference/code-lists.md', codeListsPage()],
    ['docs/reference/htcds.md', htcdsPage()],
  ]);
}
