import { ProblemError } from '#http';

/** The file as a whole cannot be read; nothing of it was taken in. */
export const fileRefused = (code: string, title: string, extras: Record<string, unknown> = {}) =>
  new ProblemError(422, code, title, extras);

export const wrongEncoding = () =>
  fileRefused('wrong-encoding', 'The file is not in UTF-8. Save it as UTF-8, with or without byte order mark.');
