// What is said when copydesk does not run: what happened, and what to do.

/** What a button of a message does. */
export type Remedy = "settings" | "restart" | "logs" | "trust";

/** Why copydesk does not run. */
export interface Problem {
  /** For the user. */
  message: string;
  /** The buttons below it. */
  remedies: Remedy[];
}

/** Whether this is a problem, not a program. */
export function isProblem(found: object): found is Problem {
  return "remedies" in found;
}

/** The text of a remedy's button. */
export const LABELS: Record<Remedy, string> = {
  settings: "Open the Setting",
  restart: "Restart",
  logs: "Show Logs",
  trust: "Manage Trust",
};

/** No program anywhere. */
export function noProgram(): Problem {
  return {
    message:
      "The program copydesk was not found, so articles are not checked. Install the version of this extension that is " +
      "made for your system, which brings the program along, or say in the setting “copydesk.path” where it is.",
    remedies: ["settings", "restart"],
  };
}

/** The setting names a file that is not there or may not be run. */
export function settingWithoutProgram(file: string): Problem {
  return {
    message:
      `The setting “copydesk.path” names ${file}, but there is no program there, so articles are not checked. ` +
      "Correct the setting, or empty it to use the program that came with the extension.",
    remedies: ["settings", "restart"],
  };
}

/** Nothing that may be run without trust. */
export function untrustedWithoutBundled(): Problem {
  return {
    message:
      "This version of the extension came without the program copydesk, and in a folder that you do not trust no other " +
      "one is run. Trust the folder, or install the version of the extension that is made for your system.",
    remedies: ["trust"],
  };
}

/** The system refuses to start the program. */
export function cannotStart(file: string, reason: string): Problem {
  return {
    message:
      `${file} cannot be started (${reason}), so articles are not checked. ` +
      "It may be made for another system: correct the setting “copydesk.path”, or install the extension again.",
    remedies: ["settings", "restart", "logs"],
  };
}

/** How an attempt to run the program ended. */
export type End = "crash" | "silence";

/** It ended too often. */
export function tooManyEnds(ends: number, minutes: number, last: End): Problem {
  const what = last === "crash" ? "stopped unexpectedly" : "stopped answering";
  return {
    message:
      `copydesk ${what} ${ends} times within ${minutes} minutes and is not started again, so articles are not checked. ` +
      "The logs tell why. If one article is the cause, close it and restart copydesk.",
    remedies: ["restart", "logs"],
  };
}

/** It hung once and was started again. */
export function wasSilent(): Problem {
  return {
    message:
      "copydesk did not answer any more and was started again. If that happens often with one article, close it, and " +
      "look into the logs.",
    remedies: ["logs"],
  };
}
