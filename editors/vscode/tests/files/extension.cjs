// A virtual workspace: files that are on no disk, behind addresses such as those on github.dev. On the Web they come from the server
// of the tests, which is told what is written; on the desktop, from the variable COPYDESK_TEST_FILES.
"use strict";

const vscode = require("vscode");

const FOLDER = "/desk/articles";

/** The files, and who is told what is written. */
class Files {
  #changed = new vscode.EventEmitter();
  #tell;
  /** The texts of files by their paths. */
  #texts = new Map();

  onDidChangeFile = this.#changed.event;

  constructor(files, tell) {
    this.#tell = tell;
    this.#texts = new Map(Object.entries(files).map(([name, text]) => [`${FOLDER}/${name}`, text]));
  }

  watch() {
    return new vscode.Disposable(() => {});
  }

  stat(uri) {
    const text = this.#texts.get(uri.path);
    if (text !== undefined) {
      return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: new TextEncoder().encode(text).length };
    }
    if (![...this.#texts.keys()].some((path) => path.startsWith(`${uri.path}/`))) {
      throw vscode.FileSystemError.FileNotFound(uri);
    }
    return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
  }

  readDirectory(uri) {
    const below = [...this.#texts.keys()].filter((path) => path.startsWith(`${uri.path}/`)).map((path) => path.slice(uri.path.length + 1).split("/"));
    return [...new Map(below.map(([name, ...rest]) => [name, rest.length === 0 ? vscode.FileType.File : vscode.FileType.Directory]))];
  }

  readFile(uri) {
    const text = this.#texts.get(uri.path);
    if (text === undefined) {
      throw vscode.FileSystemError.FileNotFound(uri);
    }
    return new TextEncoder().encode(text);
  }

  async writeFile(uri, bytes) {
    const isNew = !this.#texts.has(uri.path);
    this.#texts.set(uri.path, new TextDecoder().decode(bytes));
    this.#changed.fire([{ type: isNew ? vscode.FileChangeType.Created : vscode.FileChangeType.Changed, uri }]);
    await this.#tell({ [uri.path.slice(FOLDER.length + 1)]: this.#texts.get(uri.path) });
  }

  createDirectory() {}

  delete(uri) {
    this.#texts.delete(uri.path);
    this.#changed.fire([{ type: vscode.FileChangeType.Deleted, uri }]);
  }

  rename() {
    throw vscode.FileSystemError.NoPermissions();
  }
}

/** The files of the server that this extension comes from. */
async function ofServer({ scheme, authority }) {
  const address = `${scheme}://${authority}/files.json`;
  const answer = await fetch(address);
  return new Files(await answer.json(), (written) => fetch(address, { method: "POST", body: JSON.stringify(written) }));
}

exports.activate = async (context) => {
  const given = globalThis.process?.env?.COPYDESK_TEST_FILES;
  const files = given === undefined ? await ofServer(context.extensionUri) : new Files(JSON.parse(given), async () => {});
  context.subscriptions.push(vscode.workspace.registerFileSystemProvider("vscode-vfs", files, { isCaseSensitive: true }));
};
