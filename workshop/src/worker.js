// Python in the browser: loads the engine's wheels into Pyodide, then answers questions with its `answer`.

const here = new URL("./", self.location.href);
const ask = fetch.bind(self);
// Nothing may go to another host, whoever asks for it.
self.fetch = (what, ...rest) => {
  const url = new URL(what instanceof Request ? what.url : what, here);
  return url.origin === here.origin ? ask(what, ...rest) : Promise.reject(new Error(`không gọi ra ngoài: ${url.origin}`));
};
for (const way of ["XMLHttpRequest", "WebSocket", "EventSource"]) delete self[way];

const stage = (text) => self.postMessage({ stage: text });

async function bytes(name) {
  const response = await fetch(new URL(name, here));
  if (!response.ok) throw new Error(`thiếu tệp ${name} của trang (${response.status})`);
  return response.arrayBuffer();
}

async function start() {
  stage("Đang tải Python…");
  const site = fetch(new URL("site.json", here)).then((response) => response.json());
  const wheels = site.then(({ wheels }) => Promise.all(wheels.map((name) => bytes(`wheels/${name}`))));
  const compiled = bytes("compiled.zip");
  const { loadPyodide } = await import("./pyodide/pyodide.mjs");
  const pyodide = await loadPyodide({ indexURL: new URL("pyodide/", here).href });
  stage("Đang mở động cơ chấm điểm…");
  for (const wheel of await wheels) pyodide.unpackArchive(wheel, "wheel");
  pyodide.unpackArchive(await compiled, "zip");
  const answer = pyodide.runPython(`
from functools import partial
from cchc_rules.workshop.answers import answer
from cchc_rules.workshop.session import Session
partial(answer, Session())
`);
  self.onmessage = ({ data }) => {
    try {
      self.postMessage({ answer: answer(data) });
    } catch (error) {
      self.postMessage({ failed: String(error.message ?? error) });
    }
  };
  self.postMessage({ ready: JSON.parse(answer('{"ask": "engine"}')) });
}

start().catch((error) => self.postMessage({ failed: String(error.message ?? error) }));
