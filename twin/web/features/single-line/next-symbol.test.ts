import { describe, expect, it } from 'vitest'
import { powerGraph } from '../../../analysis/power/power-graph.ts'
import { drawing } from '../../../analysis/single-line/drawing.ts'
import { foldedChain } from '../../../analysis/single-line/fold.ts'
import { PowerEstate } from '../../../kit/testing/power-estate.ts'
import { nextSymbol } from './next-symbol.ts'

/** A grid on two UPS, each with a panel. */
function symbols() {
  const estate = new PowerEstate().utility('grid')
  for (const side of ['a', 'b'])
    estate.ups(`ups-${side}`, { from: 'grid' }).panel(`panel-${side}`, { from: `ups-${side}` })
  return drawing(foldedChain(powerGraph(estate.build()), 's', new Set())).symbols
}

describe('the arrow keys in the diagram', () => {
  it('begin at the first symbol and follow the power to the right', () => {
    expect(nextSymbol(symbols(), undefined, 'ArrowDown')).toBe('s/grid')
    const ups = nextSymbol(symbols(), 's/grid', 'ArrowRight') ?? ''
    expect(ups).toMatch(/^s\/ups-/)
    expect(nextSymbol(symbols(), ups, 'ArrowRight')).toBe(ups.replace('ups', 'panel'))
    expect(nextSymbol(symbols(), ups, 'ArrowLeft')).toBe('s/grid')
  })

  it('go up and down within a column and stay at its ends', () => {
    const [upper = '', lower = ''] = symbols()
      .filter(({ key }) => key.includes('ups'))
      .sort((one, other) => one.y - other.y)
      .map(({ key }) => key)
    expect(nextSymbol(symbols(), upper, 'ArrowDown')).toBe(lower)
    expect(nextSymbol(symbols(), lower, 'ArrowUp')).toBe(upper)
    expect(nextSymbol(symbols(), lower, 'ArrowDown')).toBe(lower)
    expect(nextSymbol(symbols(), 's/grid', 'ArrowLeft')).toBe('s/grid')
  })
})
