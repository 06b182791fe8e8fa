import { setTimeout as pause } from 'node:timers/promises';

/** What is asked, or `otherwise` when it fails or has not come within the time. The asking itself goes on. */
export async function within<Answer, Otherwise>(
  timeoutMs: number,
  asked: Promise<Answer>,
  otherwise: Otherwise,
): Promise<Answer | Otherwise> {
  const over = new AbortController();
  const late = pause(timeoutMs, otherwise, { signal: over.signal }).catch(() => otherwise);
  try {
    return await Promise.race([asked.catch(() => otherwise), late]);
  } finally {
    over.abort();
  }
}
