import { useTranslator } from '../../ui/translator-context.ts'

/** Signs of the table and of the legend: the shapes of the picture, small. */
const SIGNS = {
  planned: { box: 'M1 3.5h22v9H1Z' },
  construction: {
    box: 'M1 3.5h22v9H1Z',
    thin: 'M4 3.5L1 6.5M9 3.5L1 11.5M14 3.5L5 12.5M19 3.5l-9 9M23 4.5l-8 8M23 9.5l-3 3',
  },
  done: { box: 'M1 3.5h22v9H1Z', filled: 'M1 3.5h14v9H1Z' },
  critical: { heavy: 'M2 3.5v9M6 3.5v9M10 3.5h13v9H10Z' },
  longest: { box: 'M1 3.5h22v6H1Z', heavy: 'M1 13h22' },
  baseline: { box: 'M1 8.5h22v4H1Z' },
  float: { thin: 'M1 8h20M21 4.5v7' },
  negative: { alert: 'M3 8h20M3 4.5v7' },
  milestone: { box: 'M12 1.5L18.5 8 12 14.5 5.5 8Z' },
  due: { box: 'M8 15V2l8 3.5L8 9' },
  missed: { alertFilled: 'M8 15V2l8 3.5L8 9Z' },
  moved: { dashed: 'M2 2v12', thin: 'M2 8h20M18 5l4 3-4 3' },
} as const
export type GanttSignName = keyof typeof SIGNS

/** A sign by itself; what it means is said beside it. */
export function GanttSign({ name }: { readonly name: GanttSignName }) {
  return (
    <svg className="gantt-sign" viewBox="0 0 24 16" aria-hidden="true">
      {Object.entries(SIGNS[name]).map(([coat, d]) => (
        <path key={coat} className={`is-${coat}`} d={d} />
      ))}
    </svg>
  )
}

/** A sign in a row of the table, with its meaning for who does not see it. */
export function SpokenSign({ name }: { readonly name: GanttSignName }) {
  const { t } = useTranslator()
  const text = t(`gantt.sign.${name}`)
  return (
    <span className="gantt-spoken" title={text}>
      <GanttSign name={name} />
      <span className="visually-hidden"> {text} </span>
    </span>
  )
}

/** All signs with what they mean. */
export function GanttLegend() {
  const { t } = useTranslator()
  return (
    <details className="gantt-legend">
      <summary>{t('gantt.legend')}</summary>
      <ul>
        {(Object.keys(SIGNS) as GanttSignName[]).map((name) => (
          <li key={name}>
            <GanttSign name={name} /> {t(`gantt.sign.${name}`)}
          </li>
        ))}
      </ul>
    </details>
  )
}
