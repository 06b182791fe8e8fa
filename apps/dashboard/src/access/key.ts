const slot = 'sitrep.key';

/** The key of this tab; it goes when the tab is closed. */
export const storedKey = (): string | undefined => sessionStorage.getItem(slot) ?? undefined;

/** What says that a page asks, so that the browser opens no window of its own for a password; and the key. */
export const keyHeaders = (): Readonly<Record<string, string>> => {
  const key = storedKey();
  return { 'X-Requested-With': 'Sitrep', ...(key === undefined ? {} : { Authorization: `Bearer ${key}` }) };
};

/** Keeps a key, and asks everything anew with it. */
export function keepKey(key: string): void {
  sessionStorage.setItem(slot, key.trim());
  location.reload();
}

export function forgetKey(): void {
  sessionStorage.removeItem(slot);
  location.reload();
}

let refusal: string | undefined;
const listeners = new Set<() => void>();

/** Notes that the server asks for a key, or for another one, in its own words. */
export function noteRefusal(detail: string): void {
  if (refusal !== undefined) return;
  refusal = detail;
  for (const listener of listeners) listener();
}

export const refusalNow = (): string | undefined => refusal;

export function onRefusal(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
