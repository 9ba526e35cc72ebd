import assert from 'node:assert/strict'
import { test } from 'node:test'
import { between, changedBox, grownBy, movedBy, pixelsOf, turned, untouched, withBox } from '../../desk/parts/evidence/picture/edits.ts'
import { fitted, formsOf, isPicture, nameFor, type Form } from '../../desk/parts/evidence/picture/fit.ts'
import { letterOf } from '../../desk/parts/evidence/exhibits.ts'

const both = ['application/pdf', 'image/jpeg', 'image/png']
const weighing = (bytes: (form: Form) => number) => (form: Form) => Promise.resolve(new Blob([new Uint8Array(Math.round(bytes(form)))], { type: form.type }))

test('a box makes every pixel black that it touches, also where its edge lies within one', () => {
  assert.deepEqual(pixelsOf({ x: 0.105, y: 0.2, width: 0.1, height: 0.301 }, { width: 100, height: 10 }), { x: 10, y: 2, width: 11, height: 4 })
  assert.deepEqual(pixelsOf({ x: 0, y: 0, width: 1, height: 1 }, { width: 7, height: 3 }), { x: 0, y: 0, width: 7, height: 3 })
})

test('a box turns with its picture: four quarters and it is where it was', () => {
  const edits = withBox(untouched, { x: 0.1, y: 0.2, width: 0.3, height: 0.05 })
  const once = turned(edits)
  const [{ x, y, width, height }] = [once.boxes[0]!]
  assert.deepEqual([x, y, width, height].map(part => part.toFixed(3)), ['0.750', '0.100', '0.050', '0.300'])
  const [back] = turned(turned(turned(once))).boxes
  for (const side of ['x', 'y', 'width', 'height'] as const) assert.ok(Math.abs(back![side] - edits.boxes[0]![side]) < 1e-9, side)
})

test('a box stays on the picture and stays a box, whatever is done to it', () => {
  const place = between({ x: 0.9, y: 0.9 }, { x: 0.7, y: 0.8 })
  for (const by of [{ x: 5, y: 5 }, { x: -5, y: -5 }]) {
    for (const { x, y, width, height } of [movedBy(place, by), grownBy(place, by), changedBox(withBox(untouched, place), 1, { x: by.x, y: by.y, width: by.x, height: by.y }).boxes[0]!]) {
      assert.ok(x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= 1 + 1e-9 && y + height <= 1 + 1e-9, `${x} ${y} ${width} ${height}`)
    }
  }
  const moved = movedBy(place, { x: -5, y: 0 })
  assert.deepEqual([moved.x, moved.width], [0, place.width])
})

test('the first form that fits is taken: its own kind, then JPEG in falling quality, then smaller', async () => {
  const wanted = { type: 'image/png', types: both, longestSide: 1000 }
  const encode = weighing(({ type, quality, scale }) => (type === 'image/png' ? 9000 : 4000 * quality) * scale ** 2)
  const at = async (most: number) => (await fitted({ ...wanted, most }, encode))?.form
  assert.deepEqual(await at(9000), { scale: 1, type: 'image/png', quality: 0.92 })
  assert.deepEqual(await at(3400), { scale: 1, type: 'image/jpeg', quality: 0.85 })
  assert.deepEqual(await at(2800), { scale: 1, type: 'image/jpeg', quality: 0.7 })
  assert.deepEqual(await at(1950), { scale: 0.75, type: 'image/jpeg', quality: 0.85 })
  assert.equal(await at(200), undefined)
})

test('nothing is made so small that nobody could read it, and nothing of a kind that is not taken', () => {
  const forms = (type: string, types: readonly string[], longestSide: number) => [...formsOf({ type, types, longestSide, most: 1 })]
  assert.ok(forms('image/jpeg', both, 4000).every(({ scale, type }) => scale * 4000 >= 320 && type === 'image/jpeg'))
  assert.deepEqual([...new Set(forms('image/jpeg', both, 200).map(({ scale }) => scale))], [1])
  assert.deepEqual([...new Set(forms('image/png', ['image/jpeg'], 900).map(({ type }) => type))], ['image/jpeg'])
  assert.deepEqual([...new Set(forms('image/jpeg', ['image/png'], 900).map(({ type }) => type))], ['image/png'])
  assert.deepEqual(forms('image/png', ['application/pdf'], 900), [])
})

test('an encoder that gives something else than was asked for is not believed', async () => {
  const wanted = { type: 'image/jpeg', types: ['image/jpeg'], longestSide: 100, most: 100 }
  assert.equal(await fitted(wanted, () => Promise.resolve(new Blob(['x'], { type: 'image/png' }))), null)
  assert.equal(await fitted(wanted, () => Promise.resolve(null)), null)
  assert.equal(await fitted(wanted, () => Promise.resolve(new Blob([], { type: 'image/jpeg' }))), null)
})

test('a name keeps its words and ends as what the file is now', () => {
  assert.deepEqual(['door.png', 'door.JPEG', 'door', 'a.b.png', 'v1.2 draft', '.png'].map(name => nameFor(name, 'image/jpeg')), ['door.jpg', 'door.JPEG', 'door.jpg', 'a.b.jpg', 'v1.2 draft.jpg', '.jpg'])
  assert.deepEqual(['image/png', 'image/jpeg', 'image/gif', 'image/tiff', 'application/pdf'].filter(isPicture), ['image/png', 'image/jpeg'])
})

test('exhibits are lettered from A to Z, and on', () => {
  assert.deepEqual([0, 25, 26, 51, 52, 701, 702].map(letterOf), ['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'])
})
