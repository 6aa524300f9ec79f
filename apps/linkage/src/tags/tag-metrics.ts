import type { Metrics } from '#observability';
import type { TagSpread } from './tag-census.js';
import type { TagWatch } from './tag-watch.js';

/** What the last look saw, by kind and epoch. Before the first there is nothing to read. */
export function tagMetrics(metrics: Metrics, watch: TagWatch): void {
  const spread = (name: string, unit: string, description: string, of: (spread: TagSpread) => number) =>
    metrics.gauge({
      ...{ name, unit, description, labels: ['kind', 'epoch'] },
      collect: (gauge) => {
        gauge.reset();
        for (const seen of watch.seen?.spreads ?? []) {
          gauge.set({ kind: seen.kind ?? 'unknown', epoch: String(seen.epoch) }, of(seen));
        }
      },
    });
  spread('linkage_tags', 'tags', 'Different tags', ({ tags }) => tags);
  spread('linkage_tag_largest', 'mentions', 'Mentions that hold the most frequent tag', ({ largest }) => largest);
  spread(
    'linkage_tag_singletons',
    'ratio',
    'Share of tags that one mention alone holds',
    ({ singletons }) => singletons,
  );
  spread('linkage_tag_entropy', 'bits', 'What the tag of a mention tells on average', ({ entropy }) => entropy);
  spread('linkage_tag_alarm', 'alarms', 'The most frequent tag is over the limit: above 0 is an alarm', ({ alarm }) =>
    Number(alarm),
  );
  metrics.gauge({
    name: 'linkage_tag_limit',
    unit: 'mentions',
    description: 'Mentions that may hold one tag before it is an alarm',
    collect: (gauge) => {
      if (watch.seen !== undefined) gauge.set(watch.seen.limit);
    },
  });
  metrics.gauge({
    name: 'linkage_tags_counted_at',
    unit: 'seconds',
    description: 'When the tags were counted last, as a Unix time; 0: not yet',
    collect: (gauge) => gauge.set(watch.seen === undefined ? 0 : Date.parse(watch.seen.at) / 1_000),
  });
}
