const COOKIE = /(?:^|;\s*)oblak_session=([A-Za-z0-9_-]{43})(?:;|$)/

/** The session's token out of a Cookie header. */
export function tokenOf(cookie: string | undefined): string | undefined {
  return COOKIE.exec(cookie ?? '')?.[1]
}

/** Out of reach of scripts and of other sites. @param token undefined takes it away */
export function sessionCookie(token: string | undefined, secure: boolean): string {
  const value = token === undefined ? 'oblak_session=; Max-Age=0' : `oblak_session=${token}; Max-Age=604800`
  return `${value}; Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`
}
