/** Holds an answer against the printed document: its status, its content type and, by a public validator, its body. */
import assert from 'node:assert/strict'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import type { Json } from '../kit/native.ts'
import type { Operation } from './requests.ts'

export type Told = { status: number; headers: Record<string, string>; text: string; body: unknown }

export function documentedBy(document: Json): (operation: Operation, answer: Told, shown: string) => void {
  const ajv = new Ajv2020({ strict: false, formats: { 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/, duration: true, uuid: true } })
  const validators = new Map<object, ValidateFunction>()
  return ({ responses }, { status, headers, body, text }, shown) => {
    assert.ok(status < 500, shown)
    const response = responses[String(status)]
    assert.ok(response, `an undocumented status: ${shown}`)
    const type = headers['content-type'] ?? ''
    const [media] = Object.entries(response.content ?? {}).filter(([documented]) => documented === 'application/octet-stream' || bare(documented) === bare(type)).map(([, one]) => one)
    if (!response.content) return assert.deepEqual([type, text], ['', ''], shown)
    assert.ok(media, `an undocumented content type: ${shown}`)
    if (!media.schema || !/json/.test(type)) return
    const validate = validators.get(media.schema) ?? ajv.compile({ ...media.schema, components: document.components })
    validators.set(media.schema, validate)
    assert.ok(validate(body), `a body unlike its schema: ${JSON.stringify(validate.errors)}\n${shown}`)
  }
}

const bare = (type: string): string => type.split(';')[0]!
