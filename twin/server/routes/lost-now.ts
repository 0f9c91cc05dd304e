import type { ServerContext } from './server-context.ts'

/**
 * What does not feed anything at present, as a question of what fails has it: things without power by what is told, those out of service,
 * and the inputs of UPS that are on their batteries.
 */
export function lostNow({ alarms, parts }: Pick<ServerContext, 'alarms' | 'parts'>): readonly string[] {
  const { clock, estate } = parts
  const things = [...alarms.lost(), ...alarms.maintenance.outNow(clock())].filter((path) => estate.find(path))
  const gone = new Set<string>(things)
  const inputs = alarms.onBattery().filter((path) => !gone.has(path) && estate.find(path)?.kind === 'ups')
  return [...gone, ...inputs.map((path) => `${path}/input`)].sort()
}
