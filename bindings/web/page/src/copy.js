// Takes the article away: to the clipboard, or as a file.

/** Puts texts on the clipboard: `{"text/plain": …, "text/html": …}`. */
export async function copy(types) {
  const items = Object.entries(types).map(([type, text]) => [type, new Blob([text], { type })]);
  try {
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(items))]);
  } catch {
    // Pages that came over plain HTTP, and browsers that ask.
    copyAsCommand(types);
  }
}

function copyAsCommand(types) {
  const set = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    Object.entries(types).forEach(([type, text]) => event.clipboardData.setData(type, text));
  };
  document.addEventListener("copy", set, { capture: true, once: true });
  if (!document.execCommand("copy")) {
    document.removeEventListener("copy", set, { capture: true });
    throw new Error("The browser does not let this page write to the clipboard: select the text and copy it, or download it.");
  }
}

/** Offers a file for download. */
export function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
