// Figures as Prometheus reads them.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMetrics } from './metrics.ts'

test('counters, gauges and histograms are printed as Prometheus reads them', async () => {
  const metrics = createMetrics()
  metrics.counter('a_total', 'A.').add({ code: 'x"\\\ny' }, 2)
  metrics.gauge('g', 'G.', () => [{ value: 1.5 }])
  const histogram = metrics.histogram('h', 'H.', [1, 10])
  for (const value of [1, 2, 11]) histogram.see(value)
  assert.equal(await metrics.text(), `# HELP a_total A.
# TYPE a_total counter
a_total{code="x\\"\\\\\\ny"} 2
# HELP g G.
# TYPE g gauge
g 1.5
# HELP h H.
# TYPE h histogram
h_bucket{le="1"} 1
h_bucket{le="10"} 2
h_bucket{le="+Inf"} 3
h_sum 14
h_count 3
`)
})

test('a figure that cannot be read is left out, and the others are told', async () => {
  const metrics = createMetrics()
  metrics.gauge('broken', 'B.', () => Promise.reject(new Error('down')))
  metrics.gauge('whole', 'W.', () => [{ value: 1 }])
  assert.match(await metrics.text(), /^# HELP whole/)
})

test('labels that grow without end stop growing', async () => {
  const metrics = createMetrics()
  const counter = metrics.counter('c_total', 'C.')
  for (let at = 0; at < 2_000; at++) counter.add({ id: String(at) })
  assert.ok((await metrics.text()).split('\n').length < 500)
})
