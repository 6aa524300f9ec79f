import type { Request } from 'express';
import { ProblemError } from './problem-error.js';

/**
 * The body of a request as a stream of chunks, for routes that never hold it whole. Refuses another media type than the
 * given ones, a charset other than UTF-8 and any content encoding (a compressed body could be a bomb).
 * Throws `ProblemError` 415. Gives the matched media type.
 */
export function streamTypeOf<const T extends string>(request: Request, mediaTypes: readonly T[]): T {
  const [mediaType = '', ...parameters] = (request.headers['content-type'] ?? '').toLowerCase().split(';');
  const charset = parameters.map((p) => p.trim()).find((p) => p.startsWith('charset='));
  const found = mediaTypes.find((type) => type === mediaType.trim());
  const utf8 = charset === undefined || /^charset="?utf-8"?$/.test(charset);
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (found !== undefined && utf8 && encoding === 'identity') return found;
  throw new ProblemError(
    415,
    'unsupported-media-type',
    'Send the body in UTF-8, uncompressed, as one of these types.',
    {
      accepted: [...mediaTypes],
    },
  );
}
