import { expect, it } from 'vitest'
import { svgSheet } from './svg-sheet.ts'
import { darkColours } from './testing/dark-colours.ts'

const measure = (text: string, size: number) => text.length * size * 0.5
const face = (heading: string) => ({ markup: '<rect/>', viewBox: '0 0 224 674', width: 224, height: 674, heading })

it('a sheet holds its drawings side by side, on a ground of its own size, with the caption below', () => {
  const caption = { title: 'rack-01 <A> & "B"', notes: ['belgrade'], items: [] }
  const text = svgSheet([face('Front'), face('Rear')], caption, darkColours, measure)
  // 12 + 224 + 12 + 224 + 12 wide; 12 + 20 + 674 for the faces, 12 + 20 + 18 + 12 for the caption.
  expect(text).toContain('<svg xmlns="http://www.w3.org/2000/svg" width="484" height="768" viewBox="0 0 484 768"')
  expect(text).toContain('font-family="&quot;Inter Variable&quot;, sans-serif"')
  expect(text).toContain('<rect width="484" height="768" fill="#12171d"/>')
  expect(text).toContain(
    '<svg x="248" y="32" width="224" height="674" viewBox="0 0 224 674" overflow="visible"><rect/></svg>',
  )
  expect(text).toContain('<title>rack-01 &lt;A&gt; &amp; &quot;B&quot;</title>')
  expect(text).toContain('<g transform="translate(0 706)">')
})
