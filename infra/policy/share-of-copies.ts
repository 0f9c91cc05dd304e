/** How many of so many a number or a percentage of Kubernetes (IntOrString) means; undefined where it is neither. @param round how Kubernetes rounds this one */
export function shareOf(text: string, copies: number, round: (share: number) => number): number | undefined {
  const [, digits, percent] = /^(\d+)(%?)$/.exec(text) ?? []
  if (digits === undefined) return undefined
  return percent === '%' ? round((Number(digits) * copies) / 100) : Number(digits)
}
