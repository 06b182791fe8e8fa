/** A text that this browser keeps, and who is told when it changes, here or in another of its windows. */
export class KeptHere {
  private readonly listeners = new Set<() => void>();

  constructor(private readonly name: string) {}

  read(): string | null {
    return localStorage.getItem(this.name);
  }

  write(text: string): void {
    localStorage.setItem(this.name, text);
    this.listeners.forEach((listener) => listener());
  }

  /** For `useSyncExternalStore`. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    window.addEventListener('storage', listener);
    return () => {
      this.listeners.delete(listener);
      window.removeEventListener('storage', listener);
    };
  };
}
