// Bars along time, one scale for all: time runs with the text. The arrows walk the bars, and each one says what it is.

import { useState, type KeyboardEvent } from 'react'
import { Hatch } from './patterns.tsx'
import { fromLeft, isRtl, partOf, percent, roundAbove } from './scale.ts'

export type Bar = { id: string; /** The whole of it, as it is read out. */ name: string; value: bigint; /** Beneath the axis, where there is one. */ mark?: string | undefined; hatched?: boolean }
type TimeBarsProps = { labelledBy: string; describedBy: string; bars: readonly Bar[]; scaleText(value: bigint): string }

const high = 150
const gap = 0.22

export function TimeBars({ labelledBy, describedBy, bars, scaleText }: TimeBarsProps) {
  const [at, setAt] = useState<number | null>(null)
  const rtl = isRtl()
  const top = roundAbove(bars.reduce((most, { value }) => (value > most ? value : most), 0n))
  const wide = 1 / bars.length
  const walk = (event: KeyboardEvent<SVGSVGElement>) => {
    const next = nextOf(event.key, at ?? 0, bars.length, rtl)
    if (next === null) return
    event.preventDefault()
    event.stopPropagation()
    ;(event.currentTarget.querySelectorAll('.bar-slot')[next] as SVGElement).focus()
  }
  return (
    <div className="time-bars">
      <svg className="chart" role="group" aria-labelledby={labelledBy} aria-describedby={describedBy} height={high + 24} onKeyDown={walk} onPointerLeave={() => setAt(null)}>
        <defs><Hatch id={`${labelledBy}-past`} /></defs>
        {[0n, top / 2n, top].filter((value, index, all) => all.indexOf(value) === index).map(value => <Level key={`${value}`} value={value} top={top} text={scaleText(value)} rtl={rtl} />)}
        {bars.map((bar, index) => {
          const part = partOf(bar.value, top)
          const slotAt = fromLeft(index * wide, wide, rtl)
          return (
            <g key={bar.id} className="bar-slot" role="img" aria-label={bar.name} tabIndex={index === (at ?? 0) ? 0 : -1} onFocus={() => setAt(index)} onPointerEnter={() => setAt(index)}>
              <rect className="bar-hit" x={percent(slotAt)} width={percent(wide)} y={0} height={high} rx={3} />
              {bar.value > 0n && <rect className="bar" data-hatched={bar.hatched || undefined} fill={bar.hatched ? `url(#${labelledBy}-past)` : 'currentcolor'} x={percent(slotAt + (wide * gap) / 2)} width={percent(wide * (1 - gap))} y={high - Math.max(2, part * (high - 16))} height={Math.max(2, part * (high - 16))} rx={2} />}
              {bar.mark !== undefined && <text className="bar-mark" x={percent(rtl ? slotAt + wide : slotAt)} textAnchor={rtl ? 'end' : 'start'} y={high + 16} aria-hidden="true">{bar.mark}</text>}
            </g>
          )
        })}
      </svg>
      <p className="small readout" aria-hidden="true">{at === null ? ' ' : bars[at]?.name}</p>
    </div>
  )
}

function Level({ value, top, text, rtl }: { value: bigint; top: bigint; text: string; rtl: boolean }) {
  const y = high - partOf(value, top) * (high - 16)
  return (
    <g aria-hidden="true">
      <line className="level" x1="0%" x2="100%" y1={y} y2={y} />
      {value > 0n && <text className="level-text" x={rtl ? '100%' : '0%'} textAnchor={rtl ? 'end' : 'start'} y={y - 3}>{text}</text>}
    </g>
  )
}

function nextOf(key: string, at: number, count: number, rtl: boolean): number | null {
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0
  return step === 0 ? null : Math.min(count - 1, Math.max(0, at + (rtl ? -step : step)))
}
