// When to give up restarting.

/** Unexpected ends within `SPAN` after which copydesk is not started again. */
export const MOST_ENDS = 5;

/** Milliseconds. */
export const SPAN = 3 * 60 * 1000;

/** Counts unexpected ends of the server. */
export class Ends {
  #times: number[] = [];

  /** Notes an end at `now` (milliseconds); says whether that was one too many. */
  add(now: number): boolean {
    this.#times = [...this.#times, now];
    return this.isTooMany(now);
  }

  /** Whether there were too many in the span before `now` (milliseconds). */
  isTooMany(now: number): boolean {
    this.#times = this.#times.filter((time) => now - time < SPAN);
    return this.#times.length >= MOST_ENDS;
  }

  /** Starts anew, since the user asked for it. */
  forget(): void {
    this.#times = [];
  }
}
