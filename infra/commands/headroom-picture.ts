import { amountText } from '../gate/amount-text.ts'
import { fullness, type Headroom, headroomOf } from '../gate/headroom.ts'
import type { Moment, PlanCheck } from '../gate/plan-check.ts'
import { lossText } from '../gate/refusal.ts'

const WIDTH = 1100
const LABELS = 330
const BARS = 360
const ROW = 46
const TOP = 96
/** Bars end here, full being 1; what is fuller is cut and its figure told. */
const MOST = 1.25
/** More rows of one kind are not drawn: the fullest are. */
const MOST_ROWS = 6

const KINDS: readonly (readonly [Headroom['of'], string])[] = [
  ['hosts', 'Hosts of each site'],
  ['line', 'Fullest line of each hall'],
  ['UPS', 'UPS'],
  ['cooling', 'Cooling of halls and loops'],
]

interface Row {
  readonly after: Headroom
  readonly before: Headroom | undefined
}

/**
 * What is fullest after any single loss, before the plan and after it, as SVG: hosts, lines, UPS and cooling, what binds marked. Colours follow the reader's
 * scheme; nothing is told by colour alone.
 */
export function headroomPicture({ after, before, site }: PlanCheck): string {
  const rows = rowsOf(before, after)
  // What refuses the plan; of a plan that fits, what is fullest.
  const [binding] = rows
  const parts: string[] = []
  let y = TOP
  for (const [kind, title] of KINDS) {
    const all = rows.filter((row) => row.after.of === kind)
    const own = all.slice(0, MOST_ROWS)
    if (own.length === 0) continue
    const count = own.length < all.length ? `: the ${own.length} fullest of ${all.length}` : ''
    parts.push(`<text x="24" y="${y + 8}" class="kind">${title}${count}</text>`)
    y += 24
    for (const row of own) {
      parts.push(rowPicture(row, y, row === binding))
      y += ROW
    }
    y += 14
  }
  const full = LABELS + BARS / MOST
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${y + 12}" viewBox="0 0 ${WIDTH} ${y + 12}" role="img" aria-labelledby="title">
<title id="title">${safe(titleOf(after, site))}</title>
<style>${STYLE}</style>
<rect class="page" width="${WIDTH}" height="${y + 12}" rx="8"/>
<text x="24" y="34" class="head">${safe(titleOf(after, site))}</text>
<rect x="24" y="52" width="14" height="6" class="before"/><text x="46" y="60" class="note">before</text>
<rect x="110" y="49" width="14" height="12" class="bar"/><text x="132" y="60" class="note">after the plan</text>
<text x="250" y="60" class="note">each at its fullest after any single loss; ▶ what binds</text>
<text x="${full}" y="${TOP - 8}" text-anchor="middle" class="note">full</text>
<line x1="${full}" x2="${full}" y1="${TOP - 2}" y2="${y - 8}" class="full"/>
${parts.join('\n')}
</svg>
`
}

/** Those fullest after the plan first. */
function rowsOf(before: Moment, after: Moment): readonly Row[] {
  const was = new Map(headroomOf(before.verdict.losses).map((one) => [keyOf(one), one]))
  return headroomOf(after.verdict.losses)
    .filter((one) => one.needed > 0)
    .map((one) => ({ after: one, before: was.get(keyOf(one)) }))
    .sort((a, b) => fullness(b.after) - fullness(a.after))
}

function keyOf({ of, path, pool }: Headroom): string {
  return `${of} ${path} ${pool ?? ''}`
}

function rowPicture({ after, before }: Row, y: number, isBinding: boolean): string {
  const isOver = fullness(after) > 1
  const style = isOver ? 'bar over' : isBinding ? 'bar binding' : 'bar'
  const figures = `${percentOf(fullness(after))}, ${amountText(after.needed, after.unit)} of ${amountText(after.left, after.unit)}`
  const told = isOver ? `${figures}: too much` : figures
  const x = LABELS + BARS + 20
  return `<text x="24" y="${y + 15}" class="${isBinding ? 'label mark' : 'label'}">${isBinding ? '▶ ' : ''}${safe(nameOf(after))}</text>
<text x="24" y="${y + 31}" class="note">${safe(shortened(after.of === 'hosts' ? after.what : belowOf(after), 46))}</text>
<rect x="${LABELS}" y="${y + 2}" width="${widthOf(before)}" height="6" class="before"/>
<rect x="${LABELS}" y="${y + 10}" width="${widthOf(after)}" height="18" class="${style}"/>
<text x="${x}" y="${y + 15}" class="label">${safe(told)}</text>
<text x="${x}" y="${y + 31}" class="note">${safe(shortened(after.after.kind === 'nothing' ? 'with nothing lost' : `after the l${lossText(after.after).slice(1)}`, 56))}</text>`
}

function nameOf({ path, pool }: Headroom): string {
  return pool === 'gpus' ? `${path}, nodes with GPUs` : path
}

/** Where in it, without the path that stands above. */
function belowOf({ path, what }: Headroom): string {
  return what.startsWith(path) ? what.slice(path.length).replace(/^(\/|, )/, '') : what
}

function percentOf(share: number): string {
  if (!Number.isFinite(share)) return 'none there'
  return share < 0.001 ? '< 0.1 %' : `${(share * 100).toFixed(1)} %`
}

function widthOf(headroom: Headroom | undefined): number {
  if (!headroom) return 0
  return Math.max(2, Math.round((Math.min(fullness(headroom), MOST) * BARS * 10) / MOST) / 10)
}

function titleOf({ verdict }: Moment, site: string): string {
  const fits = verdict.losses.filter(({ shortages }) => shortages.length === 0).length
  return `The plan at ${site} ${verdict.fits ? 'fits' : 'is refused'}: ${fits} of ${verdict.losses.length} losses fit`
}

function shortened(text: string, most: number): string {
  return text.length > most ? `…${text.slice(text.length - most + 1)}` : text
}

function safe(text: string): string {
  return text.replaceAll(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`)
}

const STYLE = `
text{font-family:system-ui,'Segoe UI','Noto Sans','DejaVu Sans',sans-serif;fill:#1b2129}
.head{font-size:18px;font-weight:600}.kind{font-size:13px;font-weight:600}.label{font-size:13px}.mark{font-weight:700}.note{font-size:12px;fill:#50596a}
.page{fill:#ffffff;stroke:#c9d0da}.before{fill:#8b95a5}.bar{fill:#2b6cb0}.binding{fill:#8a5a00}.over{fill:#b42318}.full{stroke:#1b2129;stroke-width:1.5;stroke-dasharray:4 3}
@media (prefers-color-scheme:dark){
text{fill:#e6eaf0}.note{fill:#a9b3c1}.page{fill:#12161c;stroke:#39424f}.before{fill:#6f7a8a}.bar{fill:#5aa2e6}.binding{fill:#e0a83a}.over{fill:#f0705f}.full{stroke:#e6eaf0}
}`
