const SIGN_IN_STYLE = `:root{color-scheme:light dark;font:15px/1.5 system-ui,sans-serif}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:#f4f6f8;color:#16202a}
form{width:20rem;max-width:calc(100vw - 4rem);display:grid;gap:.75rem}
h1{font-size:1.25rem;margin:0 0 .5rem}
label input{display:block;box-sizing:border-box;inline-size:100%;margin-block-start:.25rem}
input,button{font:inherit;padding:.5rem .6rem;border:1px solid #66788a;border-radius:4px;background:#fff;color:inherit;min-height:24px}
button{background:#1d5fa8;border-color:#1d5fa8;color:#fff;cursor:pointer}
:focus-visible{outline:2px solid #1d5fa8;outline-offset:2px}
[role=alert]{margin:0;padding:.5rem .6rem;border:1px solid #b3261e;border-radius:4px}
@media (prefers-color-scheme:dark){body{background:#11171d;color:#e3e9ef}input{background:#1a222b}button{background:#2f7fd6;border-color:#2f7fd6;color:#000}:focus-visible{outline-color:#7db4f0}}`

/** Why the last try was none, and the name that it was made with. */
export interface SignInRefusal {
  /** `wrong` name or password; `often`: too many tries, whatever they were. */
  readonly why: 'wrong' | 'often'
  readonly name: string
  /** After `often`: when the next try is taken. */
  readonly retryAfterSeconds: number
}

function told({ why, retryAfterSeconds }: SignInRefusal): string {
  return why === 'wrong'
    ? 'Име или лозинка нису исправни.<br><span lang="en">Name or password is wrong.</span>'
    : `Превише покушаја. Покушајте поново за ${retryAfterSeconds} s.<br><span lang="en">Too many tries. Try again in ${retryAfterSeconds} s.</span>`
}

/**
 * The page that asks for name and password, whole in itself: it is served to people who may not have anything else yet. No script.
 * Serbian first, as the rest. After a refusal the name stands in its field and the password is the one to type.
 */
export function signInPage(next: string, refusal: SignInRefusal | undefined): string {
  const alert = refusal === undefined ? '' : `<p role="alert">${told(refusal)}</p>`
  const typed = refusal?.name ?? ''
  const [nameFocus, passwordFocus] = typed === '' ? [' autofocus', ''] : ['', ' autofocus']
  return `<!doctype html>
<html lang="sr-Cyrl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Облак – пријава</title><style>${SIGN_IN_STYLE}</style></head>
<body><main><form method="post" action="/sign-in"><h1>Облак</h1>${alert}
<input type="hidden" name="next" value="${escapeHtml(next)}">
<label>Име · <span lang="en">Name</span><input name="name" autocomplete="username" required maxlength="64" value="${escapeHtml(typed)}"${nameFocus}></label>
<label>Лозинка · <span lang="en">Password</span><input name="password" type="password" autocomplete="current-password" required maxlength="256"${passwordFocus}></label>
<button>Пријава · <span lang="en">Sign in</span></button></form></main></body></html>`
}

/** A place of this page to go to after signing in; '/' for anything else (`//evil.example` is another site's). */
export function safeNext(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])[\w\-./~%?&=:,+]*$/.test(next) && next.length <= 1_024 ? next : '/'
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
}
