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
      "The copydesk program was not found, so articles are not checked. Install the version of this extension for your " +
      "system, which includes the program, or set “copydesk.path” to its location.",
    remedies: ["settings", "restart"],
  };
}

/** The setting names a file that is not there or may not be run. */
export function settingWithoutProgram(file: string): Problem {
  return {
    message:
      `The setting “copydesk.path” points to ${file}, but there is no program there, so articles are not checked. ` +
      "Correct the setting, or clear it to use the program bundled with the extension.",
    remedies: ["settings", "restart"],
  };
}

/** Nothing that may be run without trust. */
export function untrustedWithoutBundled(): Problem {
  return {
    message:
      "This version of the extension does not include the copydesk program, and in a folder you do not trust no other " +
      "program is run. Trust the folder, or install the version of the extension for your system.",
    remedies: ["trust"],
  };
}

/** The system refuses to start the program. */
export function cannotStart(file: string, reason: string): Problem {
  return {
    message:
      `${file} cannot be started (${reason}), so articles are not checked. ` +
      "It may be built for another system. Correct the setting “copydesk.path”, or reinstall the extension.",
    remedies: ["settings", "restart", "logs"],
  };
}

/** How an attempt to run the program ended. */
export type End = "crash" | "silence";

/** It ended too often. */
export function tooManyEnds(ends: number, minutes: number, last: End): Problem {
  const what = last === "crash" ? "stopped unexpectedly" : "stopped responding";
  return {
    message:
      `copydesk ${what} ${ends} times within ${minutes} minutes and will not be restarted, so articles are not checked. ` +
      "See the logs for the reason. If an article causes it, close the article and restart copydesk.",
    remedies: ["restart", "logs"],
  };
}

/** It hung once and was started again. */
export function wasSilent(): Problem {
  return {
    message:
      "copydesk stopped responding and was restarted. If this keeps happening with one article, close it and check " +
      "the logs.",
    remedies: ["logs"],
  };
}

/** On the Web: the core is not there, or the browser refuses to run it. */
export function cannotLoad(reason: string): Problem {
  return {
    message: `copydesk cannot be loaded (${reason}), so articles are not checked. Try again; if that does not help, reload the page.`,
    remedies: ["restart", "logs"],
  };
}

/** On the Web: the core failed, and cannot be loaded a second time in one worker. */
export function stoppedForGood(): Problem {
  return {
    message: "copydesk stopped unexpectedly, so articles are not checked. Save your work and reload the page. The logs have the reason.",
    remedies: ["logs"],
  };
}
