import { findUnstorable, mayBeUnstorable } from './unstorable-text.js';

type ParsedBody = { readonly ok: true; readonly body: unknown } | { readonly ok: false; readonly reason: string };

/** Reads the stored bytes of an event as JSON, or says why they are none that can be stored. */
export function parseBody(bytes: Uint8Array): ParsedBody {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const body: unknown = JSON.parse(text);
    const unstorable = mayBeUnstorable(text) ? findUnstorable(body) : undefined;
    return unstorable === undefined ? { ok: true, body } : { ok: false, reason: unstorable };
  } catch (error) {
    return {
      ok: false,
      reason: `the body is not JSON in UTF-8: ${error instanceof Error ? error.message : 'unreadable'}`,
    };
  }
}
