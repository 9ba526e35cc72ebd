// What a command sees of the world. Everything is handed in, so that a test can hold it.

export type Out = { isTTY: boolean; columns: number | null; write(text: string): Promise<void> }

export type Io = {
  stdout: Out
  stderr: Out
  /** Whether a person can be asked. */
  canAsk: boolean
  ask(question: string): Promise<string>
  /** What is typed is not shown. */
  askHidden(question: string): Promise<string>
  /** All of stdin, where it is no terminal. */
  readInput(): Promise<string>
  env: Readonly<Record<string, string | undefined>>
  fetch: typeof fetch
  now(): number
  /** The IANA name of the user's time zone. */
  timeZone: string
  newKey(): string
  readFile(path: string): Uint8Array
  /** Whether others than its owner may read a file. */
  isOpenToOthers(path: string): boolean
}
