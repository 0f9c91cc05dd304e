import type { Plug } from '../../analysis/release/cord-moves.ts'
import type { Release, Releases } from '../../analysis/release/release.ts'
import { power, usage } from './figures-text.ts'

/** What would release power at a place, for people. */
export function releasesText(path: string, { binding, promising, releases, tried }: Releases): string {
  if (binding !== 'power') return `${path}: ${binding} binds, so that neither cords nor labels release anything.`
  if (releases.length === 0) {
    const which = promising > tried ? `of the ${tried} that promise most of ${promising} none` : 'nothing'
    return `${path}: of moving one cord and setting one label right ${which} releases power.`
  }
  const of = promising > tried ? `, of the ${tried} that promise most of ${promising}` : ''
  const title = `${path}: one of these releases power (all single losses computed again${of})`
  return [title, ...releases.flatMap(releaseLines)].join('\n')
}

function releaseLines(release: Release): readonly string[] {
  const { full } = release
  if (!full) return [releaseLine(release)]
  const { by, path, worst } = full
  const use = worst ? `, ${usage(worst)}${by === undefined ? '' : ` after the loss of ${by}`}` : ''
  return [releaseLine(release), `${' '.repeat(12)}full first then: ${path}${use}`]
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
