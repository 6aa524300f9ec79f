/** Kafka headers as KafkaJS gives them. */
export type Headers = Readonly<Record<string, Buffer | string | (Buffer | string)[] | null | undefined>>;

/** The one value of a header; undefined where it is missing, empty, or there more than once (which one would count?). */
export function headerValue(headers: Headers, name: string): string | undefined {
  const value = headers[name];
  // Latin-1 never merges two byte sequences into one text; every attribute is checked against an ASCII pattern.
  if (Buffer.isBuffer(value)) return value.length === 0 ? undefined : value.toString('latin1');
  return undefined;
}

/** Bytes of all names and values. */
export function headerBytes(headers: Headers): number {
  let bytes = 0;
  for (const name in headers) {
    const value = headers[name];
    bytes += name.length;
    if (Array.isArray(value)) for (const one of value) bytes += one.length;
    else if (value) bytes += value.length;
  }
  return bytes;
}
