import type { Command } from '../command.js';
import { agencies } from './agencies.js';
import { encode } from './encode.js';
import { key } from './key.js';
import { keys } from './keys.js';
import { link } from './link.js';
import { quotas } from './quotas.js';
import { scram } from './scram.js';
import { topology } from './topology.js';

/** Every operator command. */
export const commands: readonly Command[] = [scram, quotas, topology, agencies, keys, key, encode, link];
