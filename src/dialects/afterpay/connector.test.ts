// What is asked of Afterpay and what its answers are taken for. Each answer that proves nothing has to stay unknown.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { acceptAsked, answer, error, facing, file, submitAsked, text } from '../../../test/kit/afterpay-upstream.ts'
import { inState } from '../../../test/kit/builders.ts'
import type { Outcome } from '../../core/outcome.ts'
import { readingFor } from '../../engine/reconcile.ts'
import type { Told } from '../../engine/upstream.ts'
import type { Sent } from '../../wire/call.ts'
import { afterpayConnector } from './connector.ts'
import { exampleAccepted, exampleDispute, exampleResponded, sample } from './contract/examples.ts'
import { toldOf } from './told.ts'

const { dispute: id } = sample
const won = { ...exampleDispute, status: 'won', open: false, closingReason: 'evidence_accepted' }
const said = ({ kind, ...rest }: Outcome<Told | string | null>): string => {
  const { code, final, cause, retryAfterMs, value } = rest as { code?: string; final?: boolean; cause?: string; retryAfterMs?: number; value?: Told }
  return [kind, kind === 'refused' ? `${code} ${final ? 'for good' : 'for now'}` : kind === 'done' ? value?.reading.state : cause, retryAfterMs].filter(Boolean).join(' ')
}
const accepted = async (far: Sent[], switches = {}) => {
  const { upstream, lines } = facing(far, { switches })
  return [said(await upstream.accept(acceptAsked())), ...lines()]
}
const byGet = `GET /v2/disputes/${id}/accept`
const byPost = `POST /v2/disputes/${id}/accept`
const look = `GET /v2/disputes/${id}`

describe('accepting', () => {
  test('asks as the page prints it, with credentials in the header alone, for no cache and no other form than JSON', async () => {
    const { upstream, asked } = facing([answer(200, exampleAccepted)], { credentials: { site: 'https://merchant.example.com' } })
    await upstream.accept(acceptAsked())
    const [{ method, url, headers, body }] = asked as [typeof asked[0]]
    assert.deepEqual([method, url, body.length], ['GET', `https://global-api-sandbox.afterpay.com/v2/disputes/${id}/accept`, 0])
    const { 'user-agent': agent, ...rest } = headers
    assert.deepEqual(rest, { accept: 'application/json', 'cache-control': 'no-store', authorization: 'Basic MzI6YWJjZGVmZ2g=' })
    assert.match(agent!, /^Parley\/[\d.]+ \(Parley\/[\d.]+; Node\.js\/[\d.]+; Merchant\/32\) https:\/\/merchant\.example\.com$/)
  })

  test('is done when the answer is this dispute, lost, about this money', async () => {
    const { closingReason: _, ...unexplained } = exampleAccepted
    for (const body of [exampleAccepted, { dispute: exampleAccepted }, { ...exampleAccepted, more: 1 }, unexplained, { ...unexplained, closingReason: null }]) {
      assert.deepEqual(await accepted([answer(200, body)]), ['done accepted', byGet])
    }
    assert.deepEqual(await accepted([answer(200, exampleAccepted, { 'content-type': 'text/html' })]), ['done accepted', byGet], 'JSON under another name')
  })

  test('is unknown when a 200 does not prove it', async () => {
    const odd: [unknown, string][] = [
      [exampleDispute, 'answer_needs_response'], [{ ...exampleDispute, closingReason: 'merchant_accepted' }, 'answer_needs_response'], [exampleResponded, 'answer_under_review'], [won, 'answer_won'],
      [{ ...exampleAccepted, open: true }, 'answer_lost'], [{ ...exampleAccepted, closingReason: 'deadline_expired' }, 'answer_lost'], [{ ...exampleAccepted, closingReason: 'evidence_rejected' }, 'answer_lost'],
      [{ ...exampleAccepted, closingReason: 'given_up' }, 'answer_lost'], [{ ...exampleAccepted, status: 'LOST' }, 'answer_LOST'], [{ ...exampleAccepted, status: undefined }, 'answer_without_status'],
      [{ ...exampleAccepted, id: sample.unknown }, 'answer_of_another'], [{ ...exampleAccepted, amount: '48.47' }, 'answer_of_other_money'], [{ ...exampleAccepted, amount: 48.46 }, 'answer_of_other_money'],
      [{ ...exampleAccepted, currency: 'GBP' }, 'answer_of_other_money'], [{ ...exampleAccepted, currency: undefined }, 'answer_of_other_money'],
      ['', 'answer_unreadable'], ['{}', 'answer_unreadable'], ['[]', 'answer_unreadable'], ['null', 'answer_unreadable'], ['"lost"', 'answer_unreadable'], ['<html>lost</html>', 'answer_unreadable'],
      [JSON.stringify(exampleAccepted).slice(0, -1), 'answer_unreadable'], [`${'{"a":'.repeat(40)}1${'}'.repeat(40)}`, 'answer_unreadable'], [{ data: [exampleAccepted] }, 'answer_unreadable'],
    ]
    for (const [body, cause] of odd) assert.deepEqual(await accepted([answer(200, body)]), [`unknown ${cause}`, byGet], JSON.stringify(body).slice(0, 80))
  })

  test('with one field of the right answer missing or another, is done only where that field proves nothing', async () => {
    const taken: Record<string, unknown[]> = { open: [undefined, null, '', 'x', 0, [], {}], closingReason: [undefined, null, ''], createdAt: [0] }
    const proofs = ['id', 'status', 'open', 'amount', 'currency', 'createdAt', 'closingReason']
    for (const field of Object.keys(exampleAccepted)) {
      for (const other of [undefined, null, '', 'x', 0, true, [], {}]) {
        const [outcome] = await accepted([answer(200, { ...exampleAccepted, [field]: other })])
        const isTaken = !proofs.includes(field) || (taken[field]?.some(one => JSON.stringify(one) === JSON.stringify(other)) ?? false)
        assert.equal(outcome === 'done accepted', isTaken, `${field} ${JSON.stringify(other)}: ${outcome}`)
      }
    }
  })

  test('whatever JSON comes, it is an outcome, and never done', async () => {
    await fc.assert(fc.asyncProperty(fc.json(), fc.constantFrom(200, 200, 201, 400, 404, 412, 429, 500), async (body, status) => {
      const { upstream } = facing(() => answer(status, body))
      const asked = [upstream.accept(acceptAsked()), upstream.submit(submitAsked([file(1)], 'x')), upstream.find(id)]
      for (const outcome of await Promise.all(asked)) assert.notEqual(outcome.kind, 'done')
      assert.ok(await upstream.list({ cursor: null, since: null }))
    }), { numRuns: 300 })
  })

  test("takes the account's currency where the answer names none", async () => {
    const { currency: _, ...bare } = exampleAccepted
    const outcome = async (currency: string) => said(await facing([answer(200, bare)], { credentials: { currency } }).upstream.accept(acceptAsked()))
    assert.deepEqual([await outcome('USD'), await outcome('AUD'), await outcome('dollars')], ['done accepted', 'unknown answer_of_other_money', 'unknown answer_of_other_money'])
  })

  test('is unknown after what tells nothing, and nothing is sent again', async () => {
    for (const status of [201, 202, 204, 206, 300, 301, 302, 307, 308, 304, 408, 409, 421, 425, 500, 501, 502, 503, 504, 520, 599]) {
      assert.deepEqual(await accepted([error(status, 'error', { location: 'https://elsewhere.example/' })]), [`unknown status_${status}`, byGet])
      assert.deepEqual(await accepted([answer(status, '<html>')]), [`unknown status_${status}`, byGet])
    }
    for (const status of [400, 401, 404, 406, 413, 415, 422, 429]) {
      assert.deepEqual(await accepted([answer(status, '<html>Not here</html>')]), [`unknown status_${status}`, byGet], 'not in their own form')
      assert.deepEqual(await accepted([answer(status, { errorCode: 'error', httpStatusCode: 500 })]), [`unknown status_${status}`, byGet], 'a status that contradicts itself')
    }
    for (const cause of ['reset', 'answer_timeout', 'answer_broken', 'answer_too_long']) {
      assert.deepEqual(await accepted([{ kind: 'lost', cause, status: 200 }]), [`unknown ${cause}`, byGet])
    }
  })

  test('is refused by their own codes alone, for good or until rights and settings are others', async () => {
    const codes: [number, string, string][] = [
      [400, 'invalid_json', 'for good'], [401, 'unauthorized', 'for now'], [403, 'forbidden', 'for now'], [404, 'not_found', 'for good'], [406, 'error', 'for good'],
      [413, 'error', 'for good'], [415, 'error', 'for good'], [422, 'invalid_object', 'for good'], [422, 'something_new', 'for good'],
    ]
    for (const [status, code, when] of codes) assert.deepEqual(await accepted([error(status, code)]), [`refused ${code} ${when}`, byGet])
    assert.deepEqual(await accepted([answer(403, '<html>Access denied</html>')]), ['refused null for now', byGet], 'the edge refuses in HTML')
  })

  test('is unsent where nothing left, and where they say that it was too much at once', async () => {
    assert.deepEqual(await accepted([{ kind: 'unsent', cause: 'connection_refused' }]), ['unsent connection_refused', byGet])
    assert.deepEqual(await accepted([{ kind: 'unsent', cause: 'breaker_open', retryAfterMs: 700 }]), ['unsent breaker_open 700', byGet])
    assert.deepEqual(await accepted([error(429, 'too_many_requests')]), ['unsent status_429 1000', byGet])
    assert.deepEqual(await accepted([error(429, 'too_many_requests', { 'retry-after': '7' })]), ['unsent status_429 7000', byGet])
  })

  test('tries the other verb once, on 405 and on nothing else', async () => {
    assert.deepEqual(await accepted([error(405, 'method_not_allowed'), answer(200, exampleAccepted)]), ['done accepted', byGet, byPost])
    assert.deepEqual(await accepted([answer(405, '<html>'), answer(200, exampleAccepted)]), ['done accepted', byGet, byPost])
    assert.deepEqual(await accepted([error(405), answer(200, exampleAccepted)], { accept: 'post' }), ['done accepted', byPost, byGet])
    assert.deepEqual(await accepted([error(405, 'method_not_allowed'), error(405, 'method_not_allowed')]), ['refused method_not_allowed for now', byGet, byPost])
    assert.deepEqual(await accepted([error(405), { kind: 'lost', cause: 'reset', status: null }]), ['unknown reset', byGet, byPost])
    assert.deepEqual(await accepted([error(405), error(503)]), ['unknown status_503', byGet, byPost])
  })

  test('by POST is an empty object under a JSON content type, as every POST of theirs is', async () => {
    const { upstream, asked } = facing([answer(200, exampleAccepted)], { switches: { accept: 'post' } })
    await upstream.accept(acceptAsked())
    assert.deepEqual([asked[0]!.headers['content-type'], Buffer.from(asked[0]!.body).toString()], ['application/json', '{}'])
  })

  test('a 412 while reading says open is a no for good when it comes for the fifth time', async () => {
    const asked = async (attempt: number) => said(await facing([error(412, 'precondition_failed'), answer(200, exampleDispute)]).upstream.accept({ ...acceptAsked(), attempt }))
    assert.deepEqual(await Promise.all([1, 4, 5, 6].map(asked)), ['for now', 'for now', 'for good', 'for good'].map(when => `refused precondition_failed ${when}`))
  })

  test('a 412 is read back: accepted there is done, open may go again, closed otherwise is no, and what cannot be read is unknown', async () => {
    const after = async (far: Sent) => accepted([error(412, 'precondition_failed'), far])
    assert.deepEqual(await after(answer(200, exampleAccepted)), ['done accepted', byGet, look])
    assert.deepEqual(await after(answer(200, exampleDispute)), ['refused precondition_failed for now', byGet, look])
    assert.deepEqual(await after(answer(200, exampleResponded)), ['refused precondition_failed for now', byGet, look])
    assert.deepEqual(await after(answer(200, won)), ['refused precondition_failed for good', byGet, look])
    for (const closingReason of ['deadline_expired', 'evidence_rejected', undefined]) {
      assert.deepEqual(await after(answer(200, { ...exampleAccepted, closingReason })), ['refused precondition_failed for good', byGet, look], 'closed by whom is not guessed')
    }
    assert.deepEqual(await after(answer(200, { ...exampleAccepted, amount: '1.00' })), ['unknown answer_of_other_money', byGet, look])
    for (const far of [error(404, 'not_found'), error(500), answer(200, '{}'), answer(200, { ...exampleAccepted, status: 'partially_won' }), { kind: 'lost', cause: 'reset', status: null } as const, { kind: 'unsent', cause: 'reset' } as const]) {
      assert.deepEqual(await after(far), ['unknown closed_by_something', byGet, look])
    }
  })

  test('the same decision asks in the same bytes, whatever the attempt', async () => {
    const bytesOf = async (attempt: number, accept: string) => {
      const { upstream, asked } = facing([answer(200, exampleAccepted)], { switches: { accept } })
      await upstream.accept(acceptAsked({}, attempt))
      return asked
    }
    for (const verb of ['get', 'post']) assert.deepEqual(await bytesOf(1, verb), await bytesOf(7, verb))
  })
})

describe('responding', () => {
  const respond = `POST /v2/disputes/${id}`
  const upload = 'POST /v2/disputes/files'
  const token = (name: string) => answer(200, { id: name, createdAt: '2023-08-18T02:05:23.121893', expiresAt: '2023-09-17T02:05:23.121893' })
  const bodyOf = (body: Uint8Array) => JSON.parse(Buffer.from(body).toString()) as unknown

  test('uploads each file, then names them in one response', async () => {
    const { upstream, asked, lines } = facing([token('fi_1'), token('fi_2'), answer(200, exampleResponded)])
    const asking = submitAsked([file(1, { category: 'shippingDocumentation' }), file(2), text(3, 'Australia Post', 'shippingCarrier'), text(4, 'Left with a neighbour.')], 'It was delivered.')
    assert.equal(said(await upstream.submit(asking)), 'done under_review')
    assert.deepEqual(lines(), [upload, upload, respond])
    assert.deepEqual(bodyOf(asked[2]!.body), { id, evidence: {
      uncategorizedText: 'It was delivered.\n\nLeft with a neighbour.', shippingCarrier: 'Australia Post', shippingDocumentation: 'fi_1', uncategorizedFile: 'fi_2',
    } })
    assert.deepEqual(asking.kept, [[file(1).id, 'fi_1'], [file(2).id, 'fi_2']])
  })

  test('a file travels as a form with two parts, or as base 64 where that was chosen', async () => {
    const sent = async (upload: string) => {
      const { upstream, asked } = facing([token('fi_1'), answer(200, exampleResponded)], { switches: { upload } })
      await upstream.submit(submitAsked([file(1, { name: 'receipt "1".pdf' })]))
      return { type: asked[0]!.headers['content-type']!, body: Buffer.from(asked[0]!.body).toString() }
    }
    const form = await sent('multipart')
    const boundary = /^multipart\/form-data; boundary=(.+)$/.exec(form.type)![1]!
    assert.deepEqual(form.body.split(`--${boundary}`), [
      '', '\r\nContent-Disposition: form-data; name="fileType"\r\n\r\ndispute_evidence\r\n',
      `\r\nContent-Disposition: form-data; name="file"; filename="receipt %221%22.pdf"\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.7 ${file(1).id}\r\n`, '--\r\n',
    ])
    const { type, body } = await sent('base64')
    assert.deepEqual([type, JSON.parse(body)], ['application/json', { file: Buffer.from(`%PDF-1.7 ${file(1).id}`).toString('base64'), fileType: 'dispute_evidence' }])
  })

  test('what was uploaded before is named and not sent again', async () => {
    const { upstream, asked, lines } = facing([token('fi_2'), answer(200, exampleResponded)])
    await upstream.submit(submitAsked([file(1), file(2)], null, { [file(1).id]: 'fi_1' }))
    assert.deepEqual([lines(), bodyOf(asked[1]!.body)], [[upload, respond], { id, evidence: { uncategorizedFile: 'fi_1', shippingDocumentation: 'fi_2' } }])
  })

  test('fields stand beside the id where that was chosen', async () => {
    const { upstream, asked } = facing([answer(200, exampleResponded)], { switches: { evidence: 'flat' } })
    await upstream.submit(submitAsked([], 'Handed over on 3 November.'))
    assert.deepEqual(bodyOf(asked[0]!.body), { id, uncategorizedText: 'Handed over on 3 November.' })
  })

  test('an upload that went wrong has done nothing to the dispute: refused by what they say, and otherwise unsent', async () => {
    const outcomeOf = async (far: Sent) => said(await facing([far]).upstream.submit(submitAsked([file(1)])))
    const told: [Sent, string][] = [
      [error(413), 'refused error for good'], [error(415), 'refused error for good'], [error(422, 'invalid_object'), 'refused invalid_object for good'], [error(401, 'unauthorized'), 'refused unauthorized for now'],
      [error(500), 'unsent upload: status_500'], [error(503, 'x', { 'retry-after': '3' }), 'unsent upload: status_503 3000'], [answer(200, '{}'), 'unsent upload: answer_unreadable'],
      [answer(200, '<html>'), 'unsent upload: answer_unreadable'], [{ kind: 'lost', cause: 'reset', status: null }, 'unsent upload: reset'], [{ kind: 'unsent', cause: 'tls' }, 'unsent upload: tls'],
    ]
    for (const [far, outcome] of told) assert.equal(await outcomeOf(far), outcome)
  })

  test('is done by this dispute under review, refused by their codes, and otherwise unknown', async () => {
    const outcomeOf = async (far: Sent) => said(await facing([far]).upstream.submit(submitAsked([], 'x')))
    const told: [Sent, string][] = [
      [answer(200, exampleResponded), 'done under_review'], [answer(200, exampleDispute), 'unknown answer_needs_response'], [answer(200, exampleAccepted), 'unknown answer_lost'],
      [answer(200, { ...exampleResponded, id: sample.unknown }), 'unknown answer_of_another'], [answer(200, { ...exampleResponded, amount: '1.00' }), 'unknown answer_of_other_money'], [answer(200, ''), 'unknown answer_unreadable'],
      [error(412, 'precondition_failed'), 'refused precondition_failed for good'], [error(422, 'invalid_object'), 'refused invalid_object for good'], [error(404, 'not_found'), 'refused not_found for good'],
      [error(429), 'unsent status_429 1000'], [error(500), 'unknown status_500'], [error(503), 'unknown status_503'], [{ kind: 'lost', cause: 'answer_timeout', status: null }, 'unknown answer_timeout'],
    ]
    for (const [far, outcome] of told) assert.equal(await outcomeOf(far), outcome)
  })

  test('what does not fit is refused before anything leaves', async () => {
    const outcomeOf = async (...asked: Parameters<typeof submitAsked>) => {
      const { upstream, lines } = facing([])
      return [said(await upstream.submit(submitAsked(...asked))), ...lines()]
    }
    assert.deepEqual(await outcomeOf([1, 2, 3, 4].map(n => file(n))), ['refused too_many_files for good'])
    assert.deepEqual(await outcomeOf([file(1, { size: 10_000_000 })]), ['refused file_too_large for good'])
    assert.deepEqual(await outcomeOf([text(1, 'é'.repeat(2_500))], 'é'.repeat(2_500)), ['refused text_too_long for good'])
    assert.deepEqual(await outcomeOf([]), ['refused evidence_missing for good'])
    assert.deepEqual((await facing([token('fi_1'), answer(200, exampleResponded)]).upstream.submit(submitAsked([file(1, { size: 9_999_999 }), text(2, '𝄞'.repeat(5_000))]))).kind, 'done')
  })

  test('files go where their names say, and the rest where there is room', async () => {
    const { upstream, asked } = facing([token('fi_1'), token('fi_2'), token('fi_3'), answer(200, exampleResponded)])
    await upstream.submit(submitAsked([file(1), file(2, { category: 'uncategorizedFile' }), file(3, { category: 'uncategorizedFile' })]))
    const { evidence } = bodyOf(asked[3]!.body) as { evidence: Record<string, string> }
    assert.deepEqual(Object.entries(evidence).sort(), [['refundPolicy', 'fi_3'], ['shippingDocumentation', 'fi_2'], ['uncategorizedFile', 'fi_1']])
  })
})

describe('looking', () => {
  const found = async (far: Sent) => said(await facing([far]).upstream.find(id))

  test('a dispute is what its own answer says, none is a 404 in their form, and everything else is no news', async () => {
    const told: [Sent, string][] = [
      [answer(200, exampleDispute), 'done needs_response'], [answer(200, { dispute: won }), 'done won'], [error(404, 'not_found'), 'done'], [answer(404, '<html>'), 'unknown not_the_api'],
      [answer(200, { ...exampleDispute, id: sample.unknown }), 'unknown answer_of_another'], [answer(200, '{"id":"dp_'), 'unknown answer_unreadable'], [error(401, 'unauthorized'), 'refused unauthorized for now'],
      [error(429), 'unsent status_429 1000'], [error(503, 'x', { 'retry-after': '2' }), 'unsent status_503 2000'], [answer(503, '<html>'), 'unsent status_503 1000'], [error(500), 'unknown status_500'],
      [answer(301, ''), 'unknown status_301'], [{ kind: 'lost', cause: 'reset', status: null }, 'unsent reset'],
    ]
    for (const [far, outcome] of told) assert.equal(await found(far), outcome)
    const { upstream, lines } = facing([error(404)])
    assert.deepEqual([await upstream.find(sample.unknown), lines()], [{ kind: 'done', value: null }, [`GET /v2/disputes/${sample.unknown}`]])
  })

  test('credentials are proved by the first row of the list, which changes nothing', async () => {
    const probed = async (far: Sent) => {
      const { upstream, lines } = facing([far])
      const outcome = await upstream.probe()
      assert.deepEqual(lines(), ['GET /v2/disputes?offset=0&limit=1'])
      return outcome.kind === 'done' ? outcome.value.account : said(outcome)
    }
    assert.equal(await probed(answer(200, { data: [exampleDispute], offset: 0, limit: 1, total: 1 })), '32')
    assert.equal(await probed(answer(200, { data: null, offset: null, limit: null, total: null })), '32')
    assert.deepEqual([await probed(error(401, 'unauthorized')), await probed(answer(200, 'hello')), await probed(answer(200, {})), await probed(answer(403, '<html>'))],
      ['refused unauthorized for now', 'unknown answer_unreadable', 'unknown answer_unreadable', 'refused null for now'])
  })

  test('a short list is one answer, and a row that leaves out why it was lost is asked for itself', async () => {
    const { closingReason: _, ...older } = exampleAccepted
    const { upstream, lines } = facing([answer(200, { data: [exampleDispute, older, 'nonsense', null], offset: 0, limit: 100, total: 4 }), answer(200, exampleAccepted)])
    const page = await upstream.list({ cursor: null, since: null })
    assert.ok(page.kind === 'done')
    assert.deepEqual([page.value.items.map(({ reading }) => reading.state), page.value.next], [['needs_response', 'accepted'], null])
    assert.deepEqual(lines(), ['GET /v2/disputes?offset=0&limit=100', look])
  })

  test('without a total a page that is as long as they make one is followed, however short that is', async () => {
    const next = async (rows: number, more: object) => {
      const page = await facing([answer(200, { data: Array(rows).fill(exampleDispute), offset: 0, total: null, ...more })]).upstream.list({ cursor: null, since: null })
      return page.kind === 'done' && page.value.next !== null
    }
    assert.deepEqual([await next(50, { limit: 50 }), await next(49, { limit: 50 }), await next(100, { limit: null }), await next(99, { limit: null }), await next(0, { limit: 0 })], [true, false, true, false, false])
  })

  test('a page that cannot be read whole is no page', async () => {
    const { closingReason: _, ...older } = exampleAccepted
    const listed = async (...far: Sent[]) => said(await facing(far).upstream.list({ cursor: null, since: null }) as Outcome<null>)
    assert.equal(await listed(answer(200, { data: [older], total: 1 }), error(500)), 'unknown status_500')
    assert.deepEqual([await listed(answer(200, { data: [], total: 3 })), await listed(answer(200, '[]')), await listed(answer(200, { data: {} })), await listed(error(422, 'invalid_object'))],
      ['unknown answer_unreadable', 'unknown answer_unreadable', 'unknown answer_unreadable', 'refused invalid_object for good'])
  })
})

test('accepting is told as what can have an effect, whichever verb it takes, and looking as what cannot', async () => {
  for (const accept of ['get', 'post']) {
    const { upstream, asked } = facing([answer(405, ''), error(412, 'precondition_failed'), answer(200, exampleDispute)], { switches: { accept } })
    await upstream.accept(acceptAsked())
    assert.deepEqual(asked.map(({ effect }) => effect === true), [true, true, false])
  }
})

test('an acceptance that is known stays one where a document leaves out by what it was closed; one that is not known is not proved by that', () => {
  const { closingReason: _, ...older } = exampleAccepted
  const told = toldOf(older, { currency: 'USD' })!
  const theirs = { id: told.theirId, ...told.theirs }
  assert.equal(told.reading.state, 'lost')
  assert.equal(readingFor(inState.accepted({ theirs }), told, afterpayConnector.capabilities).state, 'accepted')
  for (const dispute of [inState.needs_response({ theirs }), inState.under_review({ theirs }), inState.accepting({ theirs })]) assert.equal(readingFor(dispute, told, afterpayConnector.capabilities).state, 'lost', dispute.state)
})
