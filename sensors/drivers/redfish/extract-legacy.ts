import { slug } from '../../profiles/slug.ts'
import { type Document, documentsOf, isAbsent, linkOf, textOf } from './document.ts'
import { ordinal } from './names.ts'
import { type Observation, observe } from './observation.ts'

/**
 * Thermal 1.x and Power 1.x, deprecated in 2020 and still all that many machines have. Where the newer resources tell the
 * same kind of thing, those are believed and these left out, except for voltages (a voltage regulator has no newer home).
 */
export function extractThermal(document: Document, at: string): Observation[] {
  const found: (Observation | undefined)[] = []
  for (const [index, one] of documentsOf(document.Temperatures).entries()) {
    const label = textOf(one.Name)
    found.push(
      observe(
        {
          uri: linkOf(one) ?? `${at}#/Temperatures/${index}`,
          component: temperatureOf(textOf(one.PhysicalContext), label ?? `temperature-${index + 1}`),
          local: 'temperature',
          quantity: 'temperature',
          label,
          firm: false,
        },
        one.ReadingCelsius,
        isAbsent(one),
      ),
    )
  }
  for (const [index, one] of documentsOf(document.Fans).entries()) {
    const label = textOf(one.Name) ?? textOf(one.FanName)
    const isPercent = one.ReadingUnits === 'Percent'
    const quantity = isPercent ? 'load' : 'fan-speed'
    found.push(
      observe(
        {
          uri: linkOf(one) ?? `${at}#/Fans/${index}`,
          component: `fan-${ordinal(label) ?? index + 1}`,
          local: quantity,
          quantity,
          label,
          firm: false,
        },
        one.Reading ?? one.ReadingRPM,
        isAbsent(one),
      ),
    )
  }
  return found.filter((one) => one !== undefined)
}

export function extractPower(document: Document, at: string): Observation[] {
  const found: (Observation | undefined)[] = []
  for (const [index, one] of documentsOf(document.PowerControl).entries()) {
    const label = textOf(one.Name)
    const uri = linkOf(one) ?? `${at}#/PowerControl/${index}`
    const component = index === 0 ? '' : slug(label ?? `power-control-${index + 1}`)
    found.push(
      observe({ uri, component, local: 'power', quantity: 'power', label }, one.PowerConsumedWatts, isAbsent(one)),
    )
  }
  for (const [index, one] of documentsOf(document.Voltages).entries()) {
    const label = textOf(one.Name) ?? `voltage-${index + 1}`
    const uri = linkOf(one) ?? `${at}#/Voltages/${index}`
    const component = slug(label.replace(/\bvoltage\b/gi, ' '))
    found.push(
      observe(
        { uri, component, local: 'voltage', quantity: 'voltage', label, firm: false },
        one.ReadingVolts,
        isAbsent(one),
      ),
    )
  }
  for (const [index, one] of documentsOf(document.PowerSupplies).entries()) {
    const uri = linkOf(one) ?? `${at}#/PowerSupplies/${index}`
    const part = { component: `supply-${index + 1}`, label: textOf(one.Name) }
    const absent = isAbsent(one)
    const add = (property: string, suffix: string, local: 'power' | 'voltage') => {
      if (!(property in one) && !absent) return
      const component = `${part.component}${suffix}`
      found.push(
        observe({ ...part, component, uri: `${uri}/${property}`, local, quantity: local }, one[property], absent),
      )
    }
    add('LineInputVoltage', '', 'voltage')
    add('PowerInputWatts', '', 'power')
    add('PowerOutputWatts' in one ? 'PowerOutputWatts' : 'LastPowerOutputWatts', '-output', 'power')
  }
  return found.filter((one) => one !== undefined)
}

function temperatureOf(context: string | undefined, label: string): string {
  const n = ordinal(label) ?? 1
  if (context === 'Intake' || context === 'Exhaust') return context.toLowerCase()
  if (context === 'CPU') return `cpu-${n}`
  if (context === 'Memory') return `memory-${n}`
  if (context === 'Room') return 'ambient'
  return slug(label.replace(/\b(temperature|temp)\b/gi, ' '))
}
