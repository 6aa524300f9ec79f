import { type SeededRandom } from '../../records/random.js';
import { type Citizenship } from '../options.js';
import { digits } from './digits.js';

const CODES: Readonly<Record<Citizenship, readonly [country: string, operators: readonly string[], rest: number]>> = {
  KZ: ['7', ['700', '701', '702', '705', '707', '708', '747', '771', '775', '776', '777', '778'], 7],
  KG: ['996', ['500', '550', '555', '700', '705', '707', '770', '772', '777', '990'], 6],
  TJ: ['992', ['90', '91', '92', '93', '98', '50', '55', '88', '00', '11'], 7],
  UZ: ['998', ['90', '91', '93', '94', '95', '97', '98', '99', '33', '88', '77'], 7],
  TM: ['993', ['61', '62', '63', '64', '65', '71'], 6],
  RU: ['7', ['903', '909', '915', '916', '925', '926', '962', '964', '968', '977', '985', '999'], 7],
};

/** Code of the country, then the national number. Its last part begins with 0, where subscribers' numbers hardly do. */
export interface Phone {
  readonly country: string;
  readonly national: string;
}

export function newPhone(random: SeededRandom, citizenship: Citizenship): Phone {
  const [country, operators, rest] = CODES[citizenship];
  return { country, national: `${random.pick(operators)}0${digits(random, rest - 1)}` };
}

/** The number as one of many clerks types it. */
export function typePhone(random: SeededRandom, { country, national }: Phone): string {
  const code = national.slice(0, -7);
  const rest = national.slice(-7);
  const grouped = `${rest.slice(0, 3)}-${rest.slice(3, 5)}-${rest.slice(5)}`;
  switch (random.integer(0, 7)) {
    case 0:
      return `${country === '7' ? '8' : ''}${national}`;
    case 1:
      return `${country === '7' ? '8' : `+${country}`} (${code}) ${grouped}`;
    case 2:
      return `+${country} ${code} ${grouped.replaceAll('-', ' ')}`;
    case 3:
      return `${country}${national}`;
    case 4:
      return `${code} ${grouped}`;
    default:
      return `+${country}${national}`;
  }
}
