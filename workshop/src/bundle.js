// A whole example as one text: for a file, and packed for the fragment of a link.

const FORM = "cchc-rules/workshop/1";
const FRAGMENT = "#vd=";

/** The files by name as the text of one file. */
export const packed = (files) => JSON.stringify({ schema: FORM, files: Object.fromEntries(files) }, null, 1);

/** The files in such a text; null where it is none. */
export function unpacked(text) {
  try {
    const { schema, files } = JSON.parse(text);
    const entries = Object.entries(files);
    const sound = schema === FORM && entries.every(([name, body]) => isName(name) && typeof body === "string");
    return sound ? new Map(entries) : null;
  } catch {
    return null;
  }
}

/** Whether a name may be that of a file of the page: no empty part, nothing that leads out of it. */
export const isName = (name) => !name.split(/[/\\]/).some((part) => ["", ".", ".."].includes(part.trim()));

/** The fragment of a link that carries the files. */
export async function fragment(files) {
  const bytes = await through(new CompressionStream("deflate-raw"), new TextEncoder().encode(packed(files)));
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return FRAGMENT + btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Whether a fragment carries files at all. */
export const carriesFiles = (hash) => hash.startsWith(FRAGMENT);

/** The files that a fragment carries; null where it is broken. */
export async function fromFragment(hash) {
  try {
    const text = atob(hash.slice(FRAGMENT.length).replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    return unpacked(new TextDecoder().decode(await through(new DecompressionStream("deflate-raw"), bytes)));
  } catch {
    return null;
  }
}

async function through(stream, bytes) {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}
