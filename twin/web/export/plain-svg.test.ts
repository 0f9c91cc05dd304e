import { describe, expect, it } from 'vitest'
import { type DrawnElement, plainSvg } from './plain-svg.ts'

interface Piece extends DrawnElement<Piece> {
  readonly values: Readonly<Record<string, string>>
}

function piece(
  localName: string,
  attributes: Readonly<Record<string, string>> = {},
  values: Readonly<Record<string, string>> = {},
  inside: readonly Piece[] | string = [],
): Piece {
  const isText = typeof inside === 'string'
  return {
    localName,
    attributes: Object.entries(attributes).map(([name, value]) => ({ name, value })),
    children: isText ? [] : inside,
    textContent: isText ? inside : '',
    values,
  }
}

const written = (...children: Piece[]) =>
  plainSvg(piece('svg', {}, {}, children), ({ values }) => ({ getPropertyValue: (name) => values[name] ?? '' }))

describe('a drawing without its style sheet', () => {
  it('has the colours that its classes come to, and no classes', () => {
    const rack = piece(
      'rect',
      { class: 'plan-body', x: '1', y: '-2', width: '0.6', height: '1.2' },
      {
        fill: 'rgb(48, 60, 72)',
        stroke: 'rgb(111, 128, 145)',
        'stroke-width': '0.75px',
        'vector-effect': 'non-scaling-stroke',
      },
    )
    expect(written(rack)).toBe(
      '<rect x="1" y="-2" width="0.6" height="1.2" fill="rgb(48, 60, 72)" stroke="rgb(111, 128, 145)" stroke-width="0.75px" vector-effect="non-scaling-stroke"/>',
    )
  })

  it('does not say what goes without saying', () => {
    const values = {
      fill: 'rgb(0, 0, 0)',
      stroke: 'none',
      'stroke-width': '3px',
      opacity: '1',
      'paint-order': 'normal',
    }
    expect(written(piece('path', { d: 'M0 0H1' }, values))).toBe('<path d="M0 0H1" fill="rgb(0, 0, 0)"/>')
  })

  it('strikes letters through where the page does', () => {
    const struck = { 'text-decoration-line': 'line-through' }
    expect(
      written(piece('text', {}, struck, 'ups-a'), piece('text', {}, { 'text-decoration-line': 'none' }, 'b')),
    ).toBe('<text text-decoration="line-through">ups-a</text><text>b</text>')
  })

  it('keeps its patterns within the file, whatever address the browser puts before them', () => {
    expect(written(piece('rect', {}, { fill: 'url("https://twin.example/sites#plan-no-data")' }))).toBe(
      '<rect fill="url(#plan-no-data)"/>',
    )
    expect(written(piece('use', { href: '#plan-mark-ok' }), piece('use', { href: 'https://evil.example/#x' }))).toBe(
      '<use href="#plan-mark-ok"/><use/>',
    )
  })

  it('has groups for links, and nothing that could act', () => {
    const link = piece('a', { href: '/sites/x', onclick: 'run()' }, {}, [piece('rect', {}, { fill: 'red' })])
    expect(written(link, piece('script', {}, {}, 'run()'), piece('foreignObject'))).toBe('<g><rect fill="red"/></g>')
  })

  it('shows hostile names as the letters that they are', () => {
    const name = '</text><script>alert("1")</script>&\u0000\ud800'
    const escaped = '&lt;/text&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;'
    expect(written(piece('text', { x: '1' }, { 'font-size': '0.4px' }, name), piece('title', {}, {}, name))).toBe(
      `<text x="1" font-size="0.4px">${escaped}</text><title>${escaped}</title>`,
    )
  })
})
