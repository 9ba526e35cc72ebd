// What is kept of a receiver's answer: a little text, as data. Whoever shows it escapes it.

export const longestKept = 2048

/** PostgreSQL has no text with NUL in it; half a character at the cut is left out. */
export function keptAnswer(answer: Uint8Array): string | null {
  const text = new TextDecoder().decode(answer.subarray(0, longestKept), { stream: true }).replaceAll('\u0000', '\ufffd')
  return text === '' ? null : cut(text)
}

/** A byte that is no UTF-8 becomes a character of three. */
function cut(text: string): string {
  return Buffer.byteLength(text) <= longestKept ? text : new TextDecoder().decode(Buffer.from(text).subarray(0, longestKept), { stream: true })
}
