import { closed, event } from './envelope.js';

export const ClockRead = event({
  type: 'kerege.clock.read.v1',
  title: 'Clock read',
  description:
    'Says nothing but its broker time: the sequencer learns from it how late it is on the clock that deadlines count by.',
  data: closed({}),
  protective: true,
});
