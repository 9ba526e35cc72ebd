// A file as it is sent. Made anew for the same key it is the same to the byte, so that a repetition is known as one; the form that browsers
// make has another boundary each time.

export function formOf(key: string, category: string | null, file: File): Blob {
  const part = (disposition: string, type = '') => `--${key}\r\nContent-Disposition: form-data; ${disposition}\r\n${type && `Content-Type: ${type}\r\n`}\r\n`
  const parts = [
    ...(category === null ? [] : [part('name="category"'), category, '\r\n']),
    part(`name="file"; filename="${quotable(file.name)}"`, file.type || 'application/octet-stream'), file, `\r\n--${key}--\r\n`,
  ]
  return new Blob(parts, { type: `multipart/form-data; boundary=${key}` })
}

/** As browsers write a name down (WHATWG, multipart/form-data encoding algorithm). */
const quotable = (name: string): string => name.toWellFormed().replace(/\r/g, '%0D').replace(/\n/g, '%0A').replace(/"/g, '%22')
