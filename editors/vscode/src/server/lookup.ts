// Which copydesk is run.

import * as path from "node:path";

import type { Problem } from "../running/problems.ts";
import * as problems from "../running/problems.ts";

/** A program that can be started. */
export interface Program {
  /** Its absolute path. */
  path: string;
  /** Where it was found. */
  from: "setting" | "bundled" | "PATH";
}

/** What the choice depends on. */
export interface Surroundings {
  /** Whether the user trusts the workspace. Where not, its settings and PATH may be a trap. */
  trusted: boolean;
  /** The setting `copydesk.path`; empty where it is not set. */
  setting: string;
  /** The first folder of the workspace: what relative paths start from. */
  workspaceFolder: string | undefined;
  /** The user's home folder. */
  home: string;
  /** The folder that the extension is installed in. */
  extensionFolder: string;
  /** The variable PATH. */
  searchPath: string;
  /** `process.platform`. */
  platform: string;
  /** Whether there is a file at this path that may be run. */
  isProgram(file: string): boolean;
}

/** The setting first, then the program that came with the extension, then PATH; only the second one without trust. */
export function findProgram(around: Surroundings): Program | Problem {
  const bundled = path.join(around.extensionFolder, "server", programName(around.platform));
  const hasBundled = around.isProgram(bundled);
  if (!around.trusted) {
    return hasBundled ? { path: bundled, from: "bundled" } : problems.untrustedWithoutBundled();
  }
  if (around.setting.trim() !== "") {
    const named = expand(around.setting.trim(), around);
    return around.isProgram(named) ? { path: named, from: "setting" } : problems.settingWithoutProgram(named);
  }
  if (hasBundled) {
    return { path: bundled, from: "bundled" };
  }
  const inPath = searchIn(around.searchPath, around);
  return inPath === undefined ? problems.noProgram() : { path: inPath, from: "PATH" };
}

function programName(platform: string): string {
  return platform === "win32" ? "copydesk.exe" : "copydesk";
}

/** Replaces `~` and `${workspaceFolder}`, and makes a relative path absolute. */
function expand(setting: string, around: Surroundings): string {
  const folder = around.workspaceFolder ?? around.home;
  const replaced = setting.replace(/^~(?=$|[/\\])/, () => around.home).replaceAll("${workspaceFolder}", () => folder);
  return path.resolve(folder, replaced);
}

function searchIn(searchPath: string, around: Surroundings): string | undefined {
  const separator = around.platform === "win32" ? ";" : ":";
  const folders = searchPath.split(separator).filter((folder) => path.isAbsolute(folder));
  return folders.map((folder) => path.join(folder, programName(around.platform))).find((file) => around.isProgram(file));
}
