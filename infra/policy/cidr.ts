import { isIPv4 } from 'node:net'

interface Network {
  readonly address: number
  readonly bits: number
}

/** Whether one network, or address, lies wholly in one of others, in CIDR notation. IPv4 only: the house has no other, so all else lies outside. */
export function isWithin(cidr: string, networks: readonly string[]): boolean {
  const inner = parse(cidr)
  return (
    inner !== undefined &&
    networks.some((network) => {
      const outer = parse(network)
      return outer !== undefined && inner.bits >= outer.bits && masked(inner.address, outer.bits) === outer.address
    })
  )
}

function parse(cidr: string): Network | undefined {
  const [text = '', length = '32', ...more] = cidr.split('/')
  const bits = Number(length)
  if (!isIPv4(text) || !/^\d+$/.test(length) || bits > 32 || more.length > 0) return undefined
  const address = text.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0)
  return { address: masked(address, bits), bits }
}

/** Division, not shifts: these are of 32 bits with a sign. */
function masked(address: number, bits: number): number {
  const size = 2 ** (32 - bits)
  return Math.floor(address / size) * size
}
