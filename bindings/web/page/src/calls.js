// Asks the engine, in a worker of its own.

import { trusted } from "./trusted.js";

export class Engine {
  #port;
  #waiting = new Map();
  #next = 0;

  /** `source` is the function that serves a port: `copydeskEngine`. */
  constructor(source) {
    this.#port = worker(source) ?? beside(source);
    this.#port.onmessage = ({ data }) => this.#take(data);
    this.#port.onerror = () => this.#fail();
  }

  /** What the engine gives for a call; its errors have the name that the core gives them. */
  ask(name, ...given) {
    const id = this.#next;
    this.#next += 1;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#port.postMessage({ id, name, given });
    });
  }

  #take({ id, value, error }) {
    const { resolve, reject } = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) {
      reject(Object.assign(new Error(error.message), { name: error.kind }));
    } else {
      resolve(value);
    }
  }

  #fail() {
    const failed = [...this.#waiting.values()];
    this.#waiting.clear();
    failed.forEach(({ reject }) => reject(new Error("copydesk stopped working: reload the page")));
  }
}

/** A worker, made from the text of the function: a page that was opened from the disk may load no script for one. */
function worker(source) {
  const address = URL.createObjectURL(new Blob([`(${source})(self)`], { type: "text/javascript" }));
  try {
    return new Worker(trusted.createScriptURL(address));
  } catch {
    return undefined;
  } finally {
    // The worker has read it by then.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }
}

/** The same in the page itself, which then waits while an article is read. */
function beside(source) {
  const { port1, port2 } = new MessageChannel();
  source(port2);
  return port1;
}
