// VS Code for the Web: the workbench of code-server without its server. Extensions run in the browser's worker alone, and the
// workspace is a virtual one.

import { readFileSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";

import { ROOT } from "./articles.ts";
import { needed } from "./environment.ts";

/** The folder with VS Code's own files. */
const VSCODE = path.resolve(path.dirname(needed("CODE_SERVER")), "../../lib/vscode");

const WORKBENCH = "out/vs/code/browser/workbench/workbench.js";

/** Where code-server's workbench is another one than that of VS Code for the Web, and how it is there. */
const DIFFERENCES: [RegExp, string][] = [
  // It asks its server for files and extensions.
  [/,remoteAuthority:location\.host\}/, "}"],
  // It keeps the user's settings there too, and not in the browser.
  [/(\.file\(this\.userDataPath\)\.with\(\{scheme:\w+\.)vscodeRemote(?=\}\),"User"\))/, "$1vscodeUserData"],
];

const TYPES: Record<string, string> = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".cjs": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".wasm": "application/wasm",
  ".ttf": "font/ttf",
};

/** The address of the folder that is open. */
export const FOLDER = "vscode-vfs://github/desk/articles";

/** What is served. */
export interface Site {
  /** Files of the workspace, which change where the editor writes them. */
  files: Record<string, string>;
  /** Settings that count where the user has set nothing else. */
  settings: Record<string, unknown>;
  /** The folder of the extension that is tested, as it was packed. */
  extension: string;
}

/** Serves VS Code for the Web, and what belongs to it; gives the address. */
export function serve(site: Site): Promise<{ address: string; server: Server }> {
  const server = createServer((request, response) => void answer(site, request, response));
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve({ address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server }));
  });
}

async function answer(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
  const send = (content: string | Buffer, type: string) => {
    response.writeHead(200, { "Content-Type": type, "Cache-Control": "no-store" });
    response.end(content);
  };
  const [, first = "", ...rest] = decodeURIComponent(pathname).split("/");
  const folders: Record<string, string> = { static: VSCODE, copydesk: site.extension, files: path.join(ROOT, "tests/files") };
  if (first === "") {
    send(page(site, request.headers.host ?? ""), "text/html");
  } else if (first === "files.json" && request.method === "POST") {
    Object.assign(site.files, JSON.parse(await body(request)));
    send("{}", "application/json");
  } else if (first === "files.json") {
    send(JSON.stringify(site.files), "application/json");
  } else {
    const [folder, file] = [folders[first], rest.join("/")];
    const found = folder !== undefined && !rest.includes("..") ? path.join(folder, file) : "";
    if (statSync(found, { throwIfNoEntry: false })?.isFile()) {
      send(file === WORKBENCH ? withoutServer(readFileSync(found, "utf8")) : readFileSync(found), TYPES[path.extname(file)] ?? "application/octet-stream");
    } else {
      response.writeHead(404).end();
    }
  }
}

async function body(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString();
}

function withoutServer(workbench: string): string {
  return DIFFERENCES.reduce((text, [there, here]) => {
    if (!there.test(text)) {
      throw new Error(`this code-server differs from VS Code for the Web in another way: ${there} is not in its workbench.js; change DIFFERENCES`);
    }
    return text.replace(there, here);
  }, workbench);
}

/** The page of the workbench, which is a template. */
function page({ settings }: Site, host: string): string {
  const [authority, scheme] = [host, "http"];
  const configuration = {
    folderUri: { scheme: "vscode-vfs", authority: "github", path: "/desk/articles" },
    additionalBuiltinExtensions: ["copydesk", "files"].map((name) => ({ scheme, authority, path: `/${name}` })),
    configurationDefaults: settings,
    userDataPath: "/",
    isEnabledFileDownloads: true,
    isEnabledFileUploads: true,
    isEnabledCoderGettingStarted: false,
    productConfiguration: {
      nameShort: "VS Code for the Web",
      extensionsGallery: undefined,
      webviewContentExternalBaseUrlTemplate: `http://${host}/static/out/vs/workbench/contrib/webview/browser/pre/`,
    },
  };
  const values: Record<string, string> = {
    WORKBENCH_WEB_CONFIGURATION: JSON.stringify(configuration).replaceAll("&", "&amp;").replaceAll('"', "&quot;"),
    WORKBENCH_WEB_BASE_URL: "/static",
    WORKBENCH_NLS_FALLBACK_URL: "/static/out/nls.messages.js",
    WORKBENCH_NLS_URL: "/static/out/nls.messages.js",
  };
  const template = readFileSync(path.join(VSCODE, "out/vs/code/browser/workbench/workbench.html"), "utf8");
  return template.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? "");
}
