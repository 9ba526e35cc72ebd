// The session's cookie. Over TLS its name has the prefix that no other host and no plain page can set; nothing but that name is read.

export type Cookie = {
  /** Null where there is none, or where somebody planted a second one beside it. */
  read(header: string | undefined): string | null
  set(token: string, seconds: number): string
  clear: string
}

export function cookieOf(publicUrl: string | null): Cookie {
  const secure = publicUrl?.startsWith('https:') ?? false
  const name = secure ? '__Host-parley_session' : 'parley_session'
  const attributes = `; Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`
  return {
    read(header = '') {
      const values = header.split(';').map(pair => pair.trim()).filter(pair => pair.startsWith(`${name}=`)).map(pair => pair.slice(name.length + 1))
      return values.length === 1 && tokenForm.test(values[0]!) ? values[0]! : null
    },
    set: (token, seconds) => `${name}=${token}${attributes}; Max-Age=${seconds}`,
    clear: `${name}=${attributes}; Max-Age=0`,
  }
}

/** 32 bytes in base64url. */
const tokenForm = /^[\w-]{43}$/
