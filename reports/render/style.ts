/** The look of all pages: calm, printable, with contrast above 4.5 : 1 for all text. */
export const style = `
:root{--ink:#16262e;--soft:#4b5b63;--line:#d9dfdd;--paper:#fff;--ground:#f4f6f5;--link:#0b5577;
--good:#17623f;--good-bg:#e4f1ea;--warn:#7c4400;--warn-bg:#fcefd9;--bad:#9b1c2b;--bad-bg:#fae6e8;
--stuck:#44487a;--stuck-bg:#e9eaf5;--quiet:#4b5b63;--quiet-bg:#ecf0ef;color-scheme:light}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif;-webkit-text-size-adjust:100%}
.inner{max-width:72rem;margin:0 auto;padding:0 1.25rem}
a{color:var(--link);text-underline-offset:.15em}
:focus-visible{outline:3px solid #0b5577;outline-offset:2px;border-radius:3px}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.5rem 1rem;z-index:2}
.top{background:var(--paper);border-bottom:1px solid var(--line)}
.top .inner{display:flex;flex-wrap:wrap;align-items:center;gap:.25rem 2rem;min-height:3.5rem}
.brand{font-weight:650;letter-spacing:-.01em}
.top nav{flex:1}
.top ul{display:flex;flex-wrap:wrap;gap:0 1.4rem;list-style:none;margin:0;padding:0}
.top li a{display:inline-block;padding:1rem 0 .85rem;color:var(--soft);text-decoration:none;border-bottom:3px solid transparent}
.top li a:hover{color:var(--ink);border-color:var(--line)}
.top li a[aria-current]{color:var(--ink);font-weight:600;border-color:var(--ink)}
main.inner{padding-top:2rem;padding-bottom:1.5rem}
footer.inner{padding-top:1.5rem;padding-bottom:3rem;color:var(--soft);font-size:.875rem}
h1{font-size:clamp(1.5rem,1.1rem + 1.6vw,2.125rem);line-height:1.2;letter-spacing:-.018em;font-weight:600;margin:0;text-wrap:balance}
h2{font-size:1.25rem;line-height:1.3;letter-spacing:-.01em;font-weight:600;margin:2.75rem 0 .85rem}
h3{font-size:1rem;font-weight:600;margin:1.5rem 0 .5rem}
p{margin:.5rem 0;max-width:46rem}
.reason{white-space:pre-wrap;overflow-wrap:anywhere}
.soft{color:var(--soft)}.small{font-size:.875rem}
.good{--tone:var(--good);--tone-bg:var(--good-bg)}.warn{--tone:var(--warn);--tone-bg:var(--warn-bg)}
.bad{--tone:var(--bad);--tone-bg:var(--bad-bg)}.stuck{--tone:var(--stuck);--tone-bg:var(--stuck-bg)}
.quiet{--tone:var(--quiet);--tone-bg:var(--quiet-bg)}
.icon{width:1.15em;height:1.15em;flex:none;fill:var(--tone);stroke:#fff;stroke-width:2.4;stroke-linecap:round;stroke-linejoin:round}
.icon>:first-child{stroke:none}
.mark{display:inline-flex;align-items:center;gap:.4em;color:var(--tone);font-weight:600;white-space:nowrap}
.mark.quiet{font-weight:400}
.hero{background:var(--paper);border:1px solid var(--line);border-radius:14px;overflow:hidden;display:grid;grid-template-columns:auto 1fr}
.hero .badge{background:var(--tone-bg);color:var(--tone);display:grid;place-content:center;justify-items:center;gap:.5rem;padding:2rem 2.25rem;min-width:11rem;font-size:1.125rem;font-weight:650}
.hero .badge .icon{width:3.75rem;height:3.75rem;stroke-width:2}
.hero .says{padding:1.9rem 2.25rem}
.hero p{margin:.6rem 0 0}
.facts{display:flex;flex-wrap:wrap;gap:.5rem 2.25rem;margin:1.25rem 0 0;font-size:.9375rem}
.facts dt{color:var(--soft);font-size:.8125rem}.facts dd{margin:0;font-variant-numeric:tabular-nums}
.approval{display:grid;grid-template-columns:minmax(7rem,auto) minmax(0,1fr);gap:.35rem 1.5rem;margin:.5rem 0;font-size:.9375rem}
.approval dt{color:var(--soft)}.approval dd{margin:0;overflow-wrap:anywhere}
.card{background:var(--paper);border:1px solid var(--line);border-radius:12px;padding:1.25rem 1.5rem}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(17rem,1fr));gap:1rem}
.cards h3{margin:0}.cards .card p{margin:.35rem 0 .9rem}
.counts{display:flex;flex-wrap:wrap;gap:.35rem 1.1rem;list-style:none;margin:0;padding:0}
.counts b{font-variant-numeric:tabular-nums}
.bar{display:flex;height:.5rem;border-radius:99px;overflow:hidden;gap:2px;margin:0 0 .9rem;background:var(--quiet-bg)}
.bar i{background:var(--tone);min-width:4px}.bar i.quiet{background:#9aa7ab}
.scroll{overflow-x:auto;background:var(--paper);border:1px solid var(--line);border-radius:12px}
table{border-collapse:collapse;width:100%;font-size:.9375rem;line-height:1.45}
th,td{text-align:left;vertical-align:top;padding:.7rem 1rem;border-top:1px solid var(--line)}
thead th,thead td{border-top:0;color:var(--soft);font-size:.8125rem;font-weight:500;white-space:nowrap}
tbody th{font-weight:600}
.num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.nowrap{white-space:nowrap;font-variant-numeric:tabular-nums}
td a{white-space:nowrap}
td .soft,th .soft{font-weight:400;font-size:.875rem}
code,pre{font-family:ui-monospace,"Cascadia Mono",Menlo,Consolas,"Liberation Mono",monospace;font-size:.8125rem}
code{overflow-wrap:anywhere}
.side{display:block;max-width:22rem}
.side+.side{margin-top:.4rem}
pre{margin:.5rem 0 0;padding:1rem;background:#f7f9f8;border:1px solid var(--line);border-radius:8px;overflow:auto;max-height:28rem;line-height:1.5;tab-size:2}
details{margin:.5rem 0}
summary{cursor:pointer;padding:.2rem 0}
summary:hover{color:var(--link)}
.fold{background:var(--paper);border:1px solid var(--line);border-radius:12px;margin:.6rem 0}
.fold>summary{padding:.8rem 1.25rem;display:flex;gap:.4rem 1rem;align-items:center;flex-wrap:wrap;list-style:none}
.fold>summary::-webkit-details-marker{display:none}
.fold>summary::before{content:"";width:.45rem;height:.45rem;border:solid var(--soft);border-width:0 2px 2px 0;transform:rotate(-45deg);flex:none}
.fold[open]>summary::before{transform:rotate(45deg)}
.fold>summary .push{margin-left:auto}
.fold>.body{padding:0 1.25rem 1.25rem;border-top:1px solid var(--line)}
.fold>.scroll{border:0;border-top:1px solid var(--line);border-radius:0 0 12px 12px}
.steps{margin:.25rem 0;padding:0;list-style:none}
.steps li{display:flex;gap:.6rem;align-items:center;padding:.15rem 0}
.steps .push{margin-left:auto}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:1rem;margin:1.25rem 0}
.figures div{background:var(--paper);border:1px solid var(--line);border-radius:12px;padding:1rem 1.25rem}
.figures b{display:block;font-size:1.75rem;font-weight:600;letter-spacing:-.02em;line-height:1.2;font-variant-numeric:tabular-nums}
.calm{display:flex;gap:.6rem;align-items:center}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media(max-width:44rem){.hero{grid-template-columns:1fr}.hero .badge{grid-auto-flow:column;padding:.9rem 1.5rem;justify-content:start;align-items:center}.hero .badge .icon{width:1.75rem;height:1.75rem}.hero .says{padding:1.25rem 1.5rem}th,td{padding:.6rem .75rem}table{min-width:44rem}.top nav{order:3;flex-basis:100%;overflow-x:auto}.top ul{flex-wrap:nowrap;white-space:nowrap}.top li a{padding:.6rem 0 .5rem}.language{margin-left:auto}}
@media print{@page{margin:14mm}body{background:#fff;font-size:10pt}.top nav,.language,.skip{display:none}main.inner{padding-top:.5rem}.hero,.card,.fold,.scroll,.chain{border-color:#bbb}.scroll{overflow:visible}table{min-width:0;font-size:8.5pt}th,td{padding:.35rem .5rem}thead th,thead td,.nowrap,td a,td .mark{white-space:normal}td .soft,th .soft,thead th,thead td{font-size:inherit}tr,.hop,.card{break-inside:avoid}h2,h3{break-after:avoid}pre{max-height:none;white-space:pre-wrap;overflow-wrap:anywhere}*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
`;
