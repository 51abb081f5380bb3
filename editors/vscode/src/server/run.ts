// One run of the server: a process, and the client that talks to it.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import * as vscode from "vscode";
import {
  CloseAction,
  type DocumentFilter,
  type DynamicFeature,
  ErrorAction,
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  type StaticFeature,
} from "vscode-languageclient/node";

import { deferred } from "../deferred.ts";
import type { Program } from "./lookup.ts";
import type { End } from "../running/problems.ts";
import { Watchdog } from "./silence.ts";

/** Milliseconds that the server has to say that it is ready. */
const START_LIMIT = 15_000;

/** Milliseconds that it has to stop when asked to. */
const STOP_LIMIT = 2_000;

/** A request that stays open on purpose: the answer comes when there is something new. */
const STANDING_REQUEST = "workspace/diagnostic";

/** A method that no server knows: that it says so shows that it is alive. */
const PING = "copydesk/ping";

/** The languages that the editor outlines itself. */
const OUTLINED = ["html", "markdown"];

/** Tells the server that what it links to this command is opened, and that a hover begins with the message anyway. */
const LINKS: StaticFeature = {
  fillClientCapabilities: (capabilities) => {
    capabilities.experimental = { ...capabilities.experimental, copydesk: { explainRule: true, hoverShowsMessage: true } };
  },
  initialize: () => {},
  getState: () => ({ kind: "static" }),
  clear: () => {},
};

/** The client, which leaves it to us to tell the user what went wrong. */
class Client extends LanguageClient {
  override error(message: string, data?: unknown): void {
    if (this.isRunning()) {
      super.error(message, data, false);
    } else {
      // How a start failed or a server ended is said by us, in fewer words.
      this.debug(message, data, false);
    }
  }

  override warn(message: string, data?: unknown): void {
    super.warn(message, data, false);
  }

  override registerFeature(feature: StaticFeature | DynamicFeature<unknown>): void {
    const isCommands = "registrationType" in feature && feature.registrationType.method === "workspace/executeCommand";
    // The commands are ours: those of the client would vanish whenever the server does.
    if (!isCommands) {
      super.registerFeature(feature);
    }
  }
}

/** A server that runs. */
export class Run {
  readonly client: LanguageClient;
  /** Settles when the server is gone though nobody asked it to go. */
  readonly ended: Promise<End>;
  readonly #process: ChildProcess;
  readonly #watchdog: Watchdog;

  private constructor(client: LanguageClient, process: ChildProcess, watchdog: Watchdog, ended: Promise<End>) {
    this.client = client;
    this.#process = process;
    this.#watchdog = watchdog;
    this.ended = ended;
  }

  /**
   * Starts the server; resolves when it is ready, or with how the attempt ended. Rejects where the system refuses to
   * start the program.
   */
  static async start(
    program: Program,
    selector: vscode.DocumentFilter[],
    logs: vscode.LogOutputChannel,
  ): Promise<Run | End> {
    const process = await launch(program, logs);
    const { promise: ended, resolve: end } = deferred<End>();
    process.once("exit", (status, signal) => {
      logs.info(`${program.path} ended with ${signal ?? `status ${status}`}`);
      end("crash");
    });
    const silent = () => {
      logs.error("copydesk does not respond and is being stopped");
      end("silence");
      process.kill("SIGKILL");
    };
    const ping = () => client.sendRequest(PING);
    const watchdog = new Watchdog(ping, silent);
    const client = new Client("copydesk", "copydesk", async () => process, options(selector, logs, watchdog));
    client.registerFeature(LINKS);
    const limit = setTimeout(silent, START_LIMIT);
    const failed = client.start().then(
      () => undefined,
      (error: unknown) => error,
    );
    const first = await Promise.race([failed, ended]);
    clearTimeout(limit);
    if (first === undefined) {
      return new Run(client, process, watchdog, ended);
    }
    // It answered nonsense, or is gone already.
    logs.debug(`copydesk did not get ready: ${String(first)}`);
    process.kill("SIGKILL");
    watchdog.stop();
    return ended;
  }

  /** Ends the server. It never rejects: what does not stop in time is killed. */
  async stop(): Promise<void> {
    this.#watchdog.stop();
    try {
      await this.client.stop(STOP_LIMIT);
    } catch {
      // It is gone already, or will be.
    }
    this.#process.kill("SIGKILL");
  }

  /** Stops watching a server that is gone. */
  abandon(): void {
    this.#watchdog.stop();
  }
}

async function launch(program: Program, logs: vscode.LogOutputChannel): Promise<ChildProcess> {
  logs.info(`Starting ${program.path} (${program.from})`);
  const folder = vscode.workspace.workspaceFolders?.find((folder) => folder.uri.scheme === "file");
  const child = spawn(program.path, ["lsp"], { cwd: folder?.uri.fsPath, stdio: "pipe", windowsHide: true });
  // Writing to a server that is gone fails; its end is noticed by itself.
  child.stdin.on("error", (error) => logs.debug(`standard input: ${error.message}`));
  await once(child, "spawn");
  child.on("error", (error) => logs.error(error));
  return child;
}

/** A filter as the client takes it, which passes it on to servers. */
function asProtocol(filter: vscode.DocumentFilter): DocumentFilter {
  const { scheme, language, pattern } = filter;
  const glob = pattern instanceof vscode.RelativePattern
    ? { baseUri: pattern.baseUri.toString(), pattern: pattern.pattern }
    : pattern;
  return { scheme, language, pattern: glob } as DocumentFilter;
}

function options(
  selector: vscode.DocumentFilter[],
  logs: vscode.LogOutputChannel,
  watchdog: Watchdog,
): LanguageClientOptions {
  return {
    documentSelector: selector.map(asProtocol),
    diagnosticCollectionName: "copydesk",
    markdown: { isTrusted: { enabledCommands: ["copydesk.explainRule"] } },
    outputChannel: logs,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationFailedHandler: () => false,
    // Whether the server is started again is decided where all ends are counted.
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => ({ action: CloseAction.DoNotRestart, handled: true, message: "The connection to copydesk is closed" }),
    },
    diagnosticPullOptions: { onChange: true, onSave: true, onTabs: false },
    middleware: {
      // The editor has an outline of these languages itself, and shows a second one beside it.
      provideDocumentSymbols: (document, token, next) => (OUTLINED.includes(document.languageId) ? [] : next(document, token)),
      sendRequest: (type, params, token, next) => {
        const method = typeof type === "string" ? type : type.method;
        const isWatched = method !== STANDING_REQUEST && method !== PING;
        const answer = next(type, params, token);
        return isWatched ? watchdog.watch(answer) : answer;
      },
    },
  };
}
