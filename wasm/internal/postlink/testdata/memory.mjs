// Instantiates a module without running the program, and writes the memory as
// it is then to a file.
import { readFile, writeFile } from 'node:fs/promises'

const [module, file] = process.argv.slice(2)
const nothing = new Proxy({}, { get: () => () => {} })
const { instance } = await WebAssembly.instantiate(await readFile(module), { gojs: nothing })
await writeFile(file, new Uint8Array(instance.exports.mem.buffer))
