import { PassThrough } from 'node:stream';
import { Console } from './console.js';

const terminal = () => Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY: true });

test('after the last step nothing is said of work that is cut off by it', () => {
  const stream = terminal();
  const console = new Console(stream as unknown as NodeJS.WriteStream);
  console.step('loading');
  console.progress('KZ 4');
  console.last('stopping');
  console.details(['KZ: the file was not loaded: ECONNREFUSED']);
  console.progress('KZ 5');
  console.step('waiting');
  const said = String(stream.read());
  expect(
    said
      .trim()
      .split('\n')
      .map((line) => line.trim()),
  ).toEqual([expect.stringMatching(/ s {2}loading$/), 'KZ 4', expect.stringMatching(/ s {2}stopping$/)]);
});
