import { COUNTRIES } from '#contracts';
import { toCsv, type RecordRow } from '#testing';
import { nationalName } from '../../../apps/region/src/services.js';
import type { RunningRegion } from '../../../apps/region/src/running-region.js';
import { tokenOf } from '../region-under-test.testing.js';
import { routesOf, type Ask } from './http-answers.testing.js';

const REGIONAL = { linkage: ['operator'], aggregator: ['operator'], coordination: ['operator', 'coordinator'] };

/** Every route of the regional services with every caller, without one, and with identities in path, query and body. */
export async function regionalAsks(region: RunningRegion, canary: RecordRow): Promise<Ask[]> {
  const name = encodeURIComponent(canary['surname'] ?? '');
  const asks: Ask[] = [];
  for (const [service, callers] of Object.entries(REGIONAL)) {
    const { url } = region.service(service);
    const operator = await tokenOf(region, service, 'operator');
    const routes = await routesOf(url, operator, canary['surname'] ?? '');
    const tokens = await Promise.all(callers.map((caller) => tokenOf(region, service, caller)));
    for (const { method, path } of routes) {
      for (const token of [...tokens, undefined]) asks.push({ url: `${url}${path}`, method, token });
      asks.push({ url: `${url}${path}?years=${name}&countries=${name}&from=${name}`, method, token: operator });
    }
    const body = JSON.stringify(canary);
    asks.push({ url: `${url}/v1/${name}`, token: operator });
    asks.push({ url: `${url}/v1/${name}`, method: 'POST', token: operator, body });
    asks.push({ url: `${url}/v1/progress`, method: 'POST', token: operator, body: `${body}}` });
  }
  return asks;
}

/** Requests that a national service refuses, or answers line by line, each with identities in it. */
export async function nationalErrors(region: RunningRegion, canary: RecordRow): Promise<Ask[]> {
  const asks = await Promise.all(
    COUNTRIES.map(async (country) => {
      const { url } = region.service(nationalName(country));
      const registrar = await tokenOf(region, nationalName(country), 'registrar');
      const figures = await tokenOf(region, nationalName(country), 'figures');
      return [...badRecords(url, registrar, canary), ...badPaths(url, registrar, figures, canary)];
    }),
  );
  return asks.flat();
}

function badRecords(url: string, token: string, canary: RecordRow): Ask[] {
  const json = JSON.stringify(canary);
  const { given_name = '', surname = '', phone = '' } = canary;
  const post = { method: 'POST', token };
  const one = { ...post, url: `${url}/v1/records` };
  const bulk = { ...post, url: `${url}/v1/records/bulk`, type: 'application/x-ndjson' };
  const file = { ...post, url: `${url}/v1/files`, type: 'text/csv' };
  const csv = toCsv([canary]);
  return [
    { ...one, body: json },
    { ...one, body: `${json}}` },
    { ...one, body: `"${surname}"` },
    { ...one, body: `[${json}]` },
    { ...one, body: json, type: `text/plain; title=${encodeURIComponent(surname)}` },
    { ...bulk, body: `${json}\n{"${surname}": 1}\n{"given_name": ${given_name}\n"${phone}"\n` },
    { ...file, body: csv },
    { ...file, body: csv.replace('given_name', surname) },
    { ...file, body: `${surname},${given_name}\r\n${phone},1\r\n` },
    { ...file, body: csv.replace(given_name, `${given_name}"${surname}`) },
    { ...file, body: Buffer.from(csv, 'utf16le') },
    { ...file, body: htcds(`${given_name},${surname},${phone}`) },
    { ...file, body: htcds('').replace('prs_Gender', surname) },
    { ...file, body: htcds('').replace('prs_Gender', 'prs_FirstName') },
    { ...bulk, body: `{"prs_Gender": "${surname}", "prs_Title": "${given_name}", "${phone}": 1}\n` },
    { ...file, body: csv, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  ];
}

/** A file in the names of HTCDS whose one line ends with these cells. */
function htcds(cells: string): string {
  const header = 'record_id,registered_on,prs_Title,prs_FirstName,prs_Gender,vic_MethodsOfControl';
  return `${header}\r\nKZ-LEAK00001,2024-01-01,Dr,${cells}\r\n`;
}

function badPaths(url: string, registrar: string, figures: string, canary: RecordRow): Ask[] {
  const name = encodeURIComponent(canary['surname'] ?? '');
  const body = JSON.stringify({ case_refs: [canary['document_no'], canary['phone']] });
  return [
    { url: `${url}/v1/records/${name}`, token: registrar },
    { url: `${url}/v1/records/${name}` },
    { url: `${url}/v1/exports/htcds?identity=${name}`, token: registrar },
    { url: `${url}/v1/records/${name}`, token: 'no-such-token-no-such-token' },
    { url: `${url}/v1/cases/${name}/void`, method: 'POST', token: registrar },
    { url: `${url}/v1/cases/${name}/close`, method: 'POST', token: registrar, body },
    { url: `${url}/v1/reviews/${name}`, token: registrar },
    { url: `${url}/v1/reviews/${name}/answer`, method: 'POST', token: registrar, body },
    { url: `${url}/v1/records/${name}/links`, token: registrar },
    { url: `${url}/v1/${name}`, token: registrar },
    { url: `${url}/v1/figures/identified?from=${name}`, token: figures },
    { url: `${url}/v1/persons/merge`, method: 'POST', token: registrar, body },
    { url: `${url}/v1/persons/split`, method: 'POST', token: registrar, body },
  ];
}
