import { createHash } from 'node:crypto'

/** Inline scripts and styles of the built page, allowed by their hashes; nothing else inline is. */
const INLINE_SCRIPT = /<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g
const INLINE_STYLE = /<style[^>]*>([\s\S]*?)<\/style>/g

/**
 * The `<style>` elements that react-aria adds while it runs, always of the same text (its usePress and usePreventScroll): without
 * their hashes each would be a violation in the console.
 */
const STYLES_OF_LIBRARIES: readonly string[] = [
  '@layer {\n  [data-react-aria-pressable] {\n    touch-action: pan-x pan-y pinch-zoom;\n  }\n}',
  '@layer {\n  * {\n    overscroll-behavior: contain;\n  }\n}',
]

/** @param html the page whose inline parts are allowed; '' for none */
export function securityHeaders(html: string, secure: boolean): Readonly<Record<string, string>> {
  const scripts = hashes(html, INLINE_SCRIPT)
  const styles = [...hashes(html, INLINE_STYLE), ...STYLES_OF_LIBRARIES.map(hash)]
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${scripts.join(' ')}`.trim(),
    `style-src 'self' ${styles.join(' ')}`.trim(),
    // Pictures are exported through blob: and data: URLs.
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ]
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    ...(secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  }
}

function hashes(html: string, pattern: RegExp): string[] {
  return [...html.matchAll(pattern)].map((found) => hash(found[1] ?? ''))
}

function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}
