import { readOptions, UsageError } from './options.js';

describe('the command line of npm start', () => {
  it('resolves paths against the folder it was typed in', () => {
    expect(readOptions(['--records', 'a', '--exit', '--report', 'r.json'], '/tmp/x')).toEqual({
      records: '/tmp/x/a',
      report: '/tmp/x/r.json',
      exit: true,
      keep: false,
    });
  });

  it('keeps running where nothing is asked', () => {
    expect(readOptions([], '/tmp')).toEqual({ exit: false, keep: false });
  });

  it.each([['--unknown'], ['--report', 'r.json'], ['--links', 'l.csv'], ['stray']])(
    'refuses %s with the usage',
    (...args) => {
      expect(() => readOptions(args, '/tmp')).toThrow(UsageError);
    },
  );
});
