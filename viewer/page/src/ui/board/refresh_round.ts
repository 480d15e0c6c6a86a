/** One refresh of the panels in view: tells when the last of them is drawn, and marks it for measurements. */
export class RefreshRound {
  #open = 1;

  constructor(
    private readonly lastReceived: () => number,
    private readonly finished: () => void,
  ) {}

  add(drawn: Promise<unknown>): void {
    this.#open += 1;
    void drawn.finally(() => this.#close());
  }

  /** All panels of the round are added. */
  begin(): void {
    this.#close();
  }

  #close(): void {
    this.#open -= 1;
    if (this.#open > 0) return;
    mark("coursebot:data", this.lastReceived());
    mark("coursebot:drawn", performance.now());
    this.finished();
  }
}

/** Only the newest mark of a name is kept: a page that stays open for weeks would gather millions. */
function mark(name: string, startTime: number): void {
  performance.clearMarks(name);
  performance.mark(name, { startTime });
}
