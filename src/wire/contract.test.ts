import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { defineContract, type HandlerInput, type Handlers } from './contract.ts'
import { sample } from './sample.test-kit.ts'

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
function isTrue<T extends true>(_?: T): void {}

type Of<K extends keyof typeof sample.endpoints> = HandlerInput<(typeof sample.endpoints)[K], string>

test('the input of a handler is inferred from the contract', () => {
  isTrue<Equal<Of<'listLoans'>['query'], { limit: number }>>()
  isTrue<Equal<Of<'returnLoan'>['params'], Record<'id', string>>>()
  isTrue<Equal<Of<'returnLoan'>['body'], { note: string } | undefined>>()
  isTrue<Equal<Of<'getLoan'>['body'], undefined>>()
  isTrue<Equal<Of<'scan'>['body'], { contentType: string; bytes: Uint8Array }>>()
  isTrue<Equal<Of<'addCover'>['body']['fields'], { kind: string }>>()
  isTrue<Equal<undefined extends Of<'addCover'>['body']['files']['back'] ? true : false, true>>()
  isTrue<Equal<undefined extends Of<'addCover'>['body']['files']['file'] ? true : false, false>>()
  isTrue<Equal<Of<'lend'>['headers'], { 'idempotency-key'?: string | undefined }>>()
  isTrue<Equal<Of<'lend'>['principal'], string>>()
})

test('a reply that the contract does not declare does not compile', () => {
  const get: Handlers<typeof sample, string>['getLoan'] = () => ({ status: 200, body: { id: 'a', title: 'b', copies: 1 } })
  // @ts-expect-error the status is not declared
  const wrongStatus: typeof get = () => ({ status: 201, body: { id: 'a', title: 'b', copies: 1 } })
  // @ts-expect-error the body lacks fields
  const wrongBody: typeof get = () => ({ status: 200, body: { id: 'a' } })
  // @ts-expect-error the failure is in no table
  const wrongCode: typeof get = () => ({ failure: 'no_such_code' })
  assert.equal([get, wrongStatus, wrongBody, wrongCode].length, 4)
})

test('a contract that contradicts itself is refused at load', () => {
  const base = { ...sample.endpoints.getLoan }
  const load = (endpoints: Record<string, typeof base>) => () => defineContract({ ...sample, endpoints })
  assert.throws(load({ other: base }), /calls itself getLoan/)
  assert.throws(load({ getLoan: { ...base, params: z.object({ loan: z.string() }) as never } }), /parameters of getLoan/)
  const twin = { ...base, operation: 'twin', path: '/loans/{loan}', params: undefined } as never
  assert.throws(load({ getLoan: base, twin }), /two endpoints/)
})
