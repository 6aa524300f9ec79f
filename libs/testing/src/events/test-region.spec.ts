import { testKafka, type TestKafka } from '../test-kafka.js';
import { TestRegion } from './test-region.js';

describe('the senders of a test', () => {
  let kafka: TestKafka;
  let region: TestRegion;

  beforeAll(async () => {
    kafka = await testKafka();
    region = await TestRegion.start(kafka);
  });

  afterAll(async () => {
    await region?.stop();
    await kafka?.cleanup();
  });

  test('that write at the same time share one producer, which ends with the region', async () => {
    const [one, other] = await Promise.all([region.producer('admin'), region.producer('admin')]);
    expect(other).toBe(one);
    let ended = false;
    one.on('producer.disconnect', () => (ended = true));
    await region.stop();
    expect(ended).toBe(true);
  });
});
