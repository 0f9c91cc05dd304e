import { describe, expect, test } from 'vitest'
import { day, smallProgramme } from '../../kit/testing/small-programme.ts'
import { crowdedBoard, smallBoard } from '../testing/board-data.ts'
import { boardView } from '../testing/board-view.ts'
import { boardCsv } from './board-csv.ts'
import { boardCharts, boardHtml } from './board-html.ts'
import { boardLanguage } from './board-language.ts'

const english = boardLanguage('en')

describe('the report for the board', () => {
  test('tells what is ready, what is late by how much, and who has no room, in its verdict', () => {
    const html = boardHtml(smallBoard(), english)
    expect(html).toContain('<p>Nothing is ready yet.</p>')
    expect(html).toContain('<p>By the schedule until Nov 4, 2026: 100\u00a0m², 40 racks, 1\u00a0MW.</p>')
    expect(html).toContain('<p>Late are 2: fit, 12 days late; test, 12 days late.</p>')
    expect(html).toContain(
      '<p>No room: Imaging (zajecar) from Oct 26, 2026 until Nov 4, 2026, 800\u00a0kW of 800\u00a0kW short; waits for: fit.</p>',
    )
  })

  test('calls places and activities by what people call them, not by path and id', () => {
    const { supply, ...board } = smallBoard()
    const [short] = supply?.unmet ?? []
    if (!supply || !short) throw new Error('nobody is short')
    const named = { ...short, placeName: 'Zajecar', placeNameSr: 'Зајечар' }
    const html = boardHtml({ ...board, supply: { ...supply, unmet: [named] } }, boardLanguage('sr'))
    expect(html).toContain('(Зајечар)')
    expect(html).not.toContain('zajecar)')
  })

  test('says early, late and on time by text beside a shape', () => {
    const html = boardHtml(smallBoard(), english)
    expect(html).toMatch(/<td><svg[^>]*><path d="M6 1l5 10H1z"[^>]*\/><\/svg>12 days late<\/td>/)
  })

  test('tells earned value where somebody reports, and why not where nobody does', () => {
    expect(boardHtml(smallBoard(), english)).toContain(
      'PV 180\u00a0EUR · EV 100\u00a0EUR · AC 150\u00a0EUR · SPI 0.56 · SPI(t) 0.56',
    )
    const silent = { ...smallBoard(), view: boardView(smallProgramme({ dataDate: day('2026-10-12') })) }
    expect(boardHtml(silent, english)).toContain('Earned value is not told: money: nobody knows what is earned')
  })

  test('has no outside part, no script and no style attribute, whatever names hold', () => {
    const html = boardHtml(crowdedBoard('</title><script>alert(1)</script>" style="x'), english)
    expect(html).not.toMatch(/<script|\sstyle="|<link|<img|url\((?!#)|@import|href=/)
    expect(html.match(/<div class="sheet">/g)).toHaveLength(2)
  })

  test('marks what is made up, and names what is supposed', () => {
    const view = boardView(smallProgramme(), { delay: ['build:6w'] })
    const html = boardHtml({ ...smallBoard(), view }, english)
    expect(html).toContain('<p class="made-up">Made up')
    expect(html).toContain('Supposed: build takes 30 working days more.')
  })

  test('is in Serbian in both scripts', () => {
    expect(boardHtml(smallBoard(), boardLanguage('sr'))).toContain('<h1>Изградња: извештај за управни одбор</h1>')
    const latin = boardHtml(smallBoard(), boardLanguage('sr-Latn'))
    expect(latin).toContain('<h1>Izgradnja: izveštaj za upravni odbor</h1>')
    expect(latin).not.toMatch(/[а-шА-Ш]/)
  })

  test('draws each chart as a picture of its own, all of its numbers finite', () => {
    for (const data of [smallBoard(), crowdedBoard('Name')]) {
      const charts = boardCharts(data, english)
      expect(charts.map(({ name }) => name)).toEqual(['ready', 'demand', 's-curve', 'gantt'])
      for (const { svg } of charts) {
        expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="0 0 720 \d+"/)
        expect(svg).not.toMatch(/NaN|Infinity|undefined/)
      }
    }
  })

  test('gives its tables as CSV: a line each, days as ISO, watts', () => {
    const lines = (table: Parameters<typeof boardCsv>[1]) => boardCsv(smallBoard(), table).trimEnd().split('\r\n')
    expect(lines('ready').slice(1)).toEqual([
      '2026-10-28,false,area,100,100,fit,block',
      '2026-10-28,false,racks,40,40,fit,block',
      '2026-11-04,false,power,1000000,1000000,fit,block',
    ])
    expect(lines('unmet')[1]).toBe(
      'imaging,Imaging,,programme,zajecar,zajecar,power,2026-10-26,2026-11-04,800000,800000,fit,assumed',
    )
    expect(lines('milestones')[1]).toMatch(
      /^fit,fit,,block,2026-10-28,false,2026-10-16,,12,0,,,100,40,1000000,,,assumed$/,
    )
    expect(lines('activities')).toHaveLength(4)
  })
})
