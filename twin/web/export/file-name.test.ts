import { describe, expect, it } from 'vitest'
import { fileNameOf } from './file-name.ts'

describe('the name of a saved file', () => {
  it('is the path with its segments joined', () => {
    expect(fileNameOf('belgrade/hall-1-plan-power', 'svg')).toBe('belgrade_hall-1-plan-power.svg')
  })

  it('keeps letters of any script', () => {
    expect(fileNameOf('београд/сала-1', 'csv')).toBe('београд_сала-1.csv')
  })

  it('of the state cloud is that of the product', () => {
    expect(fileNameOf('', 'csv')).toBe('oblak.csv')
  })

  it.each([
    ['../../etc/passwd', '__.._etc_passwd.png'],
    ['C:\\autoexec', 'C__autoexec.png'],
    ['a"b<c>d|e?f*g', 'a_b_c_d_e_f_g.png'],
    ['a\u0000b\nc', 'a_b_c.png'],
    ['hall\u202egnp.exe', 'hall_gnp.exe.png'],
    ['lone\ud800', 'lone_.png'],
  ])('of %j leads nowhere else and hides nothing', (path, name) => {
    expect(fileNameOf(path, 'png')).toBe(name)
  })

  it('is short enough for every file system', () => {
    expect(fileNameOf('a'.repeat(400), 'png')).toHaveLength(124)
  })
})
