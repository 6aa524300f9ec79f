import { NotAsExpected } from './read-config.js';
import { variable } from './variables.js';

const SCHEMES = ['postgres:', 'postgresql:'];
const FORM = 'must be a URL like postgres://USER:PASSWORD@HOST:PORT/DATABASE';

/** Address of a PostgreSQL database, with a host (or `?host=` with a socket's folder) and a database. It may hold a password: keep it secret. */
export function databaseUrl(name: string) {
  return variable(name, (value) => {
    if (!URL.canParse(value) || !SCHEMES.includes(new URL(value).protocol)) throw new NotAsExpected(FORM);
    const { hostname, pathname, username, password, searchParams } = new URL(value);
    if (hostname === '' && !searchParams.get('host')) throw new NotAsExpected(`names no host; it ${FORM}`);
    if (pathname.length < 2) throw new NotAsExpected(`names no database; it ${FORM}`);
    if (![username, password, pathname].every(isDecodable)) {
      throw new NotAsExpected('holds a % that begins no encoded character; write it as %25');
    }
    return value;
  });
}

function isDecodable(part: string): boolean {
  try {
    decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}
