import { Controller, Get, Header, HttpCode, Inject, Res } from '@nestjs/common';
import { HealthRegistry, type HealthReport } from '../health/health-registry.js';

/** The part of a platform's response that is needed here. */
interface StatusResponse {
  status(code: number): unknown;
}

/** Answers 200 or 503 with the names of the checks and a reason code for each that fails; nothing else. */
@Controller('health')
export class HealthController {
  constructor(@Inject(HealthRegistry) private readonly health: HealthRegistry) {}

  @Get('live')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  async live(@Res({ passthrough: true }) response: StatusResponse): Promise<HealthReport> {
    return answer(await this.health.liveness(), response);
  }

  @Get('ready')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  async ready(@Res({ passthrough: true }) response: StatusResponse): Promise<HealthReport> {
    return answer(await this.health.readiness(), response);
  }
}

function answer(report: HealthReport, response: StatusResponse): HealthReport {
  if (!report.ok) response.status(503);
  return report;
}
