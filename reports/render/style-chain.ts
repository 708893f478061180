/** The drawing of a chain: participants as boxes in order, lifelines below, each hop an arrow. */
export const chainStyle = `
.chain{background:var(--paper);border:1px solid var(--line);border-radius:12px;overflow:hidden}
.chain .row{display:grid;grid-template-columns:minmax(0,1fr) 9rem 9rem;align-items:stretch}
.chain .lanes{position:relative;padding-left:2.75rem}
.chain .field{position:relative;display:flow-root;height:100%;background:linear-gradient(to right,transparent calc(50% - .75px),#c3cdca calc(50% - .75px),#c3cdca calc(50% + .75px),transparent calc(50% + .75px)) 0 0/calc(100%/var(--n)) 100%}
.chain .boxes{display:grid;grid-template-columns:repeat(var(--n),minmax(0,1fr));list-style:none;margin:0;padding:1.25rem 0 0}
.chain .boxes li{display:flex;margin:0 .25rem;padding:.6rem .3rem;border:1.5px solid #5b6f78;border-radius:9px;background:#f3f7f8;flex-direction:column;justify-content:center;text-align:center;line-height:1.25;font-weight:600;font-size:.8125rem;overflow-wrap:break-word;hyphens:auto}
.chain .boxes small{font-weight:400;color:var(--soft);font-size:.75rem}
.chain .head{color:var(--soft);font-size:.8125rem}
.chain .head .state{padding-bottom:.5rem}
.chain ol{list-style:none;margin:0;padding:0}
.chain .state{padding:.3rem .6rem;display:flex;flex-direction:column;justify-content:flex-end;align-items:flex-start;font-size:.875rem;border-left:1px solid var(--line)}
.chain .number{position:absolute;left:1rem;bottom:.15rem;width:1.6rem;height:1.6rem;border-radius:50%;display:grid;place-content:center;font-size:.8125rem;font-weight:600;background:var(--ink);color:#fff;font-variant-numeric:tabular-nums}
.arrow{position:relative;margin-left:calc(var(--from)/var(--n)*100% + 50%/var(--n));width:calc(var(--span)/var(--n)*100%);padding:.8rem .5rem .45rem;min-height:3.4rem;display:flex;align-items:flex-end;justify-content:center;border-bottom:2px solid var(--stroke,#33505c);text-align:center;font-size:.875rem;line-height:1.25;margin-bottom:.95rem}
.arrow span{background:var(--paper);padding:0 .3rem;border-radius:4px;flex:none;max-width:max(100%,11.5rem)}
.arrow.within span{flex:initial}
.arrow::after{content:"";position:absolute;bottom:-6px;right:-1px;border:5px solid transparent;border-left:9px solid var(--stroke,#33505c);border-right:0}
.arrow.back::after{right:auto;left:-1px;border-left:0;border-right:9px solid var(--stroke,#33505c)}
.arrow.within{border:2px solid var(--stroke,#33505c);border-left:0;border-radius:0 10px 10px 0;padding:.35rem .4rem .35rem .7rem;width:calc(.9/var(--n)*100%);min-height:2.4rem;margin-top:.6rem;text-align:left;justify-content:start;align-items:center}
.arrow.within.last{margin-left:calc(var(--from)/var(--n)*100% - 40%/var(--n));border:2px solid var(--stroke,#33505c);border-right:0;border-radius:10px 0 0 10px}
.arrow.within::after{bottom:-6px;right:auto;left:-1px;border-left:0;border-right:9px solid var(--stroke,#33505c)}
.arrow.within.last::after{left:auto;right:-1px;border-right:0;border-left:9px solid var(--stroke,#33505c)}
.hop.stop{background:var(--bad-bg)}.hop.stop .arrow{--stroke:var(--bad);border-bottom-style:dashed}
.hop.stop .arrow span{background:var(--bad-bg);color:var(--bad);font-weight:600}
.hop.stop .number{background:var(--bad)}
.hop.dim .arrow{--stroke:#7d8d94;border-bottom-style:dashed}.hop.dim .arrow span{color:var(--soft)}
.hop.dim .number{background:#66767d}
.chain .stopped{padding:.9rem 1.5rem 1.1rem 2.75rem;background:var(--bad-bg);border-top:1px solid #ecc5ca;border-bottom:1px solid #ecc5ca}
.chain .stopped p{margin:.2rem 0}.chain .stopped details{margin:.15rem 0}.chain .stopped ul{margin:.2rem 0;padding-left:1.25rem}
.chain .besides{padding:.2rem 1.5rem 1.1rem;border-top:1px solid var(--line)}.chain .besides ul{list-style:none;margin:0;padding:0}.chain .besides li{margin:.6rem 0}.chain .besides p{margin:.1rem 0;display:flex;flex-wrap:wrap;gap:0 .75rem}
.chain .route{display:none}
.chain .tail{height:1rem}
@media(max-width:52rem){
.chain .head .lanes,.chain .tail{display:none}
.chain .row{grid-template-columns:minmax(0,1fr) 7rem 7rem;border-top:1px solid var(--line)}
.chain .head{border-top:0}.chain .head .lanes+.state{grid-column:2}
.chain .field{background:none;height:auto}
.chain .lanes{padding:.7rem .5rem .7rem 3.1rem}
.chain .number{top:.75rem;bottom:auto;left:.9rem}
.arrow,.arrow.within,.arrow.within.last{margin:0;width:auto;border:0;padding:0;min-height:0;justify-content:flex-start;text-align:left}
.arrow::after{display:none}.arrow span{padding:0;flex:initial;max-width:none}
.chain .route{display:block;color:var(--soft);font-size:.8125rem}
.chain .state{font-size:.8125rem;justify-content:center}.mark{white-space:normal}
.chain .stopped{padding-left:1.25rem}
}
@media(max-width:30rem){.chain .row{grid-template-columns:1fr 1fr}.chain .lanes{grid-column:1/-1}.chain .head .lanes+.state{grid-column:auto}.chain .hop .state{border:0;padding:0 .5rem .7rem 3.1rem}.chain .hop .state+.state{padding-left:.5rem}.chain .head .state{padding:.6rem .5rem .4rem 3.1rem;border:0}.chain .head .state+.state{padding-left:.5rem}}
`;
