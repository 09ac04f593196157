// Starts the engine under Node; it then waits to be called as kindred.lists.
import { webcrypto } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'

globalThis.crypto ??= webcrypto // Node 18 has it, but not there

export async function start(wasmExec, engine) {
  await import(pathToFileURL(wasmExec))
  const go = new Go()
  const { instance } = await WebAssembly.instantiate(await readFile(engine), go.importObject)
  go.run(instance) // resolves when the program ends, which is never
}
