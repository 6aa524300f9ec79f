export const DOCUMENT_PATH = '/openapi.json';
export const DOCS_PATH = '/docs';

export function isDocumentation(path: string): boolean {
  return path === DOCUMENT_PATH || path === DOCS_PATH || path.startsWith(`${DOCS_PATH}/`);
}
