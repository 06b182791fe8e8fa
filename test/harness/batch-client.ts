import type { LogCoordinates } from '#event-log';

/** A line of the results of a batch. */
export interface BatchResult {
  readonly line: number;
  readonly status: number;
  readonly id?: string;
  readonly eventId?: string;
  readonly position?: { readonly partition: LogCoordinates['partition']; readonly offset: string };
  readonly problem?: { readonly code: string; readonly errors?: readonly { pointer?: string; code: string }[] };
}

/** The last line of the results. */
export interface BatchEnd {
  readonly done: true;
  readonly lines: number;
  readonly accepted: number;
  readonly repeated: number;
  readonly refused: number;
}

const ndjson = 'application/x-ndjson';

/** Sends lines as they come, and gives the results as they come. It ends without a `BatchEnd` where the batch was cut. */
export async function* streamBatch(
  url: string,
  lines: Iterable<string> | AsyncIterable<string>,
): AsyncGenerator<BatchResult | BatchEnd> {
  const body = ReadableStream.from(lines).pipeThrough(new TextEncoderStream());
  const end = new AbortController();
  try {
    const response = await fetch(`${url}/v1/reports/batch`, {
      method: 'POST',
      headers: { 'content-type': ndjson },
      body,
      duplex: 'half',
      signal: end.signal,
    } as RequestInit);
    if (response.status !== 200) throw new Error(`the batch was answered ${response.status}: ${await response.text()}`);
    let rest = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      const parts = (rest + chunk).split('\n');
      rest = parts.pop() ?? '';
      for (const part of parts) yield JSON.parse(part) as BatchResult | BatchEnd;
    }
  } finally {
    // Whoever takes no more results sends no more lines.
    end.abort();
  }
}

/** The whole of it. */
export async function sendBatch(
  url: string,
  lines: readonly (object | string)[],
): Promise<{ readonly results: readonly BatchResult[]; readonly end: BatchEnd | undefined }> {
  const texts = lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`);
  const results: BatchResult[] = [];
  let end: BatchEnd | undefined;
  for await (const result of streamBatch(url, texts)) {
    if ('done' in result) end = result;
    else results.push(result);
  }
  return { results, end };
}
