// Looking for files. On the Web not every place can be searched: there the editor waits, and never answers.

import * as vscode from "vscode";

/** Milliseconds that a search may take before what is known without it is used. */
const PATIENCE = 1_000;

/** The files of the workspace that match a glob, `most` at most. */
export async function searched(glob: string, most: number): Promise<vscode.Uri[]> {
  return vscode.workspace.findFiles(glob, "**/node_modules/**", most);
}

/** What a search found; `undefined` where it takes long. */
export async function soon<T>(search: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), PATIENCE);
  });
  return Promise.race([search, late]).finally(() => clearTimeout(timer));
}
