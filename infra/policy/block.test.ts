import { describe, expect, it } from 'vitest'
import { Block, UNKNOWN } from './block.ts'

const reference = (of: string) => `$\{${of}}`

describe('a block of Terraform’s JSON', () => {
  it('reads one block alike whether it is an object or a list of one', () => {
    for (const spec of [{ replicas: '3' }, [{ replicas: 3 }]]) {
      expect(new Block({ spec }).one('spec').number('replicas')).toBe(3)
    }
  })

  it('tells what is not given, what is null and what is an empty list alike', () => {
    const block = new Block({ host_network: null, volume: [] })
    expect(block.flag('host_network')).toBeUndefined()
    expect(block.has('volume')).toBe(false)
    expect(block.one('security_context').flag('privileged')).toBeUndefined()
    expect(block.names).toEqual([])
  })

  it.each([reference('var.image'), `registry.oblak.rs/${reference('var.name')}`, '%{ if true }a%{ endif }'])(
    'does not know %s',
    (image) => {
      expect(new Block({ image }).text('image')).toBe(UNKNOWN)
    },
  )

  it('takes an escaped template for the text that it is', () => {
    expect(new Block({ command: '$${HOME}' }).text('command')).toBe('$${HOME}')
  })

  it('takes nothing of a dynamic block for absent', () => {
    const pod = new Block({ dynamic: { container: { for_each: ['a'], content: { image: 'a' } } } })
    expect(pod.has('container')).toBe(true)
    expect(pod.all('container').map((one) => one.one('security_context').flag('run_as_non_root'))).toEqual([UNKNOWN])
  })

  it('knows no value that a plan calls unknown, at any depth', () => {
    const block = new Block(
      {
        spec: [{ host_network: false, container: [{ name: 'a' }, { name: 'b' }] }],
        metadata: [{ labels: { a: '1' } }],
      },
      { spec: [{ host_pid: true, container: [{}, { image: true }] }], metadata: [{ labels: { b: true } }], wait: true },
    )
    const spec = block.one('spec')
    expect([spec.flag('host_network'), spec.flag('host_pid')]).toEqual([false, UNKNOWN])
    expect(spec.all('container').map((one) => one.text('image'))).toEqual([undefined, UNKNOWN])
    expect(block.one('metadata').map('labels')).toEqual(
      new Map<string, unknown>([
        ['a', '1'],
        ['b', UNKNOWN],
      ]),
    )
    expect(block.one('wait').one('below').text('it')).toBe(UNKNOWN)
    expect(block.texts('wait')).toEqual([UNKNOWN])
  })
})
