// Finds the best form of a picture that is no larger than is taken: its own kind first, then JPEG in falling quality, then smaller and smaller
// until nothing could be read on it any more. Pure but for the encoder that is handed in.

export type PictureType = 'image/png' | 'image/jpeg'
export type Form = { scale: number; type: PictureType; quality: number }
type Wanted = { type: string; types: readonly string[]; most: number; longestSide: number }

const finest = 0.92
const qualities = [0.85, 0.7, 0.55]
const step = 0.75
/** In pixels of the longer side. */
const leastReadable = 320

/** Null where no form of it fits. */
export async function fitted(wanted: Wanted, encode: (form: Form) => Promise<Blob | null>): Promise<{ blob: Blob; form: Form } | null> {
  for (const form of formsOf(wanted)) {
    const blob = await encode(form)
    if (blob !== null && blob.type === form.type && blob.size > 0 && blob.size <= wanted.most) return { blob, form }
  }
  return null
}

export function* formsOf({ type, types, longestSide }: Wanted): Generator<Form> {
  const taken = pictureTypes.filter(one => types.includes(one))
  const own = taken.find(one => one === type) ?? taken[0]
  if (own === undefined) return
  yield { scale: 1, type: own, quality: finest }
  const smaller = taken.find(one => one === 'image/jpeg')
  for (let scale = 1; scale === 1 || scale * longestSide >= leastReadable; scale *= step) {
    if (smaller) for (const quality of qualities) yield { scale, type: smaller, quality }
    else if (scale < 1) yield { scale, type: own, quality: finest }
  }
}

const pictureTypes: readonly PictureType[] = ['image/jpeg', 'image/png']

/** Whether these tools know how to read it and how to write it anew. */
export const isPicture = (type: string): boolean => pictureTypes.some(one => one === type)

/** The same name, with the ending of what it is now. */
export function nameFor(name: string, type: PictureType): string {
  const endings = type === 'image/jpeg' ? ['jpg', 'jpeg'] : ['png']
  const [, stem, ending] = /^(.*)\.([A-Za-z0-9]{1,5})$/s.exec(name) ?? [name, name, '']
  return endings.includes(ending!.toLowerCase()) ? name : `${stem}.${endings[0]}`
}
