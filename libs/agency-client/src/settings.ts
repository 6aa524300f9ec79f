import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { importJWK, type CryptoKey, type JWK } from 'jose';

/** The file that an operator hands to an organisation; secrets are in files beside it, named relative to it. */
export interface AgencySettingsFile {
  /** The organisation's code; `agency` of its records. */
  readonly organisation: string;
  /** Public X25519 key of the national service: records are sealed to it. */
  readonly intakeKey: { readonly kid: string; readonly x: string };
  /** Private Ed25519 JWK that the organisation signs with. */
  readonly signingKeyFile: string;
  readonly kafka: {
    readonly brokers: readonly string[];
    readonly username: string;
    readonly passwordFile: string;
    /** PEM of the authority that signed the brokers' certificates; absent: no TLS, on one machine only. */
    readonly caFile?: string;
    readonly topicPrefix: string;
  };
  readonly api: { readonly url: string; readonly tokenFile: string };
}

/** Everything that an organisation's system needs, read. Holds secrets: never log it. */
export interface AgencySettings {
  readonly organisation: string;
  readonly intakeKey: { readonly kid: string; readonly x: string };
  readonly signing: { readonly kid: string; readonly key: CryptoKey };
  readonly kafka: {
    readonly brokers: readonly string[];
    readonly username: string;
    readonly password: string;
    readonly ca: string | undefined;
    readonly topicPrefix: string;
  };
  readonly api: { readonly url: string; readonly token: string };
}

/** Reads the settings and the files that they name. @throws Error that names the file, never what is in it */
export async function loadSettings(file: string): Promise<AgencySettings> {
  const { organisation, intakeKey, signingKeyFile, kafka, api } = await json<AgencySettingsFile>(file);
  const beside = (name: string) => resolve(dirname(file), name);
  const secret = async (name: string) => (await readFile(beside(name), 'utf8')).trim();
  const { passwordFile, caFile, ...brokers } = kafka;
  return {
    organisation,
    intakeKey,
    signing: await signingKey(beside(signingKeyFile)),
    kafka: {
      ...brokers,
      password: await secret(passwordFile),
      ca: caFile === undefined ? undefined : await secret(caFile),
    },
    api: { url: api.url, token: await secret(api.tokenFile) },
  };
}

async function signingKey(file: string): Promise<AgencySettings['signing']> {
  const jwk = await json<JWK>(file);
  const key = await importJWK(jwk, 'EdDSA').catch(() => undefined);
  if (key === undefined || key instanceof Uint8Array || jwk.kid === undefined) {
    throw new Error(`${file} is not a private Ed25519 JWK with a kid`);
  }
  return { kid: jwk.kid, key };
}

async function json<T>(file: string): Promise<T> {
  const text = await readFile(file, 'utf8');
  try {
    return JSON.parse(text) as T;
  } catch {
    // The parser's message would quote the file.
    throw new Error(`${file} is not JSON`);
  }
}
