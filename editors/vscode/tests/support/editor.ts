// A real VS Code (code-server) in a real browser (Chromium without a window).

import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";

import { type Browser, chromium, errors, type Locator, type Page } from "playwright-core";

import { needed } from "./environment.ts";
import { FOLDER, serve } from "./web.ts";

/** Milliseconds after which something that should have come is given up. */
export const LIMIT = 60_000;

/** Milliseconds after which what was asked for and did not come is asked for again. */
const PATIENCE = 10_000;

/** What an editor is started with. */
export interface Start {
  /** Files of the workspace: their paths and texts. */
  files: Record<string, string>;
  /** The user's settings. */
  settings?: Record<string, unknown>;
  /** Variables for the editor, and with it for extensions. */
  variables?: Record<string, string>;
  /** The address of the folder that is open, where that is not one with these files. */
  folder?: string;
  /** The size of the window. */
  size?: { width: number; height: number };
}

/** An editor that runs. */
export class Editor {
  /** The folder that is open. */
  readonly workspace: string;
  readonly page: Page;
  readonly #browser: Browser;
  readonly #end: () => Promise<void>;

  private constructor(workspace: string, browser: Browser, page: Page, end: () => Promise<void>) {
    this.workspace = workspace;
    this.#browser = browser;
    this.page = page;
    this.#end = end;
  }

  /** Starts the editor with the extensions that are installed in `COPYDESK_TEST_EXTENSIONS`. */
  static async start(start: Start): Promise<Editor> {
    const folder = mkdtempSync(path.join(tmpdir(), "copydesk-editor-"));
    for (const [name, text] of Object.entries(start.files)) {
      write(path.join(folder, "workspace", name), text);
    }
    write(path.join(folder, "data/User/settings.json"), JSON.stringify({ ...QUIET, ...start.settings }, null, 2));
    const server = launch(folder, start.variables ?? {});
    const end = async () => {
      const gone = new Promise((resolve) => server.once("exit", resolve));
      server.kill();
      await gone;
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    };
    const workspace = path.join(folder, "workspace");
    const address = addressOf(server).then((address) => `${address}?folder=${encodeURIComponent(start.folder ?? workspace)}`);
    return Editor.#at(address, workspace, start.size, end);
  }

  /** Starts VS Code for the Web with the extension in this folder; `start.files` change where the editor writes them. */
  static async startOnWeb(start: Start, extension: string): Promise<Editor> {
    const settings = { ...QUIET, ...start.settings };
    // Those of the workspace count more than what other extensions say of languages.
    start.files[".vscode/settings.json"] = JSON.stringify(settings);
    const { address, server } = await serve({ files: start.files, settings, extension });
    const end = async () => {
      server.closeAllConnections();
      server.close();
    };
    return Editor.#at(Promise.resolve(address), FOLDER, start.size, end);
  }

  static async #at(address: Promise<string>, workspace: string, size: Start["size"], end: () => Promise<void>): Promise<Editor> {
    let browser: Browser | undefined;
    try {
      const place = await address;
      browser = await chromium.launch({ executablePath: needed("CHROMIUM"), args: CHROMIUM });
      const page = await browser.newPage({ viewport: size ?? { width: 1280, height: 800 } });
      page.setDefaultTimeout(LIMIT);
      await page.goto(place, { timeout: 2 * LIMIT });
      await page.locator(".monaco-workbench .part.statusbar").waitFor({ timeout: 2 * LIMIT });
      return new Editor(workspace, browser, page, end);
    } catch (error) {
      await browser?.close();
      await end();
      throw error;
    }
  }

  /** Ends the editor and removes what it wrote. */
  async stop(): Promise<void> {
    await this.#browser.close();
    await this.#end();
  }

  /** The path of a file of the workspace. */
  path(name: string): string {
    return path.join(this.workspace, name);
  }

  /** Changes the settings of the workspace, by writing their file as another program would. */
  set(settings: Record<string, unknown>): void {
    write(this.path(".vscode/settings.json"), JSON.stringify(settings, null, 2));
  }

  /** Opens a file of the workspace. */
  async open(name: string): Promise<void> {
    await this.#choose("Control+P", name, path.basename(name));
    await this.page.locator(`.tab.active[data-resource-name="${path.basename(name)}"]`).waitFor();
    await this.page.locator(".editor-group-container.active .monaco-editor .view-line").first().waitFor();
  }

  /** Opens a file at the top of the workspace from the list beside the editor, where the workspace cannot be searched. */
  async openFromExplorer(name: string): Promise<void> {
    const row = this.page.locator(".explorer-folders-view .monaco-list-row", { hasText: new RegExp(`^${name.replaceAll(".", "\\.")}`) });
    await ask(() => row.dblclick(), (timeout) => this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor({ timeout }));
  }

  /** Runs a command of the palette. */
  async command(title: string): Promise<void> {
    await this.#choose("F1", `>${title}`, title);
  }

  /** Chooses an entry of the list that is open. */
  async pick(label: string): Promise<void> {
    const row = this.#row(label);
    await row.click();
    await row.waitFor({ state: "hidden" });
  }

  /** Puts the cursor on a line and a column, counted from 1. */
  async goTo(line: number, column: number): Promise<void> {
    await ask(() => this.#type("Control+G", `:${line}:${column}`), async (timeout) => {
      // Enter does nothing until the list has taken in what was typed.
      await this.page.locator(".quick-input-widget .monaco-list-row", { hasText: `${line}` }).first().waitFor({ timeout });
      await this.page.keyboard.press("Enter");
      await this.#input.waitFor({ state: "hidden", timeout });
    });
  }

  /** Presses a button of a message, in the corner or, once the corner is empty again, among all messages. */
  async press(message: string | RegExp, button: string): Promise<void> {
    const messages = this.page.locator(".notification-toast, .notifications-center .monaco-list-row");
    const wanted = messages.filter({ hasText: message }).getByRole("button", { name: button }).first();
    let isAmongAll = false;
    await ask(
      async () => {
        if (isAmongAll) {
          await this.command("Notifications: Show Notifications");
        }
        isAmongAll = true;
      },
      (timeout) => wanted.click({ timeout }),
    );
  }

  /** The item of copydesk in the status bar. */
  get status(): Locator {
    return this.page.locator('[id="copydesk.copydesk.copydesk.status"]');
  }

  /** Closes all editors, whatever is not saved in them. */
  async closeAll(): Promise<void> {
    await this.command("View: Close All Editors");
    const leave = this.page.locator(".monaco-dialog-box").getByRole("button", { name: "Don't Save" });
    const none = this.page.locator(".editor-group-container.empty");
    await leave.or(none).first().waitFor();
    if (await leave.isVisible()) {
      await leave.click();
    }
    await none.first().waitFor();
  }

  /** A message in the corner. */
  message(text: string | RegExp): Locator {
    return this.page.locator(".notification-toast", { hasText: text });
  }

  /** The preview's own page. */
  previewPage() {
    return this.page.frameLocator("iframe.webview.ready").frameLocator("iframe");
  }

  /** The frames of the preview: the article now, and repaired. */
  preview(side: "now" | "repaired") {
    return this.previewPage().frameLocator(`#${side}`);
  }

  get #input(): Locator {
    return this.page.locator(".quick-input-widget input");
  }

  /** The entry with this label in the list that is open. */
  #row(label: string): Locator {
    // The list may say more than the label, as "…" behind a command that asks back.
    const exactly = new RegExp(`^${label.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}…?$`);
    const name = this.page.locator(".label-name", { hasText: exactly });
    return this.page.locator(".quick-input-widget .monaco-list-row").filter({ has: name }).first();
  }

  /** Opens the list that belongs to a key, types `text`, and takes the entry with this label. */
  async #choose(key: string, text: string, label: string): Promise<void> {
    const row = this.#row(label);
    await ask(() => this.#type(key, text), (timeout) => row.click({ timeout }));
    await row.waitFor({ state: "hidden" });
  }

  /**
   * Opens the list that belongs to a key, and types `text`. A page that takes the focus as it appears swallows the key, or
   * closes the list again.
   */
  async #type(key: string, text: string): Promise<void> {
    // A list that is open already holds what it found when it was asked.
    if (await this.#input.isVisible()) {
      await this.page.keyboard.press("Escape");
      await this.#input.waitFor({ state: "hidden", timeout: PATIENCE });
    }
    // Where the last editor was a preview, nothing has the focus once it is closed, and keys are lost.
    if (await this.page.evaluate("document.activeElement === document.body")) {
      await this.page.locator(".editor-group-container.active").click({ timeout: PATIENCE });
    }
    await this.page.keyboard.press(key);
    await this.#input.fill(text, { timeout: PATIENCE });
  }
}

/**
 * Asks the editor for something until the answer comes, within the time that `answer` is given. The editor drops requests
 * for reasons of its own: it cancels them when another extension begins to answer requests of that kind, or when the text
 * changes; a key is lost while the focus moves. So what is asked for must do no harm when it is done twice.
 */
export async function ask<T>(request: () => unknown, answer: (timeout: number) => Promise<T>): Promise<T> {
  const end = Date.now() + LIMIT;
  for (;;) {
    try {
      await request();
      return await answer(PATIENCE);
    } catch (error) {
      if (!(error instanceof errors.TimeoutError) || Date.now() > end) {
        throw error;
      }
    }
  }
}

/**
 * Declares a test on an editor. Where it fails, a picture of the editor is kept in the folder `COPYDESK_TEST_PICTURES`.
 */
export function editorTest(name: string, editor: () => Editor, run: (editor: Editor) => Promise<void>): void {
  test(name, async () => {
    try {
      await run(editor());
    } catch (error) {
      const folder = needed("COPYDESK_TEST_PICTURES");
      mkdirSync(folder, { recursive: true });
      const file = path.join(folder, `${name.replaceAll(/\W+/g, "-")}.png`);
      await editor().page.screenshot({ path: file });
      console.error(`a picture of the editor: ${file}`);
      throw error;
    }
  });
}

/** Calls `get` until `isGood` says so; fails with what came last. */
export async function until<T>(get: () => T | Promise<T>, isGood: (value: T) => boolean, limit = LIMIT): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    const value = await get();
    if (isGood(value)) {
      return value;
    }
    if (Date.now() > end) {
      throw new errors.TimeoutError(`gave up waiting; the last value was ${JSON.stringify(value)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Settings that keep out of a test what is not copydesk's. */
const QUIET = {
  "window.commandCenter": false,
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "chat.disableAIFeatures": true,
  "editor.minimap.enabled": false,
  "editor.wordWrap": "off",
  "diffEditor.wordWrap": "off",
  "[markdown]": { "editor.wordWrap": "off" },
  "extensions.ignoreRecommendations": true,
  "extensions.autoCheckUpdates": false,
  "git.enabled": false,
  "telemetry.telemetryLevel": "off",
  "security.workspace.trust.enabled": false,
  "files.autoSave": "off",
};

const CHROMIUM = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

function launch(folder: string, variables: Record<string, string>): ChildProcess {
  const args = [
    needed("CODE_SERVER"),
    ...["--bind-addr", "127.0.0.1:0", "--auth", "none", "--disable-telemetry", "--disable-update-check"],
    ...["--disable-workspace-trust", "--disable-getting-started-override"],
    ...["--config", path.join(folder, "config.yaml")],
    ...["--user-data-dir", path.join(folder, "data"), "--extensions-dir", needed("COPYDESK_TEST_EXTENSIONS")],
  ];
  const env = { ...process.env, ...variables, HOME: folder };
  const server = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  // Whatever goes wrong here, no editor is left behind.
  process.once("exit", () => server.kill());
  return server;
}

/** The address that the server listens at, which it prints. */
function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    const hear = (line: string) => {
      said.push(line);
      const address = /listening on (http:\S+)/.exec(line)?.[1];
      if (address !== undefined) {
        resolve(address);
      }
    };
    for (const stream of [server.stdout, server.stderr]) {
      if (stream) {
        createInterface({ input: stream }).on("line", hear);
      }
    }
    server.once("exit", (status) => reject(new Error(`code-server ended with ${status}:\n${said.join("\n")}`)));
    setTimeout(() => reject(new Error(`code-server does not start:\n${said.join("\n")}`)), LIMIT).unref();
  });
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
