/** What has been started so far, to be stopped in the opposite order. */
export class StartedParts {
  private readonly parts: { readonly name: string; readonly stop: () => Promise<unknown> }[] = [];

  add(name: string, stop: () => Promise<unknown>): void {
    this.parts.push({ name, stop });
  }

  /** Stops everything, the latest first, each part once. A part that fails to stop does not keep the others running. */
  async stop(): Promise<Error[]> {
    const failures: Error[] = [];
    for (let part = this.parts.pop(); part !== undefined; part = this.parts.pop()) {
      try {
        await part.stop();
      } catch (cause) {
        failures.push(new Error(`The ${part.name} did not stop in order.`, { cause }));
      }
    }
    return failures;
  }
}
