import type { Plug } from '../../analysis/release/cord-moves.ts'
import type { Release, Releases } from '../../analysis/release/release.ts'
import { power } from './figures-text.ts'

/** What would release power at a place, for people. */
export function releasesText(path: string, { binding, releases }: Releases): string {
  if (binding !== 'power') return `${path}: ${binding} binds, so that neither cords nor labels release anything.`
  if (releases.length === 0) return `${path}: moving one cord or setting one label right releases nothing.`
  return [`${path}: one of these releases power (all single losses computed again)`, ...releases.map(releaseLine)].join(
    '\n',
  )
}

function releaseLine(release: Release): string {
  const frees = `+${power(release.frees)}`.padEnd(10)
  if (release.what === 'relabel') {
    const { declared, device, p99 } = release
    return `  ${frees}relabel ${device}: ${power(declared)} declared, P99 of its history ${power(p99)}`
  }
  const { device, from, supply, to, what } = release
  return `  ${frees}${what}: ${device}, supply ${supply}, from ${plug(from)} to ${plug(to)}`
}

function plug({ bank, outlet, pdu }: Plug): string {
  return `${pdu} outlet ${outlet}${bank === undefined ? '' : ` (bank ${bank})`}`
}
