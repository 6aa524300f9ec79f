import { Metrics } from './metrics.js';

describe('metrics', () => {
  test('show unit and description with every value', async () => {
    const metrics = new Metrics({ service: 'linkage' });
    metrics
      .gauge({ name: 'lag', unit: 'records', description: 'Records not read yet', labels: ['topic'] })
      .set({ topic: 'kz.case' }, 3);
    const page = await metrics.render();
    expect(page).toContain('# HELP kerege_lag Records not read yet [records]');
    expect(page).toContain('kerege_lag{topic="kz.case",service="linkage"} 3');
  });

  test('refuse a definition without unit, description or a proper name', () => {
    const metrics = new Metrics({ service: 'linkage' });
    expect(() => metrics.counter({ name: 'a', unit: '', description: 'x' })).toThrow('unit');
    expect(() => metrics.counter({ name: 'a', unit: 'x', description: ' ' })).toThrow('description');
    expect(() => metrics.counter({ name: 'A-b', unit: 'x', description: 'x' })).toThrow('snake case');
  });

  test('asked twice for one name give one metric', async () => {
    const metrics = new Metrics({ service: 'linkage' });
    const definition = { name: 'parked_total', unit: 'records', description: 'Parked records' };
    metrics.counter(definition).inc();
    metrics.counter(definition).inc(2);
    expect(await metrics.render()).toContain('kerege_parked_total{service="linkage"} 3');
  });

  test('a gauge that cannot be read leaves the page whole and is counted', async () => {
    const metrics = new Metrics({ service: 'linkage' });
    metrics.gauge({ name: 'g', unit: 'rows', description: 'Rows', collect: () => Promise.reject(new Error('away')) });
    await metrics.render();
    expect(await metrics.render()).toContain('kerege_metrics_failed_total{metric="g",service="linkage"}');
  });
});
