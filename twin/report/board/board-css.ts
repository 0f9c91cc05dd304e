/** Two sheets of A4, on paper and on the screen. No style attribute is used: the server's policy allows this one sheet by its hash. */
export const BOARD_CSS = `
@page{size:A4;margin:0}
*{box-sizing:border-box}
html{color-scheme:light}
body{margin:0;background:#c9d0d6;color:#17202a;font:9pt/1.38 "Inter Variable",Inter,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif}
.sheet{position:relative;width:210mm;height:297mm;margin:6mm auto;padding:12mm 12mm 14mm;background:#fff;overflow:hidden}
h1{font-size:15pt;line-height:1.2;margin:0}h2{font-size:10.5pt;margin:3.2mm 0 1mm;padding-top:1.2mm;border-top:.4mm solid #17202a}
p{margin:0 0 .8mm}.quiet{color:#4d5863}
.verdict{border:.3mm solid #d5dbe1;border-left:1.2mm solid #0b5cad;padding:1.6mm 3mm;margin:2mm 0}
.verdict.bad{border-left-color:#b42318}.verdict p{font-size:9.5pt;display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden}
.made-up{font-weight:700;border:.4mm solid #b42318;padding:.8mm 2mm;display:inline-block}
table{border-collapse:collapse;width:100%;table-layout:fixed;font-size:8pt;font-variant-numeric:tabular-nums}
th,td{padding:.45mm 1.2mm;border-bottom:.15mm solid #d5dbe1;text-align:start;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
thead th{color:#4d5863;font-weight:500;font-size:7.5pt}tbody th{font-weight:500}
.w1{width:13%}.w2{width:12%}.w3{width:15%}.w4{width:19%}.w5{width:17%}.w6{width:25%}
figure{margin:.8mm 0}figcaption{color:#4d5863;font-size:8pt}
svg{display:block;width:100%;height:auto}td svg{display:inline-block;width:3mm;height:3mm;vertical-align:-.4mm;margin-inline-end:1mm}td svg.bar{display:block;width:100%;height:2.2mm;margin:.6mm 0 0}
.columns{display:grid;grid-template-columns:1fr 1fr;gap:6mm}
th span,td span{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden;white-space:normal;overflow-wrap:anywhere;line-height:1.2}
ul{margin:0;padding-inline-start:4mm;font-size:8pt}li{margin-bottom:.4mm}p,li{overflow-wrap:anywhere}li span{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden}
footer{position:absolute;inset:auto 12mm 6mm;display:flex;justify-content:space-between;color:#4d5863;font-size:7.5pt}
@media print{body{background:#fff;print-color-adjust:exact;-webkit-print-color-adjust:exact}.sheet{margin:0;break-after:page}.sheet:last-of-type{break-after:auto}}
@media screen and (max-width:800px){.sheet{width:auto;height:auto;margin:0;padding:16px}.columns{display:block}table{table-layout:auto}th,td{white-space:normal}figure{overflow-x:auto}figure svg{min-width:560px}.verdict p,li span,th span,td span{display:block}footer{position:static;margin-top:12px}}`
