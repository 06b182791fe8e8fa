/** How many may be at work at once, in all and for one subject. */
export interface AtOnce {
  readonly all: number;
  readonly each: number;
}

/** Counts what is under way. */
export class PlacesTaken {
  private readonly taken = new Map<string, number>();
  private all = 0;

  constructor(private readonly most: AtOnce) {}

  /** Returns how to give the place back; undefined where all are taken. */
  take(subject: string): (() => void) | undefined {
    const own = this.taken.get(subject) ?? 0;
    if (this.all >= this.most.all || own >= this.most.each) return undefined;
    this.all += 1;
    this.taken.set(subject, own + 1);
    let isBack = false;
    return () => {
      if (isBack) return;
      isBack = true;
      this.all -= 1;
      const left = (this.taken.get(subject) ?? 1) - 1;
      if (left === 0) this.taken.delete(subject);
      else this.taken.set(subject, left);
    };
  }
}
