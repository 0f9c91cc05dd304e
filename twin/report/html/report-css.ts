/** On the screen and on A4. No style attribute is used: the server's policy allows this one sheet by its hash. */
export const REPORT_CSS = `
:root{color-scheme:light dark;--ink:#17202a;--quiet:#5b6773;--line:#d5dbe1;--ground:#fff;--accent:#0b5cad;--fan:#9cc3ea;--limit:#b42318}
@media (prefers-color-scheme:dark){:root{--ink:#e6ebf0;--quiet:#9aa7b4;--line:#38434e;--ground:#12181e;--accent:#6cb0f5;--fan:#2b5680;--limit:#ff8a7a}}
*{box-sizing:border-box}
body{margin:0 auto;padding:24px 20px;max-width:1040px;background:var(--ground);color:var(--ink);font:13px/1.45 "Inter Variable",Inter,system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif}
h1{font-size:24px;margin:0 0 4px}h2{font-size:18px;margin:32px 0 8px;padding-top:12px;border-top:2px solid var(--ink)}h3{font-size:14px;margin:20px 0 6px}
.quiet{color:var(--quiet)}.path{color:var(--quiet);font-size:11px;overflow-wrap:anywhere;font-weight:400;display:block}
.notes{border:1px solid var(--line);border-left:4px solid var(--accent);padding:8px 12px;margin:12px 0}.notes p{margin:2px 0}
.warned{font-weight:600}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{padding:4px 8px;border-bottom:1px solid var(--line);text-align:start;vertical-align:top}
thead th{color:var(--quiet);font-weight:500;font-size:11px;vertical-align:bottom}
tbody th{font-weight:600;min-width:96px}ul{margin:6px 0;padding-inline-start:18px;overflow-wrap:anywhere}.number{text-align:end}td.number{white-space:nowrap}
tbody td.number .path{white-space:normal}
figure{margin:12px 0}figcaption{color:var(--quiet);margin-bottom:4px}
svg{display:block;width:100%;max-width:800px;height:auto}svg text{fill:var(--quiet);font-size:11px}
.axis{stroke:var(--line)}.past{fill:none;stroke:var(--ink);stroke-width:1.2}.middle{fill:none;stroke:var(--accent);stroke-width:1.6}.fan{fill:var(--fan);opacity:.6}.limit{stroke:var(--limit);stroke-width:1.4;stroke-dasharray:6 4}
@media print{
:root{color-scheme:light;--ink:#000;--quiet:#444;--line:#bbb;--ground:#fff;--accent:#0b5cad;--fan:#b9d5f0;--limit:#b42318}
body{max-width:none;padding:0;font-size:9.5pt}
h1{font-size:18pt}h2{font-size:14pt;break-before:page;border-top:0;padding-top:0;margin-top:0}h2.first{break-before:auto;margin-top:14pt}h3{font-size:11pt}
h2,h3,figcaption{break-after:avoid}tr,figure,.notes{break-inside:avoid}thead{display:table-header-group}
th,td{padding:2.5pt 5pt}thead th,.path{font-size:7.5pt}.dense :is(th,td){padding-inline:2pt}.dense td{font-size:8.5pt}.dense :is(thead th,.path){font-size:7pt}.dense tbody th{min-width:54pt}.wide{overflow:visible}
.fan{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}`
