import type { DrawnSymbol } from '../../../analysis/single-line/drawing.ts'

/** Where an arrow key leads. */
export type Arrow = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown'

export function isArrow(key: string): key is Arrow {
  return key === 'ArrowLeft' || key === 'ArrowRight' || key === 'ArrowUp' || key === 'ArrowDown'
}

/**
 * The symbol that an arrow leads to: up and down within a column, left and right to the symbol of the next column that is nearest in
 * height.
 *
 * @param from key of the symbol to leave; undefined begins at the first
 * @returns the same key where there is nothing further that way
 */
export function nextSymbol(
  symbols: readonly DrawnSymbol[],
  from: string | undefined,
  arrow: Arrow,
): string | undefined {
  const here = symbols.find(({ key }) => key === from)
  if (!here) return symbols[0]?.key
  const isBack = arrow === 'ArrowLeft' || arrow === 'ArrowUp'
  if (arrow === 'ArrowUp' || arrow === 'ArrowDown') {
    const column = symbols.filter(({ symbol, y }) => symbol.x === here.symbol.x && (isBack ? y < here.y : y > here.y))
    return least(column, ({ y }) => Math.abs(y - here.y))?.key ?? from
  }
  const beyond = symbols.filter(({ symbol }) => (isBack ? symbol.x < here.symbol.x : symbol.x > here.symbol.x))
  const next = least(beyond, ({ symbol }) => Math.abs(symbol.x - here.symbol.x))
  const column = beyond.filter(({ symbol }) => symbol.x === next?.symbol.x)
  return least(column, ({ y }) => Math.abs(y - here.y))?.key ?? from
}

function least<T>(items: readonly T[], worth: (item: T) => number): T | undefined {
  return items.reduce<T | undefined>((best, item) => (best && worth(best) <= worth(item) ? best : item), undefined)
}
