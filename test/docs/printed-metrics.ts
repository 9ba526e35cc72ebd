/** The figures of `/metrics`, as a running Parley tells them. */
import { startParley } from '../kit/server.ts'
import { wireRequest } from '../../src/wire/http.ts'
import { page, row } from './printed-text.ts'

export type Metric = { name: string; help: string; type: string }

export async function metricsTold(): Promise<Metric[]> {
  const kit = await startParley()
  try {
    const { body } = await kit.handle(wireRequest({ method: 'GET', target: '/metrics' }))
    const text = String(body)
    return [...text.matchAll(/^# HELP (\S+) (.*)$/gm)].map(([, name, help]) =>
      ({ name: name!, help: help!, type: new RegExp(`^# TYPE ${name} (\\w+)$`, 'm').exec(text)?.[1] ?? '' }))
  } finally {
    await kit.close()
  }
}

export async function metricsPage(): Promise<string> {
  const metrics = await metricsTold()
  return page('Metrics', [
    'Printed from a running Parley by `node scripts/run.cjs test/docs/print.ts`; a test compares. They are served at `/metrics` in Prometheus\' text form, without a key:',
    'keep that path inside your network. Labels are dialects, routes, codes and outcomes; never a merchant, an id or a caller\'s text.',
    'Suggested alerts are in [operating.md](operating.md#alerts).', '',
    row(['metric', 'type', 'what it tells']), row(['---', '---', '---']),
    ...metrics.map(({ name, type, help }) => row([`\`${name}\``, type, help])),
  ])
}
