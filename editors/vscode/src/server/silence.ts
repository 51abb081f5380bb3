// Notices that the server says nothing any more.

/** Milliseconds that a request may stay open before the server is asked whether it is alive. */
export const PATIENCE = 8_000;

/** Milliseconds that it has for that answer. */
export const GRACE = 7_000;

/**
 * Watches the requests that are open. Long work is fine, since copydesk answers other requests meanwhile: only one that
 * does not even answer a trivial request is silent.
 */
export class Watchdog {
  readonly #isAlive: () => Promise<unknown>;
  readonly #onSilence: () => void;
  #open = 0;
  #answers = 0;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  /** `isAlive` sends a trivial request and settles, either way, when the answer comes. */
  constructor(isAlive: () => Promise<unknown>, onSilence: () => void) {
    this.#isAlive = isAlive;
    this.#onSilence = onSilence;
  }

  /** Watches a request until it settles, and hands it back. */
  watch<T>(request: Promise<T>): Promise<T> {
    this.#open += 1;
    this.#timer ??= this.#begin();
    const settled = () => this.#answered();
    request.then(settled, settled);
    return request;
  }

  /** Watches nothing more. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #begin(): NodeJS.Timeout {
    return setTimeout(() => void this.#suspect(), PATIENCE);
  }

  /** Any answer is a sign of life: patience begins anew for what is still open. */
  #answered(): void {
    this.#open -= 1;
    this.#answers += 1;
    clearTimeout(this.#timer);
    this.#timer = this.#open > 0 && !this.#stopped ? this.#begin() : undefined;
  }

  async #suspect(): Promise<void> {
    const answers = this.#answers;
    let grace: NodeJS.Timeout | undefined;
    const silence = new Promise<"silent">((resolve) => {
      grace = setTimeout(() => resolve("silent"), GRACE);
    });
    const answer = this.#isAlive().then(
      () => "alive" as const,
      () => "alive" as const,
    );
    const result = await Promise.race([answer, silence]);
    clearTimeout(grace);
    if (this.#stopped) {
      return;
    }
    if (result === "silent" && this.#answers === answers) {
      this.stop();
      this.#onSilence();
    } else if (this.#open > 0) {
      clearTimeout(this.#timer);
      this.#timer = this.#begin();
    }
  }
}
