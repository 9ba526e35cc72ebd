// Figures in Prometheus' text form. Labels are words of our own from short lists; a caller's text never becomes one.

export type Labels = Readonly<Record<string, string>>
export type Counter = { add(labels?: Labels, by?: number): void }
export type Histogram = { see(value: number): void }
export type Sample = { labels?: Labels; value: number }
export type Metrics = {
  counter(name: string, help: string): Counter
  histogram(name: string, help: string, bounds: readonly number[]): Histogram
  /** Asked when the figures are read; what it throws leaves the figure out. */
  gauge(name: string, help: string, read: () => readonly Sample[] | Promise<readonly Sample[]>): void
  text(): Promise<string>
}

type Family = { name: string; help: string; type: 'counter' | 'gauge' | 'histogram'; lines(): string[] | Promise<string[]> }

/** A set of labels that grows beyond this is a mistake in the program; it must not grow into the memory. */
const mostSeries = 400

export function createMetrics(): Metrics {
  const families: Family[] = []
  return {
    counter: (name, help) => add(counterFamily(name, help)),
    histogram: (name, help, bounds) => add(histogramFamily(name, help, bounds)),
    gauge: (name, help, read) => void families.push({ name, help, type: 'gauge', lines: async () => (await read()).map(({ labels, value }) => line(name, labels, value)) }),
    text: async () => `${(await Promise.all(families.map(printed))).filter(Boolean).join('\n')}\n`,
  }

  function add<T extends Family>(family: T): T {
    families.push(family)
    return family
  }
}

async function printed({ name, help, type, lines }: Family): Promise<string> {
  try {
    return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...(await lines())].join('\n')
  } catch {
    return ''
  }
}

function counterFamily(name: string, help: string): Family & Counter {
  const counts = new Map<string, number>()
  return {
    name, help, type: 'counter',
    add: (labels = {}, by = 1) => {
      const series = textOf(labels)
      if (counts.has(series) || counts.size < mostSeries) counts.set(series, (counts.get(series) ?? 0) + by)
    },
    lines: () => [...counts].map(([series, count]) => `${name}${series} ${count}`),
  }
}

function histogramFamily(name: string, help: string, bounds: readonly number[]): Family & Histogram {
  const counts = new Float64Array(bounds.length + 1)
  let sum = 0
  return {
    name, help, type: 'histogram',
    see: value => {
      const place = bounds.findIndex(bound => value <= bound)
      counts[place < 0 ? bounds.length : place]! += 1
      sum += value
    },
    lines: () => {
      let total = 0
      const buckets = [...bounds, Infinity].map((bound, at) => line(`${name}_bucket`, { le: bound === Infinity ? '+Inf' : String(bound) }, (total += counts[at]!)))
      return [...buckets, line(`${name}_sum`, {}, sum), line(`${name}_count`, {}, total)]
    },
  }
}

const line = (name: string, labels: Labels | undefined, value: number): string => `${name}${textOf(labels ?? {})} ${value}`

function textOf(labels: Labels): string {
  let text = ''
  for (const name in labels) text += `${text ? ',' : ''}${name}="${escaped(labels[name]!)}"`
  return text && `{${text}}`
}

const escaped = (value: string): string => (/[\\"\n]/.test(value) ? value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n') : value)
