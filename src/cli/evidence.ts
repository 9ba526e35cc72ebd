// Adds evidence to a dispute: a file or a text.

import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { define, done, oneOf } from './command.ts'
import { following } from './confirm.ts'
import { Ended, exits, usage } from './exit.ts'
import type { Io } from './io.ts'
import { safe } from './text.ts'

export const evidence = define({
  usage: 'parley evidence add ID (FILE | --text TEXT)', client: true, args: { least: 2, most: 3 },
  examples: ['parley evidence add dsp_… receipt.pdf --category receipt --merchant mch_…', 'parley evidence add dsp_… --text "Handed over on 3 November."'],
  options: {
    text: { type: 'string', value: 'TEXT', help: 'a text instead of a file' },
    category: { type: 'string', value: 'WORD', help: 'what it shows: receipt, shipping, communication, …' },
    'idempotency-key': { type: 'string', value: 'KEY', help: 'fixes the key, for example to repeat after an unknown outcome' },
  },
  async run({ args: [verb, id, path], values, io, api, put }) {
    oneOf('command of evidence', verb, ['add'])
    const { text, category, json: asJson } = values
    if ((text === undefined) === (path === undefined)) throw usage('Evidence is a file or a --text, one of the two.')
    const content = path === undefined ? { body: { text, category } } : { bytes: formOf(path, read(io, path), category) }
    const look = following(`parley get ${id}`, values.merchant)
    const { body, json } = await (await api()).call('addEvidence', { params: { id: id! }, ...content, look, ...keyed(values['idempotency-key']) })
    await put(asJson ? `${json}\n` : `${body.id}  ${safe(body.name ?? body.type)}  ${body.size} bytes, ${body.type}\n`)
    return done
  },
})

const keyed = (key: string | undefined): { key?: string } => (key === undefined ? {} : { key })

function read(io: Io, path: string): Uint8Array {
  try {
    return io.readFile(path)
  } catch (error) {
    throw new Ended(exits.invalid, `${path} cannot be read: ${(error as Error).message}`)
  }
}

/** Made by hand, so that the same file is the same bytes and can be repeated under the same key. */
function formOf(path: string, file: Uint8Array, category: string | undefined): { type: string; bytes: Uint8Array<ArrayBuffer> } {
  const boundary = `parley-${createHash('sha256').update(file).digest('hex').slice(0, 32)}`
  const field = category === undefined ? '' : `--${boundary}\r\ncontent-disposition: form-data; name="category"\r\n\r\n${category}\r\n`
  const name = basename(path).replace(/[\u0000-\u001f\u007f"\\]/g, '_')
  const head = `${field}--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  return { type: `multipart/form-data; boundary=${boundary}`, bytes: new Uint8Array(Buffer.concat([Buffer.from(head), file, Buffer.from(`\r\n--${boundary}--\r\n`)])) }
}
