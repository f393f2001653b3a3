// Local files and folders: by File System Access where the browser has it, else by choosing and downloading.

import { element } from "./words.js";

const OURS = /\.(cchc|phieu|thu|json)$/i;
const decoder = new TextDecoder("utf-8", { fatal: true });

async function read(file, name, handle) {
  try {
    return { name, text: decoder.decode(await file.arrayBuffer()), handle };
  } catch {
    return { name, text: null, handle };
  }
}

function chosen(properties) {
  return new Promise((resolve) => {
    const input = element("input", { type: "file", ...properties });
    input.onchange = () => resolve([...input.files]);
    input.oncancel = () => resolve([]);
    input.click();
  });
}

/** Files that a person chooses, read; `text` is null for one that is no UTF-8 text. */
export async function openFiles() {
  if (!window.showOpenFilePicker) {
    const files = await chosen({ multiple: true, accept: ".cchc,.phieu,.thu,.json" });
    return Promise.all(files.map((file) => read(file, file.name)));
  }
  const handles = await window.showOpenFilePicker({ multiple: true }).catch(given_up);
  return Promise.all(handles.map(async (handle) => read(await handle.getFile(), handle.name, handle)));
}

/** The files of ours in a folder that a person chooses, with those in its folders. */
export async function openFolder() {
  if (!window.showDirectoryPicker) {
    const files = await chosen({ webkitdirectory: true });
    const ours = files.filter((file) => OURS.test(file.name));
    return Promise.all(ours.map((file) => read(file, file.webkitRelativePath.split("/").slice(1).join("/"))));
  }
  const folder = await window.showDirectoryPicker().catch(given_up);
  return Array.isArray(folder) ? [] : Array.fromAsync(filesIn(folder, ""));
}

async function* filesIn(folder, before) {
  for await (const [name, handle] of folder.entries()) {
    if (handle.kind === "directory") {
      if (!name.startsWith(".") && name !== "node_modules") yield* filesIn(handle, `${before}${name}/`);
    } else if (OURS.test(name)) yield read(await handle.getFile(), before + name, handle);
  }
}

// Closing the window of choice is no error.
function given_up(error) {
  if (error.name === "AbortError") return [];
  throw error;
}

/** Write a text to its file, or to one that is chosen; gives the handle, or null where it was downloaded instead. */
export async function save(name, text, handle) {
  const target = handle ?? (await place(name));
  if (target === undefined) return undefined;
  if (target === null) {
    download(name, text);
    return null;
  }
  const stream = await target.createWritable();
  await stream.write(text);
  await stream.close();
  return target;
}

// undefined: the person thought better of it; null: the browser can only download.
async function place(name) {
  if (!window.showSaveFilePicker) return null;
  const suggestedName = name.split("/").at(-1);
  return window.showSaveFilePicker({ suggestedName }).catch((error) => {
    if (error.name === "AbortError") return undefined;
    throw error;
  });
}

/** Write files into a folder that is chosen, in folders as their names say; whether that was done. */
export async function saveFolder(files) {
  if (!window.showDirectoryPicker) return false;
  const root = await window.showDirectoryPicker({ mode: "readwrite" }).catch(given_up);
  if (Array.isArray(root)) return true;
  for (const [name, text] of files) {
    const parts = name.split("/");
    let folder = root;
    for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part, { create: true });
    await save(name, text, await folder.getFileHandle(parts.at(-1), { create: true }));
  }
  return true;
}

/** Hand a text to the person as a file. */
export function download(name, text) {
  const link = element("a", { href: URL.createObjectURL(new Blob([text])), download: name.split("/").at(-1) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
