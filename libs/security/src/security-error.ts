export type SecurityErrorCode =
  | 'key-file-open'
  | 'key-file-invalid'
  | 'key-invalid'
  | 'kid-invalid'
  | 'tokens-file-invalid'
  | 'members-log-invalid'
  | 'sealed-part-unreadable'
  | 'signature-invalid'
  | 'agencies-file-invalid';

/** Something is wrong with keys or tokens. The message names the file or key id, never key material. */
export class SecurityError extends Error {
  override readonly name = 'SecurityError';

  constructor(
    readonly code: SecurityErrorCode,
    message: string,
  ) {
    super(message);
  }
}
