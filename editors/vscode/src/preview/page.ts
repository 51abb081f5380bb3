// The page of a preview: the article as readers see it now, and as they would see it after its repair.

/** What a page refers to. */
export interface Assets {
  /** The page's own script and style. */
  script: string;
  style: string;
  /** What relative addresses in the article start from. */
  base: string;
  /** Where the editor serves local files from: a source of a Content-Security-Policy. */
  localSource: string;
  /** A word that nobody can guess. */
  nonce: string;
  /** Whether pictures, sounds and films may come from other servers: these learn who looks at what. */
  loadsPictures: boolean;
}

/** What is asked where an article shows something from another server. */
const QUESTION = `<p id="question" hidden>This article shows pictures or films from other servers, which are not loaded
because those would learn that you read it. <button type="button">Load Pictures</button></p>`;

/**
 * The page without an article: those come as messages. Scripts of an article never run, for three reasons: the policy
 * allows the page's own script alone, the frames are sandboxed without scripts, and frames made from `srcdoc` inherit
 * the policy (HTML, "policy container").
 */
export function page(assets: Assets): string {
  const { script, style, localSource, nonce } = assets;
  const elsewhere = assets.loadsPictures ? " https:" : "";
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${localSource} 'unsafe-inline'`,
    `img-src ${localSource}${elsewhere} data: blob:`,
    `media-src ${localSource}${elsewhere}`,
    "font-src data:",
    `connect-src ${localSource}`,
    `base-uri ${localSource}`,
    "form-action 'none'",
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="${attribute(style)}">
<title>Preview Repaired</title>
</head>
<body data-base="${attribute(assets.base)}">
${assets.loadsPictures ? "" : QUESTION}
<nav>
<button type="button" data-shows="both">Both</button><button type="button" data-shows="now">Now</button><button type="button" data-shows="repaired">Repaired</button>
<span id="changes"></span>
</nav>
<main data-shows="both">
<section><h1>Now</h1><iframe id="now" title="The article now" sandbox="allow-same-origin"></iframe></section>
<section><h1>Repaired</h1><iframe id="repaired" title="The repaired article" sandbox="allow-same-origin"></iframe></section>
</main>
<script nonce="${nonce}" src="${attribute(script)}"></script>
</body>
</html>`;
}

/** What the documents in the frames refer to. */
export interface FrameAssets {
  /** What relative addresses start from. */
  base: string;
  /** A style sheet for articles that bring none along. */
  style: string;
}

/** The document for a frame. Markdown's comes with a style of its own; HTML's has whatever the article brings along. */
export function frame(body: string, kind: "html" | "markdown", assets: FrameAssets): string {
  const { style } = assets;
  const base = `<base href="${attribute(assets.base)}">`;
  if (kind === "html") {
    // The first <base> counts (HTML, "the base element"), and a parser moves what comes before <html> into the head.
    return `<!DOCTYPE html>${base}${body}`;
  }
  return `<!DOCTYPE html><html><head><meta charset="utf-8">${base}<style>${style}</style></head><body>${body}</body></html>`;
}

function attribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
