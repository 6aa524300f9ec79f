import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import { Metrics } from '../metrics/metrics.js';

interface TypedResponse {
  type(mediaType: string): unknown;
  send(body: string): unknown;
}

/** Prometheus scrapes this with an operator’s token. Technical counts only: labels are topics, partitions and codes. */
@Controller('metrics')
export class MetricsController {
  constructor(@Inject(Metrics) private readonly metrics: Metrics) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async scrape(@Res() response: TypedResponse): Promise<void> {
    const body = await this.metrics.render();
    response.type(this.metrics.contentType);
    response.send(body);
  }
}
