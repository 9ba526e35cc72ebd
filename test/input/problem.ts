/** The documented shape of a refusal, taken from the printed OpenAPI document and judged by a public validator. */
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { Json } from '../kit/native.ts'

export function problemCheck(document: Json): (body: unknown) => string[] {
  const response = document.paths?.['/v1/disputes/{id}']?.get?.responses?.['404']?.content?.['application/problem+json']
  if (!response?.schema) throw new Error('The document has no problem schema')
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  const validate = ajv.compile({ ...(response.schema as object), components: document.components })
  return (body) => (validate(body) ? [] : validate.errors!.map(({ instancePath, message }) => `${instancePath} ${message}`))
}
