import { Type } from '@sinclair/typebox';

/**
 * A sealed part: JWE compact serialisation (RFC 7516) with `alg` ECDH-ES over X25519 (RFC 7518, RFC 8037) and `enc` A256GCM, so
 * the second part (the encrypted key) is empty. `kid` in its protected header names the key that opens it; `ref` and `part` there tie it to
 * one subject and place, so it opens nowhere else. At most 20 KiB of ciphertext: two parts fit into an event.
 */
export const SealedSchema = Type.String({
  pattern: '^[A-Za-z0-9_-]{16,2048}\\.\\.[A-Za-z0-9_-]{16}\\.[A-Za-z0-9_-]{2,20480}\\.[A-Za-z0-9_-]{22}$',
});

/** An X25519 public key, raw 32 bytes, base64url (RFC 8037 `x`). */
export const SealingKeySchema = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' });
