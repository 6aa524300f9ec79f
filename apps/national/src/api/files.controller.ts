import { Controller, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CurrentCaller, Roles, streamTypeOf, type Caller } from '#http';
import { ImportFile } from '../intake/import-file.js';
import { readCsv } from '../intake/read-csv.js';
import { readXlsx } from '../intake/xlsx/read-xlsx.js';
import { Clock } from './clock.js';
import { LazyAnswer } from './http-stream.js';
import { LINE_RESULT_SCHEMA } from './record-schema.js';

const CSV = 'text/csv';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

@ApiTags('records')
@Controller('v1/files')
export class FilesController {
  constructor(
    @Inject(ImportFile) private readonly importFile: ImportFile,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Post()
  @Roles('agency', 'registrar')
  @ApiOperation({
    summary: 'Takes a file in; results stream out while it streams in, its cases leave after it was read to the end',
    description: 'The header names every own column, or fields of HTCDS 2.0 with own columns beside them',
  })
  @ApiConsumes(CSV, XLSX)
  @ApiProduces('application/x-ndjson')
  @ApiResponse({
    status: 200,
    description: 'One result a line, then {"progress"} lines while the cases leave, {"summary"} last',
    schema: LINE_RESULT_SCHEMA,
  })
  @ApiResponse({ status: 422, description: 'The whole file is refused: header, encoding, or no file of this kind' })
  async file(@Req() request: Request, @Res() response: Response, @CurrentCaller() caller: Caller): Promise<void> {
    const type = streamTypeOf(request, [CSV, XLSX]);
    const [kind, rows] = type === CSV ? (['CSV', readCsv(request)] as const) : (['XLSX', readXlsx(request)] as const);
    const answer = new LazyAnswer(response);
    const context = this.clock.context(caller);
    const summary = await this.importFile.execute(
      kind,
      rows,
      context,
      (results) => answer.write(results),
      // A connection on which nothing moves is closed, and the cases of a large file take longer than that to leave.
      (cases) => answer.write([{ progress: { cases } }]),
    );
    await answer.end({ summary });
  }
}
