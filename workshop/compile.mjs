// Compile the modules that the page loads, by the very Python that loads them: `node compile.mjs PAGE`.
//
// The wheels stay as they are; what is compiled lies beside their modules, where Python looks for it first. It is taken
// unchecked, for the page holds just these wheels.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadPyodide } from "pyodide";

const page = process.argv[2];
const pyodide = await loadPyodide();
for (const name of readdirSync(join(page, "wheels"))) {
  pyodide.unpackArchive(new Uint8Array(readFileSync(join(page, "wheels", name))).buffer, "wheel");
}
const archive = pyodide.runPython(`
import io, os, sys, zipfile
from py_compile import PycInvalidationMode, compile
import cchc_rules
from cchc_rules.workshop import answers

home = os.path.dirname(os.path.dirname(cchc_rules.__file__))
loaded = [getattr(module, "__file__", None) or "" for module in list(sys.modules.values())]
made = io.BytesIO()
with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
    for file in sorted(f for f in loaded if f.startswith(home + "/") and f.endswith(".py")):
        compiled = compile(file, doraise=True, invalidation_mode=PycInvalidationMode.UNCHECKED_HASH)
        archive.write(compiled, os.path.relpath(compiled, home))
made.getvalue()
`);
writeFileSync(join(page, "compiled.zip"), archive.toJs());
