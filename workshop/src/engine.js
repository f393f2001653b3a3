// The engine in its worker: one question at a time, those of the person before those of the page itself.

/** Talks to the worker. `files` gives the texts by name as they are now. */
export class Engine {
  #worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  #files;
  #told = new Map();
  #waiting = [];
  #asked = null;
  #ready;

  constructor(files, onStage) {
    this.#files = files;
    this.#ready = new Promise((resolve, reject) => {
      this.#worker.onmessage = ({ data }) => {
        if (data.stage) onStage(data.stage);
        else if (data.ready) resolve(data.ready);
        else if (data.failed && !this.#asked) reject(new Error(data.failed));
        else this.#answered(data);
      };
      this.#worker.onerror = (event) => reject(new Error(event.message || "worker"));
    });
    this.#ready.then(() => this.#next(), () => {});
  }

  /** What the engine says of itself once it can answer; rejected when it cannot be started. */
  get ready() {
    return this.#ready;
  }

  /** The answer to a question; `background` ones wait for all others. */
  ask(ask, file = "", { at, given, background = false } = {}) {
    return new Promise((resolve, reject) => {
      const question = { ask, file, at, given, background, resolve, reject };
      const place = background ? this.#waiting.length : this.#waiting.findIndex((q) => q.background);
      this.#waiting.splice(place < 0 ? this.#waiting.length : place, 0, question);
      this.#ready.then(() => this.#next(), reject);
    });
  }

  #next() {
    if (this.#asked || !this.#waiting.length) return;
    const question = this.#waiting.shift();
    this.#asked = question;
    const { ask, file, at, given } = question;
    this.#worker.postMessage(JSON.stringify({ put: this.#changed(), ask, file, at, given }));
  }

  #changed() {
    const now = this.#files();
    const put = {};
    for (const [name, text] of now) if (this.#told.get(name) !== text) put[name] = text;
    for (const name of this.#told.keys()) if (!now.has(name)) put[name] = null;
    this.#told = new Map(now);
    return put;
  }

  #answered({ answer, failed }) {
    const { resolve, reject } = this.#asked;
    this.#asked = null;
    if (failed) reject(new Error(failed));
    else resolve(JSON.parse(answer));
    this.#next();
  }
}
