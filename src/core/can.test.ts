// The state table, walked cell by cell: each pair of state and command does what the grid says, and a refusal changes nothing.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accept, annotate, ask, confirm, deadline, deepFreeze, elapse, escalate, held, inState, judge, moveDeadline, news, noon, observe, open,
  provisionallyWon, refuseAct, reverse, stage, submit, terms, termsWith, through, underReview, undo, unstage } from '../../test/kit/builders.ts'
import { can } from './can.ts'
import type { Command, CommandKind } from './command.ts'
import { isOpen, states, type State } from './dispute.ts'
import { isRefusal } from './refusal.ts'

// What a dispute in the state becomes by the command; a dash where it is refused, a star where its state stays.
const grid = `
                needs_response  accepting       submitting      under_review    accepted   won             lost            expired   withdrawn  prevented  refunded
accept          accepted        -               -               accepted        -          -               -               -         -          -          -
submit          under_review    -               -               -               -          -               -               -         -          -          -
stage           *               -               -               -               -          -               -               -         -          -          -
unstage         *               -               -               -               -          -               -               -         -          -          -
undo            -               -               -               -               -          -               -               -         -          -          -
annotate        *               *               *               *               *          *               *               *         *          *          *
elapse          expired         -               -               -               -          -               -               -         -          -          -
resolve         lost            lost            lost            lost            -          -               -               -         -          -          -
reverse         -               -               -               -               -          -               -               -         -          -          -
escalate        *               -               -               needs_response  -          needs_response  needs_response  -         -          -          -
move_deadline   *               -               -               -               -          -               -               -         -          -          -
confirm         -               accepted        under_review    -               -          -               -               -         -          -          -
refuse          -               needs_response  needs_response  -               -          -               -               -         -          -          -
observe         won             won             won             won             won        *               won             won       won        won        won
`
const [header = [], ...rows] = grid.trim().split('\n').map(line => line.trim().split(/\s+/))
const commands: Record<Exclude<CommandKind, 'open'>, Command> = {
  accept: accept(), submit: submit(), stage: stage({ id: 'evd_other' }), unstage: unstage(), undo: undo(), annotate: annotate({ note: 'n' }), elapse: elapse(),
  resolve: judge('lost'), reverse: reverse(), escalate: escalate(), move_deadline: moveDeadline(deadline + 1), confirm: confirm(), refuse: refuseAct(),
  observe: observe(news('won', { at: deadline + 1 })),
}

function disputeIn(state: State) {
  const dispute = state === 'needs_response' ? through(null, [open(), stage()]) : inState[state]()
  return deepFreeze(dispute)
}

test('the grid names every state and every command', () => {
  assert.deepEqual([...header].sort(), [...states].sort())
  assert.deepEqual(rows.map(([command]) => command).sort(), Object.keys(commands).sort())
})

for (const [command = '', ...cells] of rows) {
  test(`${command} does in every state what the table says`, () => {
    header.forEach((name, column) => {
      const state = name as State
      const expected = cells[column]
      const dispute = disputeIn(state)
      const outcome = ask(dispute, commands[command as keyof typeof commands], { at: command === 'elapse' ? deadline + 1 : noon })
      const became = isRefusal(outcome) ? '-' : outcome.dispute.state === state ? '*' : outcome.dispute.state
      assert.equal(became, expected, `${command} on ${state}`)
      assert.equal(can(dispute, command as CommandKind, terms) === 'yes', expected !== '-', `can ${command} on ${state}`)
    })
  })
}

test('a refused command says the code that the table says, in every cell', () => {
  for (const state of states) for (const command of Object.values(commands)) {
    const dispute = disputeIn(state)
    const cell = can(dispute, command.kind, terms)
    const outcome = ask(dispute, command)
    if (cell !== 'yes') assert.equal(isRefusal(outcome) && outcome.refused, cell, `${command.kind} on ${state}`)
  }
})

test('an ended dispute is opened again by a second cycle, by the end of a provisional win or by upstream, and by nothing else', () => {
  for (const state of states.filter(name => !isOpen(name))) for (const command of Object.values(commands)) {
    if (command.kind === 'observe' || command.kind === 'escalate' || command.kind === 'reverse') continue
    const outcome = ask(disputeIn(state), command, { at: deadline + 1 })
    assert.equal(isRefusal(outcome) || outcome.dispute.state === state, true, `${command.kind} on ${state}`)
  }
})

test('what depends on more than the state: terms, a provisional win, a pending acceptance', () => {
  assert.equal(can(underReview(), 'accept', termsWith({ acceptUnderReview: false })), 'already_submitted')
  assert.equal(can(provisionallyWon(), 'reverse', terms), 'yes')
  assert.equal(can(inState.won(), 'escalate', termsWith({ secondCycle: false })), 'already_won')
  for (const command of ['accept', 'submit', 'stage', 'unstage'] as const) assert.equal(can(held(), command, terms), 'acceptance_pending')
  assert.equal(can(held(), 'undo', terms), 'yes')
  const reviewed = through(underReview(), [accept({ holdMs: 1 })])
  assert.deepEqual(['accept', 'undo', 'elapse'].map(command => can(reviewed, command as CommandKind, terms)), ['acceptance_pending', 'yes', 'yes'])
})
