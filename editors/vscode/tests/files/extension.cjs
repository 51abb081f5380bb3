// A virtual workspace: files that are on no disk, behind addresses such as those on github.dev. They come from the server of the
// tests, which is told what is written.
"use strict";

const vscode = require("vscode");

const FILES = "files.json";

/** A place in the tree: a file with its bytes, or a folder. */
class Files {
  #changed = new vscode.EventEmitter();
  #server;
  /** The texts of files by their paths. */
  #texts = new Map();

  onDidChangeFile = this.#changed.event;

  constructor(server) {
    this.#server = server;
  }

  async read() {
    const answer = await fetch(`${this.#server}/${FILES}`);
    this.#texts = new Map(Object.entries(await answer.json()).map(([name, text]) => [`/desk/articles/${name}`, text]));
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
    const body = JSON.stringify({ [uri.path.replace("/desk/articles/", "")]: this.#texts.get(uri.path) });
    await fetch(`${this.#server}/${FILES}`, { method: "POST", body });
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

exports.activate = async (context) => {
  const { scheme, authority } = context.extensionUri;
  const files = new Files(`${scheme}://${authority}`);
  await files.read();
  context.subscriptions.push(vscode.workspace.registerFileSystemProvider("vscode-vfs", files, { isCaseSensitive: true }));
};
