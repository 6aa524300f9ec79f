import type { NextFunction, Request, Response } from 'express';
import { isOrdinary } from './deadline.js';

/** Requests that stream, in or out. They may take hours, so that who stops cannot wait for their end. */
export class OpenStreams {
  private readonly open = new Set<Request>();
  private broken = false;

  readonly track = (request: Request, response: Response, next: NextFunction): void => {
    if (isOrdinary(request)) return next();
    if (this.broken) return void request.socket.destroy();
    this.open.add(request);
    response.once('close', () => this.open.delete(request));
    next();
  };

  /** Cuts them off, and those that come still: their routes see a connection that broke. */
  breakOff(): void {
    this.broken = true;
    for (const { socket } of this.open) socket.destroy();
  }
}
