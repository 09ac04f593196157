// What the build puts in, and what TypeScript's own types lack.

/** The style sheet of the block. */
declare const STYLE: string
/** Files in the folder of the script. */
declare const FEED: string
declare const WORKER: string
declare const ENGINE: string

declare module '*labels.js' {
  /** Headings by language tag in lower case: labels.js has the most common ones, more-labels.js the others and English. */
  const labels: Record<string, string>
  export default labels
}

/** Go's own runtime, of the release that built the engine. */
declare module '*/wasm_exec.js'

interface Window {
  trustedTypes?: { createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): unknown } }
  Go: new () => { importObject: WebAssembly.Imports, env: Record<string, string>, run(instance: WebAssembly.Instance): Promise<void> }
  /** The engine. */
  kindred: { lists(request: object): any, documents(): string }
}
