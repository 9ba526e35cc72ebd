// What runs here: version, store and its migrations, clock, memory, and how to keep a copy.

import { ownZone, fullTime, instantOf, lengthWords } from '../../time.ts'
import type { System } from './checks.ts'

export function About({ system: { version, mode, node, started_at, uptime_seconds, store, clock, memory_bytes, backup } }: { system: System }) {
  const isAhead = Math.abs(instantOf(clock.now) - instantOf(clock.real)) > 60_000
  return (
    <section className="card stack" aria-label="What runs here">
      <h2>What runs here</h2>
      <dl className="about">
        <div><dt>Version</dt><dd>Parley {version} on Node {node}</dd></div>
        <div><dt>Mode</dt><dd>{mode === 'live' ? 'Live: decisions are real' : 'Sandbox: no money moves'}</dd></div>
        <div><dt>Running</dt><dd>for {lengthWords(uptime_seconds * 1_000)}, since {fullTime(instantOf(started_at))}</dd></div>
        <div><dt>Clock</dt><dd>{fullTime(instantOf(clock.now))}{isAhead && <>; the sandbox’s clock was turned, really it is {fullTime(instantOf(clock.real))}</>}{ownZone() !== 'UTC' && <>; {fullTime(instantOf(clock.now), 'UTC')}</>}</dd></div>
        <div><dt>Memory</dt><dd>{Math.round(memory_bytes / 1_048_576)} MB</dd></div>
        <div><dt>Backup</dt><dd>{backup}</dd></div>
        <div><dt>Migrations</dt><dd><details><summary>{store.migrations.length}, the latest is <bdi><code>{store.migrations.at(-1)}</code></bdi></summary><ol className="small mono">{store.migrations.map(name => <li key={name}>{name}</li>)}</ol></details></dd></div>
      </dl>
    </section>
  )
}
