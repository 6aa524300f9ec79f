import type { operations } from './generated/national-api.js';
import type { AgencySettings } from './settings.js';
import type { CaseRecord } from './types.js';

type Handed = operations['RecordsController_one']['responses'][200]['content']['application/json'];

/** An answer of the national API that is none of those that were asked for (RFC 9457). */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    readonly status: number,
    /** Stable code, for example `record-refused`. */
    readonly code: string,
    /** What is wrong, by field and code. */
    readonly errors: readonly { readonly field: string; readonly code: string }[] = [],
  ) {
    super(`the national service answered ${status} ${code}`);
  }
}

/** The national API for an organisation's system: the same records, over HTTP. */
export class NationalApi {
  constructor(private readonly settings: AgencySettings['api']) {}

  /** Hands in one record. @throws ApiProblem 422 with every error */
  handIn(record: CaseRecord): Promise<Handed> {
    return this.ask('POST', '/v1/records', record);
  }

  /** A record of the own organisation, with identity. @throws ApiProblem 404, for others' records as well */
  record(recordId: string): Promise<Readonly<Record<string, unknown>>> {
    return this.ask('GET', `/v1/records/${encodeURIComponent(recordId)}`);
  }

  /** The own organisation's cases by record id, without identity, a page at a time. */
  async cases(after = ''): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const page = await this.ask<{ cases: Readonly<Record<string, unknown>>[] }>(
      'GET',
      `/v1/cases?after=${encodeURIComponent(after)}`,
    );
    return page.cases;
  }

  private async ask<T>(method: 'GET' | 'POST', path: string, body?: object): Promise<T> {
    const { url, token } = this.settings;
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const answer = await fetch(url + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const content: unknown = await answer.json().catch(() => ({}));
    if (answer.ok) return content as T;
    const { code = 'unknown', errors } = content as Partial<Pick<ApiProblem, 'code' | 'errors'>>;
    throw new ApiProblem(answer.status, code, errors);
  }
}
